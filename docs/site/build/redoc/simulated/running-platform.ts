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
  /** The credentials by the variables that clients read. */
  variables: Record<string, string>
}

interface Credential {
  header?: string
  prefix?: string
  environment: string
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
    const credentials: [string, Credential][] = Object.entries(providers[id].definition.descriptor.credentials)
    const value = (name: string) => simulator.credentials[name] ?? ''
    return await task({
      simulator,
      baseUrl: simulator.baseUrl,
      documentedUrl: document.servers[0]!.url,
      headers: headersOf(credentials, value),
      variables: Object.fromEntries(credentials.map(([name, { environment }]) => [environment, value(name)])),
    })
  } finally {
    await simulator.close()
  }
}

/** User name and password share a header; any other credential has one of its own, or none. */
function headersOf(credentials: readonly [string, Credential][], value: (name: string) => string): Record<string, string> {
  const sent = credentials.filter(([, { header }]) => header !== undefined)
  const byHeader = [...Map.groupBy(sent, ([, { header = '' }]) => header)]
  return Object.fromEntries(
    byHeader.map(([header, all]) => {
      const prefix = all[0]?.[1].prefix ?? ''
      const text = all.map(([name]) => value(name)).join(':')
      return [header, prefix === 'Basic ' ? `${prefix}${btoa(text)}` : `${prefix}${text}`]
    }),
  )
}
