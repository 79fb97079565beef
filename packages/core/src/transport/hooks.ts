import type { CallspecError } from '../errors/error.js'

/** One request as a hook may tell of it: no key, no header, no value of a parameter, no body. */
export interface RequestInfo {
  provider: string
  /** Id of the configured source; absent where the client has none. */
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
  /** From sending to the end of the body. */
  milliseconds: number
  /** Characters of the body, decompressed. */
  length: number
}

export interface RetryInfo extends RequestInfo {
  /** Why there is another try: `429`, `timeout`, `network`. */
  reason: string
  delayMs: number
}

export interface ErrorInfo extends RequestInfo {
  error: CallspecError
}

/** Called as requests go; what they throw is thrown to the caller. */
export interface Hooks {
  onRequest?: ((info: RequestInfo) => void) | undefined
  onResponse?: ((info: ResponseInfo) => void) | undefined
  onRetry?: ((info: RetryInfo) => void) | undefined
  /** A try without an answer: a failed connection, a deadline, an answer that is refused. */
  onError?: ((info: ErrorInfo) => void) | undefined
}
