import { providers } from '../../../../../packages/all/dist/index.js'
import { type ProviderId, type Simulator, startSimulator } from '../../../../../packages/simulator/dist/index.js'
import type { Document } from '../../document.ts'

/** A platform's simulator while it runs. */
export interface RunningPlatform {
  simulator: Simulator
  baseUrl: string
  /** What stands in the documentation in its place. */
  documentedUrl: string
  /** The headers that carry its credentials. */
  headers: Record<string, string>
}

/** Of a list with few calls, every kind is among the newest. */
const CALLS = 60

/** Runs a task with the platform's simulator, whose calls are the same in every build. */
export async function withPlatform<Result>(
  id: ProviderId,
  document: Document,
  task: (platform: RunningPlatform) => Promise<Result>,
): Promise<Result> {
  const simulator = await startSimulator(id, { calls: CALLS })
  try {
    // The first row of every example: a call that has everything, and is short.
    simulator.arrive(1, { state: 'completed', durationSeconds: 42 })
    const { credentials } = providers[id].definition.descriptor
    const headers = Object.entries(credentials).map(([name, { header, prefix }]) => [
      header,
      `${prefix}${simulator.credentials[name] ?? ''}`,
    ])
    return await task({
      simulator,
      baseUrl: simulator.baseUrl,
      documentedUrl: document.servers[0]!.url,
      headers: Object.fromEntries(headers),
    })
  } finally {
    await simulator.close()
  }
}
