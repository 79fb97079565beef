import type { Target } from '../job.ts'

/** What the benchmark of faults does with a contender. */
export interface FaultClient {
  /** Whatever a program would print. */
  object: unknown
  /** Reads all calls in its usual way and reports their ids; returns how many rows it reported as bad. */
  list(onId: (id: unknown) => void, signal?: AbortSignal): Promise<number>
  get(id: string): Promise<unknown>
  /** Makes a call; absent if it cannot. */
  make?(): Promise<unknown>
}

/** `configured`: with its own documented options for deadlines, retries and redirects, as `OPTIONS` names them. */
export type CreateFaultClient = (target: Target, configured: boolean) => FaultClient | Promise<FaultClient>

/** A deadline that ends a hanging response while the benchmark waits. */
export const TIMEOUT_MS = 5000
export const RETRIES = 3

export const FAULT_CONTENDERS = ['log', 'client', 'retell', 'vapi', 'openapi-fetch', 'redocly'] as const
export type FaultContender = (typeof FAULT_CONTENDERS)[number]

/** The name of each, and the options that it gets when its defaults fail. */
export const FAULT_LABELS: Readonly<Record<FaultContender, { label: string; options: string }>> = {
  log: { label: 'callspec `log`', options: '`timeoutMs`' },
  client: { label: 'callspec client', options: '`timeoutMs`' },
  retell: { label: 'retell-sdk', options: '`timeout`, `maxRetries`, `fetchOptions.redirect`' },
  vapi: { label: '@vapi-ai/server-sdk', options: '`timeoutInSeconds`, `maxRetries`' },
  'openapi-fetch': { label: 'openapi-fetch', options: '`signal` of `AbortSignal.timeout` for each request, `redirect`' },
  redocly: { label: 'redocly client', options: '`timeout`, `retry.retries`, `redirect` for each request' },
}
