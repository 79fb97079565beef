import type { RateLimit } from './descriptor.js'
import { RetryBudget } from './retry.js'
import { MAX_DELAY_MS } from './sleep.js'

export interface LaneLimits {
  /** Most requests under way at once. */
  concurrency: number
  /** Most requests in any window of time; null: none. */
  rateLimit: RateLimit | null
}

interface Waiter {
  limits: LaneLimits
  admit: () => void
}

/**
 * What requests under one host and credential share: how many are under way, and when the last ones began. Each request
 * brings its own limits, so that two sources of one account keep the stricter for themselves and never exceed it together.
 */
export class Lane {
  #active = 0
  /** When requests began, newest last; as many as the largest limit seen looks back on. */
  #starts: number[] = []
  #lookBack = 0
  readonly #waiting: Waiter[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #pausedUntil = 0
  /** What its requests may spend on retries. */
  readonly budget = new RetryBudget()

  /**
   * Waits for a place, behind those who wait already or, where it is urgent, before them. Gives a function that releases the place.
   * Rejects with the signal's reason when aborted.
   */
  async enter(limits: LaneLimits, signal: AbortSignal, urgent = false): Promise<() => void> {
    signal.throwIfAborted()
    this.#lookBack = Math.max(this.#lookBack, limits.rateLimit?.requests ?? 0)
    if (this.#waiting.length === 0 && this.#delayFor(limits) === 0) this.#begin()
    else await this.#turn(limits, signal, urgent)
    return () => {
      this.#active--
      this.#pump()
    }
  }

  #turn(limits: LaneLimits, signal: AbortSignal, urgent: boolean): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        limits,
        admit: () => {
          signal.removeEventListener('abort', leave)
          resolve()
        },
      }
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        reject(signal.reason)
        this.#pump()
      }
      signal.addEventListener('abort', leave, { once: true })
      if (urgent) this.#waiting.unshift(waiter)
      else this.#waiting.push(waiter)
      this.#pump()
    })
  }

  /** The platform asked for a pause: no request of the lane begins before it is over. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, Date.now() + ms)
  }

  /** Admits those who wait, in their order, as far as the limits of the first allow. */
  #pump(): void {
    clearTimeout(this.#timer)
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
      this.#begin()
      first.admit()
    }
  }

  /** Milliseconds until a request under these limits may begin; infinite: when another has ended. */
  #delayFor({ concurrency, rateLimit }: LaneLimits): number {
    if (this.#active >= concurrency) return Number.POSITIVE_INFINITY
    return Math.max(0, this.#pausedUntil - Date.now(), this.#waitFor(rateLimit))
  }

  #begin(): void {
    this.#active++
    if (this.#lookBack > 0) this.#remember(Date.now())
  }

  /** Milliseconds until another request keeps the limit. */
  #waitFor(limit: RateLimit | null): number {
    const before = limit === null ? undefined : this.#starts[this.#starts.length - limit.requests]
    return limit === null || before === undefined ? 0 : before + limit.perSeconds * 1000 - Date.now()
  }

  #remember(start: number): void {
    this.#starts.push(start)
    // Cut rarely, so that a request costs no copy.
    if (this.#starts.length > 2 * this.#lookBack + 16) this.#starts = this.#starts.slice(-this.#lookBack)
  }
}

const lanes = new Map<string, Lane>()

/** The lane of a host and credential; clients of the same account share it. */
export function laneOf(origin: string, headers: Readonly<Record<string, string>>): Lane {
  const key = `${origin} ${JSON.stringify(headers)}`
  let lane = lanes.get(key)
  if (!lane) {
    lane = new Lane()
    lanes.set(key, lane)
  }
  return lane
}
