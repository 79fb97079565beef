// What is particular to Bland: rows and pages that lack what the documentation describes.
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterEach, expect, it } from 'vitest'
import { callLog } from '../src/index.js'
import { collect, sourceOf } from './sources.js'

let simulator: Simulator
afterEach(() => simulator.close())

it('reads pages without a total to an empty one, and names the total that it could not count on', async () => {
  simulator = await startSimulator('bland', { calls: 450, seed: 3, knobs: { 'total-count': 'absent' } })
  const stream = callLog([sourceOf(simulator)]).list({ order: 'arrival' })
  const ids = (await collect(stream)).map(({ id }) => id)
  expect(ids.toSorted()).toEqual([...simulator.calls()].map(({ id }) => id).toSorted())
  expect(simulator.requests.map(({ query }) => new URLSearchParams(query).get('from'))).toEqual(['0', '200', '400', '450'])
  expect((await stream.summary()).sources[0]?.assumptions).toHaveProperty('total-count')
})

it('takes from the single call what rows of ten members lack', async () => {
  const options = { calls: 12, seed: 3 }
  simulator = await startSimulator('bland', options)
  const told = await collect(callLog([sourceOf(simulator)]).list())
  await simulator.close()
  simulator = await startSimulator('bland', { ...options, knobs: { 'row-members': 'example' } })
  const source = sourceOf(simulator, { assumptions: { 'row-members': 'example' } })
  const rows = await collect(callLog([source]).list())
  expect(new Set(rows.map(({ direction, customerNumber }) => `${direction} ${customerNumber}`))).toEqual(
    new Set(['unknown null']),
  )
  const calls = await collect(callLog([source]).list({ include: ['details', 'cost'] }))
  const by = new Map(told.map((call) => [call.id, call]))
  expect(calls).toHaveLength(12)
  for (const { id, direction, customerNumber, agentNumber, endReason, cost } of calls)
    expect(by.get(id)).toMatchObject({ direction, customerNumber, agentNumber, endReason, cost })
})
