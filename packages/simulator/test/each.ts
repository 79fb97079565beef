import { afterEach } from 'vitest'
import { type ProviderId, type Simulator, type SimulatorOptions, startSimulator } from '../src/index.js'
import { documented } from './all-documented.js'

// The registry has an entry for every spec.
export const providers = Object.keys(documented) as ProviderId[]

const running: Simulator[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()))
})

/** Starts a simulator that ends with the test. */
export async function start(provider: ProviderId, options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(provider, { calls: 200, ...options })
  running.push(simulator)
  return simulator
}
