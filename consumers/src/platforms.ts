import { type Simulator, startSimulators } from '@callspec/simulator'
import type { Platforms } from '../project/list-calls.ts'

/** Every platform on loopback, in this process, with what a client needs to reach it. */
export async function startPlatforms() {
  const simulators = await startSimulators({ calls: 400 })
  const baseUrls = Object.fromEntries(Object.entries(simulators).map(([id, { baseUrl }]) => [id, baseUrl]))
  return {
    baseUrls,
    /** As the consumer takes them; at other base URLs, where some are given. */
    at: (elsewhere: Readonly<Record<string, string>> = baseUrls) =>
      Object.fromEntries(
        Object.entries(simulators).map(([id, { credentials }]) => [id, { baseUrl: elsewhere[id], ...credentials }]),
        // A simulator names its credentials as the client of its platform does.
      ) as unknown as Platforms,
    close: () => Promise.all(Object.values<Simulator>(simulators).map((simulator) => simulator.close())),
  }
}
