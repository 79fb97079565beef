import type { RateLimit } from '../descriptor.js'
import { MAX_DELAY_MS } from './sleep.js'

export interface Limits {
  /** Most requests in flight at once. */
  concurrency: number
  /** Most requests in any window of time; null: none. */
  rateLimit: RateLimit | null
  /** Longest pause of the platform that a request waits for. */
  patienceMs: number
}

interface Waiter {
  limits: Limits
  /** Admits it, or tells it that the platform's pause is longer than its patience. */
  settle: (isAdmitted: boolean) => void
}

export type RequestLimiter = ReturnType<typeof createLimiter>

// A retry costs five of these and a success earns one: retries up to a fifth of successes, after a start that covers twenty.
const FULL_BUDGET = 100
const RETRY_COST = 5

/**
 * What requests under one host and credential share: how many are in flight, when the last ones ended, and how much they may spend on
 * retries. Each request brings its own limits, so that two sources of one account keep the stricter for themselves and never exceed it together.
 */
function createLimiter() {
  let active = 0
  /** When requests ended, newest last; as many as the largest limit seen looks back on. */
  let ends: number[] = []
  let lookBack = 0
  let waiting: Waiter[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let pausedUntil = 0
  /** Until when this state matters to another request. */
  let keptUntil = 0
  let budget = FULL_BUDGET

  /** How long the platform's pause goes on. */
  const pauseMs = () => Math.max(0, pausedUntil - performance.now())

  /** Keeps this state for so long. */
  function keep(ms: number): void {
    keptUntil = Math.max(keptUntil, performance.now() + ms)
  }

  /** Counts a request that has arrived. */
  function count(): void {
    if (lookBack > 0) ends.push(performance.now())
    // Cut rarely, so that a request costs no copy.
    if (ends.length > 2 * lookBack + 16) ends = ends.slice(-lookBack)
  }

  /**
   * Milliseconds until a request under these limits may begin; infinite: when another has ended. When a request arrives is known only by its
   * response, as a connection may have to be made first: until then it counts against the rate limit, and from then on for the window's length.
   */
  function delayFor({ concurrency, rateLimit }: Limits): number {
    const left = Math.min(concurrency, rateLimit?.requests ?? concurrency) - active
    if (left <= 0) return Number.POSITIVE_INFINITY
    const before = rateLimit ? ends[ends.length - rateLimit.requests + active] : undefined
    return Math.max(pauseMs(), before === undefined || !rateLimit ? 0 : before + rateLimit.perSeconds * 1000 - performance.now())
  }

  /** Admits those who wait, in their order, as far as the limits of the first allow. */
  function pump(): void {
    clearTimeout(timer)
    const pause = pauseMs()
    if (pause > 0) waiting = waiting.filter(({ limits, settle }) => pause <= limits.patienceMs || settle(false))
    for (let first = waiting[0]; first; first = waiting[0]) {
      const wait = delayFor(first.limits)
      if (wait > 0) {
        if (Number.isFinite(wait)) timer = setTimeout(pump, Math.min(wait, MAX_DELAY_MS))
        return
      }
      waiting.shift()
      active++
      first.settle(true)
    }
  }

  const wait = (limits: Limits, signal: AbortSignal, urgent: boolean) =>
    new Promise<boolean>((resolve, reject) => {
      const waiter: Waiter = {
        limits,
        settle(isAdmitted) {
          signal.removeEventListener('abort', abort)
          resolve(isAdmitted)
        },
      }
      const abort = () => {
        waiting.splice(waiting.indexOf(waiter), 1)
        reject(signal.reason)
        pump()
      }
      signal.addEventListener('abort', abort, { once: true })
      if (urgent) waiting.unshift(waiter)
      else waiting.push(waiter)
      pump()
    })

  return {
    pauseMs,
    keep,
    count,
    /** Whether another request of the same account would go wrong without this state. */
    matters: () => active + waiting.length > 0 || performance.now() < keptUntil,
    /**
     * Waits for a place, behind those who wait already or, where it is urgent, before them. Gives a function that releases the place;
     * `undefined`: the platform's pause is longer than the limits allow. Rejects with the signal's reason when aborted.
     */
    async enter(limits: Limits, signal: AbortSignal, urgent = false): Promise<(() => void) | undefined> {
      signal.throwIfAborted()
      const { rateLimit } = limits
      if (rateLimit) lookBack = Math.max(lookBack, rateLimit.requests)
      if (waiting.length === 0 && delayFor(limits) === 0) active++
      else if (!(await wait(limits, signal, urgent))) return undefined
      return () => {
        active--
        count()
        if (rateLimit) keep(rateLimit.perSeconds * 1000)
        pump()
      }
    },
    /** The platform asked for a pause: no request of the account begins before it is over. */
    pause(ms: number): void {
      pausedUntil = Math.max(pausedUntil, performance.now() + ms)
      keep(ms)
      pump()
    },
    /** Takes a retry from the budget, so that an outage is not multiplied by the number of tries; false: nothing is left. */
    spend(): boolean {
      if (budget < RETRY_COST) return false
      budget -= RETRY_COST
      return true
    },
    /** A request got a response that needs no other try. */
    earn(): void {
      budget = Math.min(FULL_BUDGET, budget + 1)
    },
  }
}

/** By host and credential; those that were looked at last stand at the end. */
const limiters = new Map<string, RequestLimiter>()

/** The request limiter of a host and credential, which clients of the same account share. Asked for with each request, so that unused ones go. */
export function limiterOf(key: string): RequestLimiter {
  const found = limiters.get(key)
  if (found) return found
  // More are looked at than are made.
  let looks = 2
  for (const [other, limiter] of limiters) {
    limiters.delete(other)
    if (limiter.matters()) limiters.set(other, limiter)
    if (--looks === 0) break
  }
  const limiter = createLimiter()
  limiters.set(key, limiter)
  return limiter
}
