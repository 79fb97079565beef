import type { RateLimit } from '../descriptor.js'
import { RetryBudget } from './retry.js'
import { MAX_DELAY_MS } from './sleep.js'

export interface LaneLimits {
  /** Most requests under way at once. */
  concurrency: number
  /** Most requests in any window of time; null: none. */
  rateLimit: RateLimit | null
  /** Longest pause of the platform that a request waits for. */
  patienceMs: number
}

interface Waiter {
  limits: LaneLimits
  /** Lets it go, or says that it waits in vain. */
  settle: (isAdmitted: boolean) => void
}

/**
 * What requests under one host and credential share: how many are under way, and when the last ones ended. Each request
 * brings its own limits, so that two sources of one account keep the stricter for themselves and never exceed it together.
 */
export class Lane {
  #active = 0
  /** When requests ended, newest last; as many as the largest limit seen looks back on. */
  #ends: number[] = []
  #lookBack = 0
  #waiting: Waiter[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #pausedUntil = 0
  /** Until when what it remembers matters. */
  #matters = 0
  /** What its requests may spend on retries. */
  readonly budget = new RetryBudget()

  /** Whether another request of the same account would do wrong without it. */
  get matters(): boolean {
    return this.#active + this.#waiting.length > 0 || performance.now() < this.#matters
  }

  /** How long the platform's pause goes on. */
  get pauseMs(): number {
    return Math.max(0, this.#pausedUntil - performance.now())
  }

  /**
   * Waits for a place, behind those who wait already or, where it is urgent, before them. Gives a function that releases the place;
   * `undefined`: the platform's pause is longer than the limits allow. Rejects with the signal's reason when aborted.
   */
  async enter(limits: LaneLimits, signal: AbortSignal, urgent = false): Promise<(() => void) | undefined> {
    signal.throwIfAborted()
    const { rateLimit } = limits
    if (rateLimit) this.#lookBack = Math.max(this.#lookBack, rateLimit.requests)
    if (this.#waiting.length === 0 && this.#delayFor(limits) === 0) this.#active++
    else if (!(await this.#turn(limits, signal, urgent))) return undefined
    return () => {
      this.#active--
      this.count()
      if (rateLimit) this.keep(rateLimit.perSeconds * 1000)
      this.#pump()
    }
  }

  #turn(limits: LaneLimits, signal: AbortSignal, urgent: boolean): Promise<boolean> {
    return new Promise<boolean>((resolve, reject) => {
      const waiter: Waiter = {
        limits,
        settle: (isAdmitted) => {
          signal.removeEventListener('abort', abort)
          resolve(isAdmitted)
        },
      }
      const abort = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        reject(signal.reason)
        this.#pump()
      }
      signal.addEventListener('abort', abort, { once: true })
      if (urgent) this.#waiting.unshift(waiter)
      else this.#waiting.push(waiter)
      this.#pump()
    })
  }

  /** The platform asked for a pause: no request of the lane begins before it is over. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + ms)
    this.keep(ms)
    this.#pump()
  }

  /** Admits those who wait, in their order, as far as the limits of the first allow. */
  #pump(): void {
    clearTimeout(this.#timer)
    const { pauseMs } = this
    if (pauseMs > 0) this.#waiting = this.#waiting.filter((waiter) => pauseMs <= waiter.limits.patienceMs || waiter.settle(false))
    for (;;) {
      const first = this.#waiting[0]
      if (!first) return
      const wait = this.#delayFor(first.limits)
      if (wait === Number.POSITIVE_INFINITY) return
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pump(), Math.min(wait, MAX_DELAY_MS))
        return
      }
      this.#waiting.shift()
      this.#active++
      first.settle(true)
    }
  }

  /** Milliseconds until a request under these limits may begin; infinite: when another has ended. */
  #delayFor({ concurrency, rateLimit }: LaneLimits): number {
    if (this.#active >= concurrency) return Number.POSITIVE_INFINITY
    return Math.max(this.pauseMs, this.#waitFor(rateLimit))
  }

  /**
   * Milliseconds until another request keeps the limit where requests arrive. When one arrives is known only by its answer, as a connection
   * may have to be made first: until then it counts, and from then on for as long as the window is.
   */
  #waitFor(limit: RateLimit | null): number {
    if (limit === null) return 0
    const left = limit.requests - this.#active
    if (left <= 0) return Number.POSITIVE_INFINITY
    const before = this.#ends[this.#ends.length - left]
    return before === undefined ? 0 : before + limit.perSeconds * 1000 - performance.now()
  }

  /** A request has arrived. */
  count(): void {
    if (this.#lookBack > 0) this.#ends.push(performance.now())
    // Cut rarely, so that a request costs no copy.
    if (this.#ends.length > 2 * this.#lookBack + 16) this.#ends = this.#ends.slice(-this.#lookBack)
  }

  /** What it remembers matters for so long. */
  keep(ms: number): void {
    this.#matters = Math.max(this.#matters, performance.now() + ms)
  }
}

/** By host and credential; those that were looked at last stand at the end. */
const lanes = new Map<string, Lane>()

/**
 * The lane of a host and credential, which clients of the same account share. It is asked for with each request, so that one by which nobody
 * would do anything else is let go of.
 */
export function laneOf(key: string): Lane {
  const found = lanes.get(key)
  if (found) return found
  // More are looked at than are made.
  let looks = 2
  for (const [other, lane] of lanes) {
    lanes.delete(other)
    if (lane.matters) lanes.set(other, lane)
    if (--looks === 0) break
  }
  const lane = new Lane()
  lanes.set(key, lane)
  return lane
}
