import type { CallspecError } from '../errors/error.js'

export interface RetryOptions {
  /** Most retries of operations that only read. Default 3; making or ending a call is sent once. */
  retries?: number | undefined
  /** Milliseconds for all tries of a request, including back-off and the platform's pauses. Default 120,000. */
  totalTimeoutMs?: number | undefined
  /** Longest wait that a platform may ask for, in milliseconds; a longer one surfaces as `rate-limited`. Default 60,000. */
  maxRetryAfterMs?: number | undefined
  /** Source of jitter: a number from 0 up to 1. Default `Math.random`. */
  random?: (() => number) | undefined
}

const STATUSES: ReadonlySet<number> = new Set([408, 409, 425, 429])

/** Whether a retry may succeed. A 501 will not. */
export const isRetryableStatus = (status: number): boolean => STATUSES.has(status) || (status >= 500 && status !== 501)

/** No response, or none in time. */
export const isRetryableError = (error: CallspecError): boolean => error.code === 'network' || error.code === 'timeout'

const FIRST_MS = 500
const LONGEST_MS = 8000

/** Exponential back-off, its upper half random, so clients that failed together do not retry together. */
export function backOff(attempt: number, random: () => number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt) * (0.5 + random() / 2)
}

/** The wait that the platform asks for, if it is not shorter than the least back-off: without a wait, retries would loop. */
export function retryDelay(hintMs: number | undefined, attempt: number, random: () => number): number {
  return hintMs !== undefined && hintMs >= backOff(attempt, () => 0) ? hintMs : backOff(attempt, random)
}
