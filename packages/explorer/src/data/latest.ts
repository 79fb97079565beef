/** Keeps the few answers that were asked for last. */
export class Latest<Value> {
  readonly #values = new Map<string, Value>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** The answer to a key, worked out where it is not kept. */
  get(key: string, work: () => Value): Value {
    const value = this.#values.has(key) ? this.#values.get(key)! : work()
    // Behind all others.
    this.#values.delete(key)
    this.#values.set(key, value)
    if (this.#values.size > this.#most) this.#values.delete(this.#values.keys().next().value!)
    return value
  }

  clear(): void {
    this.#values.clear()
  }
}
