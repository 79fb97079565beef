import { type Simulator, startSimulators } from '@callspec/simulator'
import type { Platforms } from '../project/list-calls.ts'

/** Every platform on loopback, in this process, with the options that a client needs to reach it. */
export async function startPlatforms(calls = 400) {
  const simulators = await startSimulators({ calls })
  const baseUrls = Object.fromEntries(Object.entries(simulators).map(([id, { baseUrl }]) => [id, baseUrl]))
  return {
    baseUrls,
    /** Options for the consumer, with other base URLs if some are given. */
    at: (elsewhere: Readonly<Record<string, string>> = baseUrls) =>
      Object.fromEntries(
        Object.entries(simulators).map(([id, { credentials }]) => [id, { baseUrl: elsewhere[id], ...credentials }]),
        // Simulators name credentials like the clients.
      ) as unknown as Platforms,
    close: () => Promise.all(Object.values<Simulator>(simulators).map((simulator) => simulator.close())),
  }
}
