import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import listCalls from '../../../specs/autocalls/examples/list-calls.json' with { type: 'json' }
import famulorCalls from '../../../specs/autocalls/examples/list-calls-famulor.json' with { type: 'json' }
import {
  type Assistant,
  type AutocallsOptions,
  type Call,
  type CallList,
  createAutocalls,
  type TranscriptTurn,
} from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const autocalls = createAutocalls({ token: 'key' })
createAutocalls()
createAutocalls({ token: 'key', brand: 'famulor' })
expectTypeOf<AutocallsOptions['brand']>().toEqualTypeOf<
  'otoni-stark' | 'famulor' | 'botrep' | 'whattalk' | 'robocallz' | undefined
>()
// @ts-expect-error no such brand
createAutocalls({ token: 'key', brand: 'famulr' })
// @ts-expect-error the name is that of the spec, not of the variable
createAutocalls({ apiKey: 'key' })
// @ts-expect-error not a string
createAutocalls({ token: 'key', brand: 7 })

const { data } = await autocalls.GET('/user/calls', { params: { query: { status: 'ended' } } })
expectTypeOf(data).toEqualTypeOf<CallList | undefined>()
expectTypeOf(autocalls.paginate('/user/calls')).toEqualTypeOf<Paginator<Call>>()
expectTypeOf(autocalls.paginate('/user/assistants/get')).toEqualTypeOf<Paginator<Assistant>>()
expectTypeOf<CallList>(listCalls.value)
expectTypeOf<CallList>(famulorCalls.value)

// @ts-expect-error no such path
autocalls.GET('/calls')
// @ts-expect-error words of a request are closed
autocalls.GET('/user/calls', { params: { query: { status: 'canceled' } } })
// @ts-expect-error ids are numbers here
autocalls.GET('/user/calls', { params: { query: { assistant_id: '7' } } })
// @ts-expect-error the id is missing
autocalls.GET('/user/calls/{id}')
// @ts-expect-error the assistant is missing
autocalls.POST('/user/make_call', { body: { phone_number: '+15550100101' } })
// @ts-expect-error campaigns are not paged
autocalls.paginate('/user/campaigns')

// Words of an answer are open.
expectTypeOf<'parked'>().toExtend<Call['status']>()
expectTypeOf<'sms'>().toExtend<Call['type']>()
// What the labels write differently is a union.
expectTypeOf<Call['transcript']>().toEqualTypeOf<string | TranscriptTurn[] | null | undefined>()
expectTypeOf<Call['total_cost']>().toEqualTypeOf<number | string | null | undefined>()
expectTypeOf<never[]>().toExtend<Call['variables']>()
