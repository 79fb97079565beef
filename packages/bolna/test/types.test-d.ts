import type { Paginator } from '@callspec/core'
import { expectTypeOf } from 'vitest'
import getExecution from '../../../specs/bolna/examples/get-execution.json' with { type: 'json' }
import listExecutions from '../../../specs/bolna/examples/list-executions.json' with { type: 'json' }
import { type BolnaOptions, createBolna, type Execution, type ExecutionList } from '../src/index.js'

// Checked by the compiler and never run. Each `@ts-expect-error` fails the typecheck once its line compiles.

const bolna = createBolna({ apiKey: 'bn-key' })
createBolna()
expectTypeOf<BolnaOptions['brand']>().toEqualTypeOf<undefined>()
// @ts-expect-error no such credential
createBolna({ token: 'bn-key' })

const path = { agent_id: '1' }
const { data } = await bolna.GET('/v2/agent/{agent_id}/executions', {
  params: { path, query: { page_size: 50, status: 'busy' } },
})
expectTypeOf(data).toEqualTypeOf<ExecutionList | undefined>()
expectTypeOf(bolna.paginate('/v2/agent/{agent_id}/executions', { params: { path } })).toEqualTypeOf<Paginator<Execution>>()
expectTypeOf<ExecutionList>(listExecutions.value)
const one = await bolna.GET('/executions/{execution_id}', { params: { path: { execution_id: '1' } } })
expectTypeOf(one.data).toEqualTypeOf<Execution | undefined>()
expectTypeOf<Execution>(getExecution.value)

// @ts-expect-error the agent is missing
bolna.GET('/v2/agent/{agent_id}/executions')
// @ts-expect-error words of a request are closed, and older pages alone have this one
bolna.GET('/v2/agent/{agent_id}/executions', { params: { path, query: { status: 'initiate' } } })
// @ts-expect-error the number to call is missing
bolna.POST('/call', { body: { agent_id: '1' } })
// @ts-expect-error not a paged list
bolna.paginate('/v2/agent/all')

// Words of an answer are open and remain strings.
expectTypeOf<'completed' | 'paused'>().toExtend<Execution['status']>()
