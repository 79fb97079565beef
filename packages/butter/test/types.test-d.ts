import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import listCalls from '../../../specs/butter/examples/list-calls.json' with { type: 'json' }
import { type ButterOptions, type CallDetail, type CallList, type CallSummary, createButter } from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const butter = createButter({ apiKey: 'key' })
createButter()
expectTypeOf<ButterOptions['brand']>().toEqualTypeOf<undefined>()
// @ts-expect-error no such credential
createButter({ token: 'key' })
// @ts-expect-error not a string
createButter({ apiKey: 7 })

const { data } = await butter.GET('/api/calls', { params: { query: { limit: 50 } } })
expectTypeOf(data).toEqualTypeOf<CallList | undefined>()
expectTypeOf(butter.paginate('/api/calls')).toEqualTypeOf<Paginator<CallSummary>>()
const call = await butter.GET('/api/calls/{call_sid}', { params: { path: { call_sid: 'call_1' } } })
expectTypeOf(call.data?.data).toEqualTypeOf<CallDetail | undefined>()
expectTypeOf<CallList>(listCalls.value)

// @ts-expect-error no such path
butter.GET('/calls')
// @ts-expect-error no such method on it
butter.POST('/api/calls')
// @ts-expect-error no filter is documented
butter.GET('/api/calls', { params: { query: { status: 'completed' } } })
// @ts-expect-error nor beside a parameter that is
butter.GET('/api/calls', { params: { query: { limit: 50, status: 'completed' } } })
// @ts-expect-error the id is missing
butter.GET('/api/calls/{call_sid}')
// @ts-expect-error not a list
butter.paginate('/api/calls/{call_sid}', { params: { path: { call_sid: 'call_1' } } })

// Words of an answer are open, in either spelling, and remain strings.
expectTypeOf(data?.data?.[0]?.status).toExtend<string | null | undefined>()
expectTypeOf<'in-progress' | 'in_progress' | 'parked'>().toExtend<CallSummary['status']>()
// What the page does not call required may be null.
expectTypeOf<null>().toExtend<CallSummary['call_type' | 'status' | 'created_at']>()
// @ts-expect-error but what it does is there
expectTypeOf<null>().toExtend<CallSummary['call_sid']>()
expectTypeOf<'transferred'>().toExtend<CallSummary['end_reason']>()
