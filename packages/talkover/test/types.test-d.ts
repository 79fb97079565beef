import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import listCalls from '../../../specs/talkover/examples/list-calls.json' with { type: 'json' }
import { type AgentCall, type Call, type CallList, createTalkover, type TalkoverOptions } from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const talkover = createTalkover({ token: 'talq_test' })
createTalkover()
expectTypeOf<TalkoverOptions['brand']>().toEqualTypeOf<'talk-direct-call' | undefined>()
// @ts-expect-error the name is that of the spec, not of the variable
createTalkover({ apiKey: 'talq_test' })
// @ts-expect-error not a string
createTalkover({ token: 7 })

const { data } = await talkover.GET('/calls', { params: { query: { status: 'no-answer' } } })
expectTypeOf(data).toEqualTypeOf<CallList | undefined>()
expectTypeOf(talkover.paginate('/calls')).toEqualTypeOf<Paginator<Call>>()
expectTypeOf(talkover.paginate('/agents/{agent_id}/calls', { params: { path: { agent_id: 'a' } } })).toEqualTypeOf<
  Paginator<AgentCall>
>()
expectTypeOf<CallList>(listCalls.value)
// The list page has `pagination`, the published OpenAPI file `meta` in its place.
const { pagination: meta, ...withoutCounters } = listCalls.value
expectTypeOf<CallList>({ ...withoutCounters, meta })
expectTypeOf(data?.pagination?.total).toEqualTypeOf<number | undefined>()

// @ts-expect-error a single call is not documented
talkover.GET('/calls/{id}')
// @ts-expect-error calls are made through an agent
talkover.POST('/calls')
// @ts-expect-error words of a request are closed
talkover.GET('/calls', { params: { query: { status: 'ended' } } })
// @ts-expect-error no such filter
talkover.GET('/calls', { params: { query: { phone_number: '+1234567890' } } })
// @ts-expect-error the agent is missing
talkover.GET('/agents/{agent_id}/calls')
// @ts-expect-error the number is missing
talkover.POST('/agents/{agent_id}/call', { params: { path: { agent_id: 'a' } }, body: {} })
// @ts-expect-error not a paged list
talkover.paginate('/phone-numbers')

// Words of an answer are open, and remain strings.
expectTypeOf(data?.data[0]?.status).toExtend<string | undefined>()
expectTypeOf<'parked'>().toExtend<Call['status']>()
expectTypeOf<'sideways'>().toExtend<Call['direction']>()
// @ts-expect-error but they are words
expectTypeOf<7>().toExtend<Call['status']>()
expectTypeOf<AgentCall>().not.toHaveProperty('agent')
