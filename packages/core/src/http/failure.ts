import type { ErrorCode } from '../errors/error.js'

/** A request that failed without a response, or while its body was read. */
export interface FailedRequest {
  host: string
  /** Takes secrets out of a text. */
  mask: (text: string) => string
  /** What the body is encoded in, where a response has begun. */
  encoding: string | undefined
  hasStatus: boolean
}

/** What is known of a failure. */
export interface RequestFailure {
  /** The innermost reason, in known words: those of the runtime may hold anything. */
  reason: string
  cause: Error | undefined
  /** Absent: the network failed. */
  code?: ErrorCode
  text?: string
  status?: number
  /** Whether the request failed before it was sent. */
  isUnsent?: boolean
  /** What to check, where it is not the base URL. */
  check?: string | undefined
}
