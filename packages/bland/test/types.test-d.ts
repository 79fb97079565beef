import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import getCall from '../../../specs/bland/examples/get-call.json' with { type: 'json' }
import listCalls from '../../../specs/bland/examples/list-calls.json' with { type: 'json' }
import { type BlandOptions, type Call, type CallDetail, type CallList, createBland } from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const bland = createBland({ apiKey: 'org_key' })
createBland()
expectTypeOf<BlandOptions['brand']>().toEqualTypeOf<undefined>()
// @ts-expect-error no such credential
createBland({ token: 'org_key' })

const { data } = await bland.GET('/v1/calls', { params: { query: { from: 0, limit: 50, sort_by: 'updated_at' } } })
expectTypeOf(data).toEqualTypeOf<CallList | undefined>()
expectTypeOf(bland.paginate('/v1/calls')).toEqualTypeOf<Paginator<Call>>()
expectTypeOf<CallList>(listCalls.value)
const one = await bland.GET('/v1/calls/{call_id}', { params: { path: { call_id: '1' } } })
expectTypeOf(one.data).toEqualTypeOf<CallDetail | undefined>()
expectTypeOf<CallDetail>(getCall.value)
expectTypeOf<CallDetail>().toExtend<Call>()

// @ts-expect-error an index, not a number
bland.GET('/v1/calls', { params: { query: { from: '+15555550143' } } })
// @ts-expect-error words of a request are closed
bland.GET('/v1/calls', { params: { query: { sort_by: 'started_at' } } })
// @ts-expect-error no such filter is documented
bland.GET('/v1/calls', { params: { query: { status: 'completed' } } })
// @ts-expect-error the id is missing
bland.GET('/v1/calls/{call_id}')
// @ts-expect-error the number to call is missing
bland.POST('/v1/calls', { body: { task: 'Ask for the time.' } })
// @ts-expect-error not a paged list
bland.paginate('/v1/campaigns')

// Words of an answer are open and remain strings.
expectTypeOf<'completed' | 'paused'>().toExtend<Call['status']>()
// @ts-expect-error listed calls have no transcript
data?.calls?.[0]?.transcripts
