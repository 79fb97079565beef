import type { OperationAnswer, OperationInit } from '@callspec/core'
import type { Call, CallList, paths } from './generated/types.js'

type ListCalls = paths['/calls']['get']

type Init<MostRecent> = OperationInit<ListCalls> & { params?: { query?: { most_recent?: MostRecent } } }

type Answer<Data> = { data: Data; error?: never; response: Response } | Extract<OperationAnswer<ListCalls>, { data?: never }>

/** `GET('/calls')` returns a bare call when `most_recent` is true and a list otherwise. */
export interface GetCalls {
  (path: '/calls', init: Init<true> & { params: { query: { most_recent: true } } }): Promise<Answer<Call>>
  (path: '/calls', init?: Init<false>): Promise<Answer<CallList>>
}
