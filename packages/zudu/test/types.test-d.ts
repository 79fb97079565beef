import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import listCalls from '../../../specs/zudu/examples/list-calls.json' with { type: 'json' }
import { type Agent, type Call, type CallList, createZudu, type ZuduOptions } from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const zudu = createZudu({ apiKey: 'sk_test', apiSecret: 's3cr3t_test' })
createZudu()
expectTypeOf<ZuduOptions['brand']>().toEqualTypeOf<undefined>()
// @ts-expect-error the secret is missing
createZudu({ apiKey: 'sk_test' })
// @ts-expect-error the key is missing
createZudu({ apiSecret: 's3cr3t_test' })

const { data } = await zudu.POST('/api/calls', { body: { page: 0, sort_order: 'descending' } })
expectTypeOf(data).toEqualTypeOf<CallList | undefined>()
expectTypeOf(zudu.paginate('/api/calls')).toEqualTypeOf<Paginator<Call>>()
expectTypeOf(zudu.paginate('/api/calls', { body: { filter_criteria: { call_status: ['ended'] } } })).toEqualTypeOf<
  Paginator<Call>
>()
expectTypeOf(zudu.paginate('/api/agents')).toEqualTypeOf<Paginator<Agent>>()
expectTypeOf<CallList>(listCalls.value)

// @ts-expect-error no such path
zudu.GET('/calls')
// @ts-expect-error the id is missing
zudu.GET('/api/calls/{callId}')
// @ts-expect-error the filters of this list are in the body
zudu.POST('/api/calls', { params: { query: { page: 0 } } })
// @ts-expect-error words of a request are closed
zudu.POST('/api/calls', { body: { sort_order: 'desc' } })
// @ts-expect-error no such filter is documented
zudu.POST('/api/calls', { body: { filter_criteria: { start_timestamp: {} } } })
// @ts-expect-error nor beside one that is
zudu.POST('/api/calls', { body: { filter_criteria: { call_status: ['ended'], date_from: '2024-01-01' } } })
// @ts-expect-error one word is not a list of them
zudu.POST('/api/calls', { body: { filter_criteria: { call_status: 'ended' } } })
// @ts-expect-error not a paged list
zudu.paginate('/api/phone-numbers/available')

// Words of an answer are open, in either case, and remain strings.
expectTypeOf(data?.data?.calls?.[0]?.call_status).toExtend<string | null | undefined>()
expectTypeOf<'ENDED' | 'ended' | 'PAUSED'>().toExtend<Call['call_status']>()
// @ts-expect-error milliseconds since 1970, not ISO 8601
expectTypeOf<string>().toExtend<Call['start_timestamp']>()
