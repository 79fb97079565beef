import type { Paginator } from '@callspec/core'
import type { Webhook } from '@callspec/provider/webhook'
import { expectTypeOf } from 'vitest'
import getCall from '../../../specs/retell/examples/get-call.json' with { type: 'json' }
import listCalls from '../../../specs/retell/examples/list-calls.json' with { type: 'json' }
import {
  type Agent,
  type Call,
  type CallDetail,
  type CallList,
  createRetell,
  type PhoneNumber,
  type RetellOptions,
} from '../src/index.js'
import { parse, verify, webhook } from '../src/webhook.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const retell = createRetell({ apiKey: 'key' })
createRetell()
expectTypeOf<RetellOptions['brand']>().toEqualTypeOf<undefined>()
// @ts-expect-error no such credential
createRetell({ token: 'key' })

const { data } = await retell.POST('/v3/list-calls', { body: { limit: 50, sort_order: 'ascending' } })
expectTypeOf(data).toEqualTypeOf<CallList | undefined>()
expectTypeOf(retell.paginate('/v3/list-calls')).toEqualTypeOf<Paginator<Call>>()
expectTypeOf(retell.paginate('/v2/list-agents')).toEqualTypeOf<Paginator<Agent>>()
expectTypeOf(retell.paginate('/v2/list-phone-numbers')).toEqualTypeOf<Paginator<PhoneNumber>>()
expectTypeOf<CallList>(listCalls.value)
const one = await retell.GET('/v2/get-call/{call_id}', { params: { path: { call_id: 'call_1' } } })
expectTypeOf(one.data).toEqualTypeOf<CallDetail | undefined>()
expectTypeOf<CallDetail>(getCall.value)
expectTypeOf<CallDetail>().toExtend<Call>()

// @ts-expect-error the older list is not described
retell.POST('/v2/list-calls')
// @ts-expect-error the id is missing
retell.GET('/v2/get-call/{call_id}')
// @ts-expect-error the number to call is missing
retell.POST('/v2/create-phone-call', { body: { from_number: '+12135550134' } })

retell.POST('/v3/list-calls', { body: { filter_criteria: { call_status: { type: 'enum', op: 'in', value: ['ended'] } } } })
retell.POST('/v3/list-calls', { body: { filter_criteria: { start_timestamp: { type: 'range', op: 'bt', value: [1, 2] } } } })
retell.POST('/v3/list-calls', { body: { filter_criteria: { start_timestamp: { type: 'number', op: 'ge', value: 1 } } } })
// @ts-expect-error filters of the older list
retell.POST('/v3/list-calls', { body: { filter_criteria: { call_status: ['ended'] } } })
// @ts-expect-error a filter has a kind
retell.POST('/v3/list-calls', { body: { filter_criteria: { to_number: { op: 'eq', value: '+12135550134' } } } })
// @ts-expect-error words of a request are closed
retell.POST('/v3/list-calls', { body: { filter_criteria: { call_status: { type: 'enum', op: 'in', value: ['registered'] } } } })
// @ts-expect-error no such filter is documented
retell.POST('/v3/list-calls', { body: { filter_criteria: { agent_id: { type: 'string', op: 'eq', value: 'a' } } } })

// Words of an answer are open and remain strings.
expectTypeOf<'ended' | 'paused'>().toExtend<Call['call_status']>()
// What is absent until it is known is not null.
expectTypeOf<undefined>().toExtend<Call['start_timestamp']>()
// @ts-expect-error absent, not null
expectTypeOf<null>().toExtend<Call['start_timestamp']>()
// @ts-expect-error listed calls have no transcript
data?.items?.[0]?.transcript

// Web hooks: events are told apart by their words, and the call is that of the log.
const hook = parse('{}')
if (hook.isKnown && hook.event === 'call_ended') {
  expectTypeOf(hook.body.call).toEqualTypeOf<CallDetail>()
  expectTypeOf(hook.call?.provider).toEqualTypeOf<'retell' | undefined>()
}
// @ts-expect-error no such event
if (hook.isKnown && hook.event === 'call_teleported') hook.body
expectTypeOf<typeof webhook>().toExtend<Webhook>()
expectTypeOf(webhook.isSigned).toEqualTypeOf<true>()
// @ts-expect-error without a secret
verify(new Request('https://hooks.example.com'))
