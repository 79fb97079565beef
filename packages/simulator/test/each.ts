import { afterEach } from 'vitest'
import { type ProviderId, type Simulator, type SimulatorOptions, startSimulator } from '../src/index.js'
import { documented } from './all-documented.js'

// The registry has an entry for every spec.
export const providers = Object.keys(documented) as ProviderId[]

const running: Simulator[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()))
})

/** Starts a simulator that ends with the test. Where each agent has a list of its own there is one agent, so that its list has every call. */
export async function start(provider: ProviderId, options: SimulatorOptions = {}): Promise<Simulator> {
  const agents = documented[provider].listsByAgent ? { agents: 1 } : {}
  const simulator = await startSimulator(provider, { calls: 200, ...agents, ...options })
  running.push(simulator)
  return simulator
}
