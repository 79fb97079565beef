import type { CallspecError } from '../errors/error.js'

/** What hooks get to know about a request: no key, header, parameter value or body. */
export interface RequestInfo {
  provider: string
  /** Id of the configured source; absent if the client has none. */
  source: string | undefined
  /** `GET /calls`, with the path of the spec. */
  operation: string
  host: string
  /** Names of the query parameters. */
  parameters: string[]
  /** 0 for the first try. */
  attempt: number
}

export interface ResponseInfo extends RequestInfo {
  status: number
  /** Time from sending to the end of the body. */
  milliseconds: number
  /** Characters of the body, decompressed. */
  length: number
}

export interface RetryInfo extends RequestInfo {
  /** Why it is retried: `429`, `timeout`, `network`. */
  reason: string
  delayMs: number
}

export interface WaitInfo extends RequestInfo {
  /** What it waits for, in words: `100 requests in 60 s`, `the platform asked to wait`. */
  because: string
  /** How long, as far as is known by now. Another request may go first: then it is told again. */
  delayMs: number
}

export interface ErrorInfo extends RequestInfo {
  error: CallspecError
}

/** Called for every request. What they throw reaches the caller. */
export interface Hooks {
  onRequest?: ((info: RequestInfo) => void) | undefined
  onResponse?: ((info: ResponseInfo) => void) | undefined
  /** A request waits for a rate limit or a pause of the platform; not told of one that waits for others to end. */
  onWait?: ((info: WaitInfo) => void) | undefined
  onRetry?: ((info: RetryInfo) => void) | undefined
  /** A try without a usable response: a failed connection, a deadline, a rejected response. */
  onError?: ((info: ErrorInfo) => void) | undefined
}
