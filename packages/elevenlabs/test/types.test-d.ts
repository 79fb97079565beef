import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import getConversation from '../../../specs/elevenlabs/examples/get-conversation.json' with { type: 'json' }
import listConversations from '../../../specs/elevenlabs/examples/list-conversations.json' with { type: 'json' }
import {
  type Agent,
  type Batch,
  type Conversation,
  type ConversationDetail,
  type ConversationList,
  createElevenlabs,
  type ElevenlabsOptions,
  type PhoneNumber,
} from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const elevenlabs = createElevenlabs({ apiKey: 'key', brand: 'eu' })
createElevenlabs()
expectTypeOf<ElevenlabsOptions['brand']>().toEqualTypeOf<'us' | 'eu' | 'in' | 'sg' | undefined>()
// @ts-expect-error no such credential
createElevenlabs({ token: 'key' })
// @ts-expect-error no such region
createElevenlabs({ apiKey: 'key', brand: 'ap' })

const { data } = await elevenlabs.GET('/v1/convai/conversations', { params: { query: { page_size: 100 } } })
expectTypeOf(data).toEqualTypeOf<ConversationList | undefined>()
expectTypeOf(elevenlabs.paginate('/v1/convai/conversations')).toEqualTypeOf<Paginator<Conversation>>()
expectTypeOf(elevenlabs.paginate('/v1/convai/agents')).toEqualTypeOf<Paginator<Agent>>()
expectTypeOf(elevenlabs.paginate('/v1/convai/batch-calling/workspace')).toEqualTypeOf<Paginator<Batch>>()
expectTypeOf<ConversationList>(listConversations.value)
const one = await elevenlabs.GET('/v1/convai/conversations/{conversation_id}', { params: { path: { conversation_id: 'c1' } } })
expectTypeOf(one.data).toEqualTypeOf<ConversationDetail | undefined>()
expectTypeOf<ConversationDetail>(getConversation.value)
const numbers = await elevenlabs.GET('/v1/convai/phone-numbers')
expectTypeOf(numbers.data).toEqualTypeOf<PhoneNumber[] | undefined>()

// @ts-expect-error the id is missing
elevenlabs.GET('/v1/convai/conversations/{conversation_id}')
// @ts-expect-error not a list of pages
elevenlabs.paginate('/v1/convai/phone-numbers')
// @ts-expect-error the number to call is missing
elevenlabs.POST('/v1/convai/twilio/outbound-call', { body: { agent_id: 'a1', agent_phone_number_id: 'p1' } })

elevenlabs.GET('/v1/convai/conversations', { params: { query: { exclude_statuses: ['in-progress', 'failed'] } } })
// @ts-expect-error the word of batches
elevenlabs.GET('/v1/convai/conversations', { params: { query: { exclude_statuses: ['in_progress'] } } })
// @ts-expect-error seconds, not a stamp
elevenlabs.GET('/v1/convai/conversations', { params: { query: { call_start_after_unix: '2026-11-01' } } })
// @ts-expect-error no filter names the states to keep
elevenlabs.GET('/v1/convai/conversations', { params: { query: { status: 'done' } } })

// Words of an answer are open and remain strings.
expectTypeOf<'done' | 'paused'>().toExtend<Conversation['status']>()
expectTypeOf<null>().toExtend<Conversation['direction']>()
// @ts-expect-error a row always has its start
expectTypeOf<null>().toExtend<Conversation['start_time_unix_secs']>()
// @ts-expect-error numbers are of the single conversation
data?.conversations[0]?.metadata
