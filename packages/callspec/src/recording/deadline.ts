/** Aborts when the caller does, or when nothing has happened for a time, counted from the last touch. */
export class Deadline implements Disposable {
  /** Whether nothing happened for too long. */
  isPast = false
  readonly #controller = new AbortController()
  readonly #caller: AbortSignal | undefined
  readonly #ms: number
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(idleMs: number, caller: AbortSignal | undefined) {
    this.#ms = idleMs
    this.#caller = caller
    caller?.addEventListener('abort', this.#follow, { once: true })
  }

  // One controller that is held here: runtimes may drop signals that are made of others, and an abort with them.
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Something happened. */
  touch(): void {
    this.pause()
    this.#timer = setTimeout(() => {
      this.isPast = true
      this.#controller.abort()
    }, this.#ms)
  }

  /** Waits for nothing until the next touch. */
  pause(): void {
    clearTimeout(this.#timer)
  }

  /** What the promise brings, or a rejection as soon as this aborts, even if the promise never settles. */
  async race<Value>(promise: Promise<Value>): Promise<Value> {
    const { promise: stopped, reject } = Promise.withResolvers<never>()
    const stop = () => reject(this.signal.reason)
    this.signal.addEventListener('abort', stop, { once: true })
    // Nobody awaits it where this was aborted before.
    promise.catch(() => undefined)
    try {
      this.signal.throwIfAborted()
      return await Promise.race([promise, stopped])
    } finally {
      this.signal.removeEventListener('abort', stop)
    }
  }

  [Symbol.dispose](): void {
    this.pause()
    this.#caller?.removeEventListener('abort', this.#follow)
  }

  #follow = (): void => this.#controller.abort(this.#caller?.reason)
}
