import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import makeCall from '../../../specs/vapi/examples/make-call.json' with { type: 'json' }
import { type Assistant, type Call, type Campaign, createVapi, type PhoneNumber, type VapiOptions } from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const vapi = createVapi({ apiKey: 'key' })
createVapi()
createVapi({ brand: 'eu' })
expectTypeOf<VapiOptions['brand']>().toEqualTypeOf<'eu' | undefined>()
// @ts-expect-error no such credential
createVapi({ token: 'key' })

const { data } = await vapi.GET('/call', { params: { query: { limit: 50 } } })
expectTypeOf(data).toEqualTypeOf<Call[] | undefined>()
expectTypeOf(vapi.paginate('/call')).toEqualTypeOf<Paginator<Call>>()
expectTypeOf(vapi.paginate('/assistant')).toEqualTypeOf<Paginator<Assistant>>()
expectTypeOf(vapi.paginate('/phone-number')).toEqualTypeOf<Paginator<PhoneNumber>>()
expectTypeOf(vapi.paginate('/v2/campaign')).toEqualTypeOf<Paginator<Campaign>>()
expectTypeOf<Call>(makeCall.value)

// @ts-expect-error no such path
vapi.GET('/calls')
// @ts-expect-error no filter by status is documented
vapi.GET('/call', { params: { query: { status: 'ended' } } })
// @ts-expect-error the id is missing
vapi.GET('/call/{id}')
// @ts-expect-error not a list
vapi.paginate('/call/{id}', { params: { path: { id: 'call_1' } } })
// @ts-expect-error the bound of the window is the reader's own
vapi.paginate('/call', { params: { query: { createdAtLe: 7 } } })

// Words of an answer are open; those of a request are not.
expectTypeOf<'ended' | 'parked'>().toExtend<Call['status']>()
expectTypeOf<'customer-ended-call' | 'a-new-word'>().toExtend<Call['endedReason']>()
// @ts-expect-error no such state
vapi.GET('/v2/campaign', { params: { query: { status: 'over' } } })
