import type { FaultName } from './catalogue.js'

/** Which calls went out with a row that is not what the platform would write, and what was done to them. */
export class BentCalls {
  readonly #bent = new Map<FaultName, Set<number>>()

  add(fault: FaultName, index: number): void {
    const indexes = this.#bent.get(fault)
    if (indexes) indexes.add(index)
    else this.#bent.set(fault, new Set([index]))
  }

  has(index: number, fault?: FaultName): boolean {
    if (fault !== undefined) return this.#bent.get(fault)?.has(index) ?? false
    return [...this.#bent.values()].some((indexes) => indexes.has(index))
  }
}
