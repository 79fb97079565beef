import type { FaultName } from './catalogue.js'

/** Which calls went out with a row that the platform would not write, and how they were changed. */
export class AlteredCalls {
  readonly #altered = new Map<FaultName, Set<number>>()

  add(fault: FaultName, index: number): void {
    const indexes = this.#altered.get(fault)
    if (indexes) indexes.add(index)
    else this.#altered.set(fault, new Set([index]))
  }

  has(index: number, fault?: FaultName): boolean {
    if (fault !== undefined) return this.#altered.get(fault)?.has(index) ?? false
    return [...this.#altered.values()].some((indexes) => indexes.has(index))
  }
}
