import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import listCalls from '../../../specs/agentvoice/examples/list-calls.json' with { type: 'json' }
import mostRecentCall from '../../../specs/agentvoice/examples/most-recent-call.json' with { type: 'json' }
import { type AgentvoiceOptions, type Call, type CallList, createAgentvoice, type Error as ErrorBody } from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const agentvoice = createAgentvoice({ apiKey: 'key', organizationId: 'org' })
createAgentvoice()
expectTypeOf<AgentvoiceOptions['brand']>().toEqualTypeOf<undefined>()
// @ts-expect-error the organisation is missing
createAgentvoice({ apiKey: 'key' })
// @ts-expect-error the key is missing
createAgentvoice({ organizationId: 'org' })
// @ts-expect-error no such credential
createAgentvoice({ apiKey: 'key', organizationId: 'org', token: 'token' })

// A list unless the most recent call was asked for.
expectTypeOf((await agentvoice.GET('/calls')).data).toEqualTypeOf<CallList | undefined>()
expectTypeOf((await agentvoice.GET('/calls', {})).data).toEqualTypeOf<CallList | undefined>()
expectTypeOf((await agentvoice.GET('/calls', { params: { query: { limit: 5 } } })).data).toEqualTypeOf<CallList | undefined>()
expectTypeOf((await agentvoice.GET('/calls', { params: { query: { most_recent: false } } })).data).toEqualTypeOf<
  CallList | undefined
>()
const recent = await agentvoice.GET('/calls', { params: { query: { phone_number: '+14155551234', most_recent: true } } })
expectTypeOf(recent.data).toEqualTypeOf<Call | undefined>()
expectTypeOf(recent.error).toEqualTypeOf<ErrorBody | undefined>()
expectTypeOf(recent.response).toEqualTypeOf<Response>()
// Either of the two where only the program knows.
declare const most_recent: boolean
const either = await agentvoice.GET('/calls', { params: { query: { most_recent } } })
expectTypeOf(either.data).toEqualTypeOf<CallList | Call | undefined>()
// The data are there where there is no error.
if (!recent.error) expectTypeOf(recent.data).toEqualTypeOf<Call>()

expectTypeOf(agentvoice.paginate('/calls')).toEqualTypeOf<Paginator<Call>>()
expectTypeOf<CallList>(listCalls.value)
expectTypeOf<Call>(mostRecentCall.value)

// A single call has no pages.
agentvoice.paginate('/calls', { params: { query: { most_recent: false } } })
agentvoice.paginate('/calls', { params: { query: { limit: 10, include: ['metrics'] } } })
// @ts-expect-error answers with one bare call
agentvoice.paginate('/calls', { params: { query: { most_recent: true } } })
// @ts-expect-error is no option of its own
agentvoice.paginate('/calls', { most_recent: true })
// @ts-expect-error and so may this
agentvoice.paginate('/calls', { params: { query: { most_recent, limit: 10 } } })

// @ts-expect-error no such path
agentvoice.GET('/call')
// @ts-expect-error calls are made through an agent
agentvoice.POST('/calls')
// @ts-expect-error words of a request are closed
agentvoice.GET('/calls', { params: { query: { call_type: 'web' } } })
// @ts-expect-error no such group
agentvoice.GET('/calls', { params: { query: { include: ['recording'] } } })
// @ts-expect-error the number is missing
agentvoice.POST('/agents/call', { body: { agentId: 'a' } })
// @ts-expect-error contacts are not paged
agentvoice.paginate('/contacts')

// Words of an answer are open, and all but the id may be missing.
expectTypeOf<'web'>().toExtend<Call['call_type']>()
expectTypeOf<{ id: string }>().toExtend<Call>()
