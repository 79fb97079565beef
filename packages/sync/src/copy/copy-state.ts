import { fingerprint } from '@callspec/provider'
import type { ListingState } from 'callspec'
import { stateFailure } from 'callspec/kit'
import type { Position } from './call-statements.js'
import type { SourceOfCopy } from './copied-source.js'
import type { Identity } from './copy-checkpoint.js'
import { isByClock } from './query/by-clock.js'
import type { CheckedCopyQuery } from './query/copy-query.js'

/** What the state of a listing of a copy belongs to. No live log has such a fingerprint: neither takes a state of the other. */
export function stateIdentity(query: CheckedCopyQuery, sources: readonly SourceOfCopy[], gone: boolean): Identity {
  const { limit: _limit, include: _include, strict: _strict, timeZone, ...others } = query
  // The zone of a period's dates is in its bounds.
  const rest = isByClock(query) ? { ...others, timeZone } : others
  return {
    query: fingerprint(JSON.stringify(['copy', rest, gone, sources.map(({ id, provider }) => [id, provider])])),
    accounts: fingerprint(JSON.stringify(sources.map(({ baseUrl, account }) => [baseUrl, account]))),
  }
}

/**
 * The call to continue after; `null`: none, from the beginning.
 * @throws CallspecError `invalid-query` if the state is damaged
 */
export function positionIn({ after }: ListingState): Position | null {
  if (after === undefined) return null
  const isPosition =
    typeof after === 'object' &&
    (after?.at === null || (typeof after?.at === 'string' && STAMP.test(after.at))) &&
    typeof after.source === 'string' &&
    Number.isSafeInteger(after.rank)
  if (!isPosition) throw stateFailure('damaged')
  return after
}

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
