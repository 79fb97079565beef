import { hash } from './hash.js'

/**
 * Remembers ids at about 16 bytes each, whatever their length: 96 bits of a hash in an open-addressing table that is at
 * most three quarters full. Two of a million ids fall together with a probability below 1e-16.
 */
export class SeenIds {
  #slots = new Int32Array(3 * 1024)
  #capacity = 1024
  #size = 0

  /** Whether the id is new; from now on it is not. */
  add(id: string): boolean {
    const [a, b, c] = hash(id)
    const slots = this.#slots
    const found = this.#find(slots, this.#capacity, a, b, c)
    if (slots[found] !== 0) return false
    slots[found] = a
    slots[found + 1] = b
    slots[found + 2] = c
    if (++this.#size > this.#capacity * 0.75) this.#grow()
    return true
  }

  get size(): number {
    return this.#size
  }

  /** Index of the slot that holds the hash, or of the free one where it belongs. */
  #find(slots: Int32Array, capacity: number, a: number, b: number, c: number): number {
    for (let slot = (a >>> 0) % capacity; ; slot = slot + 1 === capacity ? 0 : slot + 1) {
      const index = slot * 3
      const first = slots[index]
      // A hash never begins with zero.
      if (first === 0) return index
      if (first === a && slots[index + 1] === b && slots[index + 2] === c) return index
    }
  }

  #grow(): void {
    const old = this.#slots
    // By half, not by two: the table is never much larger than what it holds.
    const capacity = Math.ceil(this.#capacity * 1.5)
    const slots = new Int32Array(3 * capacity)
    for (let index = 0; index < old.length; index += 3) {
      const [a, b, c] = [old[index]!, old[index + 1]!, old[index + 2]!]
      if (a === 0) continue
      const free = this.#find(slots, capacity, a, b, c)
      slots[free] = a
      slots[free + 1] = b
      slots[free + 2] = c
    }
    // Frees the old table at once, not when the next collection happens to come.
    old.buffer.transfer(0)
    this.#slots = slots
    this.#capacity = capacity
  }
}
