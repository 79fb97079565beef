import type { RateLimit } from '../descriptor.js'
import type { OnWait } from '../types/send.js'
import { MAX_DELAY_MS } from './sleep.js'

export interface Limits {
  /** Most requests in flight at once. */
  concurrency: number
  /** Most requests in any window of time; null: none. */
  rateLimit: RateLimit | null
  /** Longest pause that a request waits for. */
  patienceMs: number
}

interface Waiter {
  limits: Limits
  /** Admits it, or reports that the platform's pause is longer than it may wait. */
  settle: (isAdmitted: boolean) => void
  /** Says when it may be its turn, once for each such instant. */
  tell: (due: number, because: string) => void
}

export type RequestLimiter = ReturnType<typeof createLimiter>

// A retry costs five of these and a success earns one: retries up to a fifth of successes, after a start that covers twenty.
const FULL_BUDGET = 100
const RETRY_COST = 5

/**
 * Shared state of the requests of one host and credential: how many are in flight, when the last ones ended, and their budget for retries.
 * Each request brings its own limits, so two sources of one account keep their own and never exceed the stricter one together.
 */
function createLimiter() {
  let active = 0
  /** When requests ended, newest last; as many as the largest limit so far needs. */
  let ends: number[] = []
  let lookBack = 0
  let waiting: Waiter[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let pausedUntil = 0
  /** Until when this state matters to another request. */
  let keptUntil = 0
  let budget = FULL_BUDGET

  /** How long the platform's pause still lasts. */
  const pauseMs = () => Math.max(0, pausedUntil - performance.now())

  /** Keeps this state for that long. */
  function keep(ms: number): void {
    keptUntil = Math.max(keptUntil, performance.now() + ms)
  }

  /** Counts a request that has arrived. */
  function count(): void {
    if (lookBack > 0) ends.push(performance.now())
    // Trimmed rarely, so that requests cost no copy.
    if (ends.length > 2 * lookBack + 16) ends = ends.slice(-lookBack)
  }

  /**
   * When a request under these limits may start, by the monotonic clock; infinite: when another has ended. Only its response shows that a request has
   * arrived, because connecting takes time: until then it counts against the rate limit, and afterwards for the length of the window.
   */
  function dueFor({ concurrency, rateLimit }: Limits): number {
    const left = Math.min(concurrency, rateLimit?.requests ?? concurrency) - active
    if (left <= 0) return Number.POSITIVE_INFINITY
    const before = rateLimit ? ends[ends.length - rateLimit.requests + active] : undefined
    return Math.max(pausedUntil, before === undefined || !rateLimit ? 0 : before + rateLimit.perSeconds * 1000)
  }

  /** Admits waiting requests in order, as far as the limits of the first allow. */
  function pump(): void {
    clearTimeout(timer)
    const pause = pauseMs()
    if (pause > 0) waiting = waiting.filter(({ limits, settle }) => pause <= limits.patienceMs || settle(false))
    for (let first = waiting[0]; first; first = waiting[0]) {
      const due = dueFor(first.limits)
      const wait = due - performance.now()
      if (wait > 0) {
        if (Number.isFinite(wait)) {
          timer = setTimeout(pump, Math.min(wait, MAX_DELAY_MS))
          // The first one keeps the others waiting.
          const { rateLimit } = first.limits
          const because =
            due > pausedUntil && rateLimit
              ? `${rateLimit.requests} requests in ${rateLimit.perSeconds} s`
              : 'the platform asked to wait'
          for (const waiter of waiting) waiter.tell(due, because)
        }
        return
      }
      waiting.shift()
      active++
      first.settle(true)
    }
  }

  const wait = (limits: Limits, signal: AbortSignal, urgent: boolean, onWait: OnWait | undefined) =>
    new Promise<boolean>((resolve, reject) => {
      let told = 0
      const waiter: Waiter = {
        limits,
        settle(isAdmitted) {
          signal.removeEventListener('abort', abort)
          resolve(isAdmitted)
        },
        tell(due, because) {
          if (due === told) return
          told = due
          try {
            onWait?.(due - performance.now(), because)
          } catch (error) {
            // Whoever let this run is another request, which must not get it.
            quit(error)
          }
        },
      }
      const quit = (reason: unknown) => {
        signal.removeEventListener('abort', abort)
        waiting = waiting.filter((other) => other !== waiter)
        reject(reason)
      }
      const abort = () => {
        quit(signal.reason)
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
    /** Whether later requests of the same account still need this state. */
    matters: () => active + waiting.length > 0 || performance.now() < keptUntil,
    /**
     * Waits for a place, after other waiting requests or, if urgent, before them. Returns a function that releases the place; `undefined`: the
     * platform's pause is longer than the limits allow. Rejects with the signal's reason when aborted.
     */
    async enter(limits: Limits, signal: AbortSignal, urgent = false, onWait?: OnWait): Promise<(() => void) | undefined> {
      signal.throwIfAborted()
      const { rateLimit } = limits
      if (rateLimit) lookBack = Math.max(lookBack, rateLimit.requests)
      if (waiting.length === 0 && dueFor(limits) <= performance.now()) active++
      else if (!(await wait(limits, signal, urgent, onWait))) return undefined
      return () => {
        active--
        count()
        if (rateLimit) keep(rateLimit.perSeconds * 1000)
        pump()
      }
    },
    /** The platform asked for a pause: no request of the account starts before it is over. */
    pause(ms: number): void {
      pausedUntil = Math.max(pausedUntil, performance.now() + ms)
      keep(ms)
      pump()
    },
    /** Takes a retry from the budget, so that retries do not multiply an outage; false: nothing is left. */
    spend(): boolean {
      if (budget < RETRY_COST) return false
      budget -= RETRY_COST
      return true
    },
    /** A request got a response that needs no retry. */
    earn(): void {
      budget = Math.min(FULL_BUDGET, budget + 1)
    },
  }
}

/** By host and credential, least recently used first. */
const limiters = new Map<string, RequestLimiter>()

/** The request limiter of a host and credential, shared by clients of the same account. Looked up with each request, so that unused ones can be dropped. */
export function limiterOf(key: string): RequestLimiter {
  const found = limiters.get(key)
  if (found) return found
  // Looks at more than one per lookup, so that unused ones disappear faster than new ones are added.
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
