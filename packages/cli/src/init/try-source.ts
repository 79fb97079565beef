import { type Call, callLog, type ErrorCode, isCallspecError, type Source } from 'callspec'
import { create } from '../config/load-sources.js'
import { errorText } from '../failure.js'
import { zonedStamp } from '../print/zoned-stamp.js'
import type { Draft, Environment } from './draft.js'

/** What a first request to a source showed. */
export interface Trial {
  works: boolean
  /** In a sentence or two, without a key. */
  text: string
}

export interface TrialOptions {
  environment: Environment
  /** Milliseconds to wait for the response. */
  timeoutMs?: number | undefined
  /** Where to send the request instead, in a demo. */
  baseUrl?: string | undefined
  signal?: AbortSignal | undefined
}

/** Asks a source for one call, with one request. */
export async function trySource(draft: Draft, options: TrialOptions): Promise<Trial> {
  const { name } = draft.provider.definition.descriptor
  try {
    const call = await firstCall(sourceOf(draft, options), options.signal)
    if (!call) return { works: true, text: `${name} works. It has no call yet.` }
    const when =
      call.occurredAt === null ? '' : ` of ${zonedStamp(Date.parse(call.occurredAt), 'UTC').slice(0, 16).replace('T', ' ')} UTC`
    return { works: true, text: `${name} works: it sent a call${when}.` }
  } catch (error) {
    if (!isCallspecError(error)) throw error
    return { works: false, text: `${PLAIN[error.code]?.(name) ?? `${name} did not send calls.`} ${errorText(error)}` }
  }
}

const PLAIN: Readonly<Partial<Record<ErrorCode, (name: string) => string>>> = {
  unauthorized: (name) => `${name} refused the key.`,
  forbidden: (name) => `${name} knows the key, but does not let it list calls.`,
  network: (name) => `${name} cannot be reached.`,
  timeout: (name) => `${name} did not answer in time.`,
  server: (name) => `${name} has a problem of its own.`,
  'rate-limited': (name) => `${name} takes no more requests for now.`,
}

function sourceOf({ provider, keys, id, ...draft }: Draft, { environment, timeoutMs = 15_000, baseUrl }: TrialOptions): Source {
  const { inputs, brand, timeZone } = draft
  const address = baseUrl ?? draft.baseUrl?.replace(/^\$\{(\w+)\}$/, (_, variable: string) => environment[variable] ?? '')
  // A retry may help where a network has just woken up; more would only keep somebody waiting.
  return create(
    provider,
    {
      provider: provider.definition.descriptor.id,
      id,
      ...(timeZone !== undefined && { timeZone }),
      ...(inputs && { inputs }),
      ...(address !== undefined ? { baseUrl: address } : brand !== undefined && { brand }),
      ...Object.fromEntries(keys.map(({ name, value }) => [name, value])),
    },
    { timeoutMs, retries: 1 },
  )
}

/** In the order of the list, so that it takes one page. */
async function firstCall(source: Source, signal: AbortSignal | undefined): Promise<Call | undefined> {
  const stream = callLog([source], { onSourceError: () => undefined }).list(
    { limit: 1, order: 'arrival' },
    { ...(signal && { signal }) },
  )
  let first: Call | undefined
  for await (const call of stream) first ??= call
  const { sources } = await stream.summary()
  if (sources[0]?.error) throw sources[0].error
  return first
}
