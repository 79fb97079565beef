import type { RateLimit } from '../descriptor.js'
import { type CallspecError, isCallspecError } from '../errors/error.js'
import { requestError } from '../errors/http-error.js'
import type { Landed } from '../http/raw-response.js'
import type { Draft } from '../http/request-draft.js'
import type { OnWait } from '../types/send.js'
import { type AttemptOptions, attempt, type Exchange, type Fetch } from './attempt.js'
import type { Hooks, RequestInfo } from './hooks.js'
import { type Limits, limiterOf, type RequestLimiter } from './limiter.js'
import { isRetryableError, isRetryableStatus, type RetryOptions, retryDelay } from './retry.js'
import { MAX_DELAY_MS, sleep } from './sleep.js'
import { startSpan, type Tracer } from './tracer.js'
import { waitHint } from './wait-hint.js'

export interface TransportOptions extends RetryOptions, Hooks {
  /** The `fetch` to send with. Default: the runtime's; in Node `node:http`, unless `fetch` was replaced or uses a proxy. */
  fetch?: Fetch | undefined
  /** Milliseconds for one try: connect, headers and body. Default 30,000. */
  timeoutMs?: number | undefined
  /** Most requests at once, across all clients of one host and credential. Default 6. */
  concurrency?: number | undefined
  /**
   * Most requests in any window of that length, across all clients of one host and credential; `null`: no limit. Default: the
   * lowest limit that the platform documents.
   */
  rateLimit?: RateLimit | null | undefined
  /** Largest response in bytes, after decompression. Default 64 MiB. */
  maxResponseBytes?: number | undefined
  /** An OpenTelemetry tracer: one span per try, without telephone numbers. */
  tracer?: Tracer | undefined
}

export const DEFAULT_CONCURRENCY = 6

export const TOTAL_TIMEOUT_MS = 120_000

export interface TransportRequest {
  request: Draft | Request
  exchange: Exchange
  /** The caller's signal; default: the request's. */
  signal: AbortSignal | undefined
  /** A `fetch` for this request only. */
  send: Fetch | undefined
  /** Most retries, if it differs from the client's. */
  retries?: number | undefined
  /** Whether it goes before other waiting requests of the same host and credential. */
  urgent?: boolean | undefined
}

/**
 * Sends a request, and retries it if that is safe and may help: after 408, 409, 425, 429 and 5xx except 501, and after a try without a
 * response. After a 429, every request of the same host and credential waits, as long as the platform asks; a wait beyond `maxRetryAfterMs`, or
 * beyond what is left of `totalTimeoutMs`, surfaces at once.
 */
