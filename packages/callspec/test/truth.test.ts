import { pagedOperation } from '@callspec/core'
import { knobs, type ProviderId, type Simulator, startSimulator } from '@callspec/simulator'
import { afterEach, expect, it } from 'vitest'
import { callLog } from '../src/index.js'
import { documented } from './all-documented.js'
import { collect, sourceOf } from './sources.js'
import { expectTruth } from './truth.js'

const PROVIDERS = Object.keys(knobs) as ProviderId[]

let simulator: Simulator
afterEach(() => simulator.close())

// A call that has not begun may have no stamp, and comes last.
const listed = async (id: string) => (await collect(callLog([sourceOf(simulator)]).list())).find((call) => call.id === id)

it.each(PROVIDERS)('a call of %s says what its simulator holds, as it changes', async (provider) => {
  simulator = await startSimulator(provider, { calls: 3 })
  const [arrived] = simulator.arrive(1, { state: 'queued', durationSeconds: 75 })
  for (const state of ['queued', 'in_progress', 'completed'] as const) {
    simulator.revise(arrived!.id, { state })
    const call = await listed(arrived!.id)
    if (documented[provider].listsEnded && state !== 'completed') expect(call).toBeUndefined()
    else expectTruth(call!, simulator.call(arrived!.id)!)
  }
})

it.each([
  ...PROVIDERS.map((provider) => [provider, {}] as const),
  ['agentvoice', { 'started-at': 'sometimes' }],
  ['autocalls', { brand: 'famulor' }],
  ['zudu', { 'creation-stamps': 'shown' }],
] as const)('a row of %s with %o says what its simulator holds', async (provider, setting) => {
  simulator = await startSimulator(provider, { calls: 200, knobs: setting })
  const source = sourceOf(simulator)
  const { descriptor, list } = source.definition
  const hasParents = pagedOperation(descriptor, list).pagination.parents !== undefined
  for (const truth of simulator.calls()) {
    // Where each agent has a list of its own, the row is read from it.
    const parent = hasParents && truth.agent?.id ? { ...truth.agent, id: truth.agent.id, createdAt: null } : null
    expectTruth(source.toCall(simulator.row(truth) as object, { parent }), truth)
  }
})
