import { providers as all } from '@callspec/all'
import type { Simulator } from '@callspec/simulator'
import type { Call, Source } from '../src/index.js'

/** Every provider under its id. */
export const providers = { ...all }

export interface MoreOptions {
  id?: string
  timeZone?: string
  assumptions?: Record<string, string>
  concurrency?: number
  timeoutMs?: number
  retries?: number
  random?: () => number
  maxResponseBytes?: number
  fetch?: (request: Request) => Promise<Response>
}

/** A source that reads a simulator. */
export function sourceOf(simulator: Simulator, more: MoreOptions = {}): Source<string, Call, boolean> {
  // Which provider it is, and so which credentials it takes, is known only at run time.
  const create = providers[simulator.provider] as unknown as (options: object) => Source<string, Call, boolean>
  return create({ baseUrl: simulator.baseUrl, rateLimit: null, ...simulator.credentials, ...more })
}

export async function collect(stream: AsyncIterable<Call>): Promise<Call[]> {
  const calls: Call[] = []
  for await (const call of stream) calls.push(call)
  return calls
}
