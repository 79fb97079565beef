import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import { type Agent, type Call, createUltravox, type DeletedCall, type Message } from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const client = createUltravox({ apiKey: 'key' })
createUltravox()
// @ts-expect-error no such credential
createUltravox({ token: 'key' })

const { data } = await client.GET('/api/calls', { params: { query: { pageSize: 50 } } })
expectTypeOf(data?.results).toEqualTypeOf<Call[] | undefined>()
expectTypeOf(client.paginate('/api/calls')).toEqualTypeOf<Paginator<Call>>()
expectTypeOf(client.paginate('/api/agents')).toEqualTypeOf<Paginator<Agent>>()
expectTypeOf(client.paginate('/api/deleted_calls')).toEqualTypeOf<Paginator<DeletedCall>>()
const messages = client.paginate('/api/calls/{call_id}/messages', { params: { path: { call_id: 'c1' } } })
expectTypeOf(messages).toEqualTypeOf<Paginator<Message>>()

// @ts-expect-error no such path
client.GET('/calls')
// @ts-expect-error no filter by state is documented
client.GET('/api/calls', { params: { query: { status: 'ended' } } })
// @ts-expect-error the id is missing
client.GET('/api/calls/{call_id}')
// @ts-expect-error no such mode
client.GET('/api/calls/{call_id}/messages', { params: { path: { call_id: 'c1' }, query: { mode: 'all' } } })

// Words of an answer are open.
expectTypeOf<'hangup' | 'a_new_word' | null>().toExtend<Call['endReason']>()
expectTypeOf<'MESSAGE_ROLE_AGENT' | 'MESSAGE_ROLE_NEW'>().toExtend<NonNullable<Message['role']>>()
