import type { ErrorCode } from '../errors/error.js'

/** A request that failed without a response, or while its body was read. */
export interface FailedRequest {
  /** The innermost reason that the runtime gave; it may hold anything. */
  said: string
  /** What is known of it: only this may be told. */
  reason: string
  host: string
  /** What the body is encoded in, where a response has begun. */
  encoding: string | undefined
  hasStatus: boolean
}

/** What a failure is known to mean; nothing: the network failed. */
export interface RequestFailure {
  code?: ErrorCode
  text?: string
  status?: number
  /** Whether the request failed before it was sent. */
  isUnsent?: boolean
  /** What to check, where it is not the base URL. */
  check?: string | undefined
}