export function createTransport(options: TransportOptions, account: string, documented: RateLimit | null) {
  const { concurrency = DEFAULT_CONCURRENCY, retries = 3, totalTimeoutMs = TOTAL_TIMEOUT_MS, maxRetryAfterMs = 60_000 } = options
  const { timeoutMs = 30_000, maxResponseBytes = 64 * 1024 * 1024, random = Math.random } = options
  // As in messages.
  const oneTry = `${timeoutMs / 1000} s (timeoutMs)`
  const allTries = `${totalTimeoutMs / 1000} s over all tries (totalTimeoutMs)`
  const rateLimit = options.rateLimit === undefined ? documented : options.rateLimit
  const limits = { concurrency, rateLimit, patienceMs: totalTimeoutMs }

  async function tryOnce(sent: TransportRequest, tries: number, own: AttemptOptions): Promise<Outcome> {
    const { request, exchange } = sent
    // Costs more than the rest of this function, so it is built only for hooks.
    options.onRequest?.(describe(sent, tries))
    const endSpan = options.tracer && startSpan(options.tracer, describe(sent, tries))
    const start = performance.now()
    try {
      const landed = await attempt(request, exchange, sent.send ?? options.fetch, own)
      const { status } = landed.response
      const { length } = landed.body
      const milliseconds = performance.now() - start
      options.onResponse?.({ ...describe(sent, tries), status, milliseconds, length })
      endSpan?.(status)
      return landed
    } catch (error) {
      endSpan?.(isCallspecError(error) ? error.code : 'abort')
      // Anything else is the caller's own: an abort, or what a hook threw.
      if (!isCallspecError(error)) throw error
      options.onError?.({ ...describe(sent, tries), error })
      return { error }
    }
  }

  return async (sent: TransportRequest): Promise<Landed> => {
    const { exchange, retries: most = retries, signal = sent.request.signal } = sent
    const { isOnce } = exchange.context
    const limiter = limiterOf(account)
    exchange.body = undefined
    let deadline = 0
    let outcome: Outcome | undefined
    for (let tries = 0; ; tries++) {
      const onWait: OnWait = (delayMs, because) => {
        exchange.onWait?.(delayMs, because)
        options.onWait?.({ ...describe(sent, tries), because, delayMs })
      }
      const leave = outcome
        ? await enterAgain(limiter, limits, signal, deadline - performance.now(), onWait)
        : await limiter.enter(limits, signal, sent.urgent, onWait)
      if (!leave) return settle(outcome ?? { error: paused(exchange, Math.ceil(limiter.pauseMs()), allTries) })
      // Counted from when the request may go: waiting for a rate limit is not a failure.
      if (!outcome) deadline = performance.now() + totalTimeoutMs
      let delayMs: number | undefined
      try {
        const left = deadline - performance.now()
        const limit = left < timeoutMs ? allTries : oneTry
        const own = { timeoutMs: Math.min(timeoutMs, Math.max(1, left)), limit, maxResponseBytes, signal, limiter }
        outcome = await tryOnce(sent, tries, own)
        const { error, response } = outcome
        if (error ? isRetryableError(error) : isRetryableStatus(response.status)) {
          delayMs = retryDelay(response && waitHint(response.headers, response.status), tries, random)
          // What it takes from the budget also counts against later requests.
          limiter.keep(delayMs + 60_000)
          // Before its place is released: otherwise the next waiting request would still be sent.
          if (response?.status === 429) limiter.pause(Math.min(delayMs, maxRetryAfterMs))
        }
      } finally {
        leave()
      }
      if (delayMs === undefined) {
        limiter.earn()
        return settle(outcome)
      }
      const tooLong = delayMs > maxRetryAfterMs || performance.now() + delayMs > deadline
      if (isOnce || tries >= most || tooLong || !limiter.spend()) return settle(outcome)
      const reason = outcome.error ? outcome.error.code : String(outcome.response.status)
      exchange.onWait?.(delayMs, `retry after ${reason}`)
      options.onRetry?.({ ...describe(sent, tries), reason, delayMs })
      await sleep(delayMs, signal)
    }
  }
}

/** A retry goes first, because its deadline is running. `undefined`: it passed before its turn. */
async function enterAgain(limiter: RequestLimiter, limits: Limits, signal: AbortSignal, ms: number, onWait: OnWait) {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), Math.min(ms, MAX_DELAY_MS))
  try {
    return await limiter.enter(limits, AbortSignal.any([signal, late.signal]), true, onWait)
  } catch (reason) {
    if (signal.aborted) throw reason
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

/** The error for a pause that is longer than the request may take. */
function paused({ context }: Exchange, retryAfterMs: number, limit: string): CallspecError {
  const text = `the platform asked to wait for another ${Math.ceil(retryAfterMs / 1000)} s, longer than ${limit}.`
  return requestError(context, text, { code: 'rate-limited', retryAfterMs }, false)
}

function describe({ request, exchange: { context } }: TransportRequest, attempt: number): RequestInfo {
  const { host, searchParams } = new URL(request.url)
  const { descriptor, source, operation } = context
  return { provider: descriptor.id, source, operation, host, parameters: [...new Set(searchParams.keys())], attempt }
}

/** The outcome of one try. */
type Outcome = (Landed & { error?: undefined }) | { error: CallspecError; response?: undefined }

function settle(outcome: Outcome): Landed {
  if (outcome.error) throw outcome.error
  return outcome
}
