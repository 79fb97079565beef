import type { WorldCall } from './world.js'

/** The filters of one request, without those that have no value. */
export class Criteria {
  readonly #tests: ((call: WorldCall) => boolean)[] = []
  readonly #applied: [string, unknown][] = []
  readonly #owners: [string, unknown][] = []
  readonly #ignored: boolean

  /** With `ignored` every filter is dropped, as by a platform that does not know it. */
  constructor(ignored: boolean) {
    this.#ignored = ignored
  }

  add<Value>(name: string, value: Value | undefined, test: (call: WorldCall, value: Value) => boolean): this {
    if (value === undefined || this.#ignored) return this
    this.#tests.push((call) => test(call, value))
    this.#applied.push([name, value])
    return this
  }

  /** What the list belongs to, such as an agent: no filter, so a platform that knows none applies it as well. */
  of<Value>(name: string, value: Value, test: (call: WorldCall, value: Value) => boolean): this {
    this.#tests.push((call) => test(call, value))
    this.#owners.push([name, value])
    return this
  }

  /** Names and values of the filters that are really applied. */
  get applied(): Record<string, unknown> {
    return Object.fromEntries(this.#applied)
  }

  /** A key that is equal for equal filters. */
  get key(): string {
    return JSON.stringify([...this.#owners, ...this.#applied])
  }

  get isEmpty(): boolean {
    return this.#tests.length === 0
  }

  matches(call: WorldCall): boolean {
    return this.#tests.every((test) => test(call))
  }
}
