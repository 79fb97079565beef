import type { ErrorCode } from '../errors/error.js'

/** A request that failed without a response, or while its body was read. */
export interface FailedRequest {
  host: string
  /** Masks secrets in a text. */
  mask: (text: string) => string
  /** The body's content encoding, once a response has begun. */
  encoding: string | undefined
  hasStatus: boolean
}

/** What is known about a failure. */
export interface RequestFailure {
  /** The innermost reason in known words; the runtime's own may contain anything. */
  reason: string
  cause: Error | undefined
  /** Absent: the network failed. */
  code?: ErrorCode
  text?: string
  status?: number
  /** Whether the request failed before it was sent. */
  isUnsent?: boolean
  /** What to check, if it is not the base URL. */
  check?: string | undefined
}
