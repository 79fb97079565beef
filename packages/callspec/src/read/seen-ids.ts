import { hash } from '@callspec/provider'

/** Several tables instead of one, so each time only a small part has to grow. */
const TABLES = 64

/** Below this size a table quadruples: all tables of that size together take less than a megabyte. */
const SMALL = 1024

/**
 * Remembers ids at about 16 bytes each, whatever their length: 96 bits of a hash in open-addressing tables that are at
 * most three quarters full. Two of a million ids collide with a probability below 1e-16.
 */
export class SeenIds {
  readonly #tables = Array.from({ length: TABLES }, () => new Table())
  readonly #hash = new Int32Array(3)

  /** Adds an id; true if it is new. */
  add(id: string): boolean {
    hash(id, this.#hash)
    return this.#tables[this.#hash[0]! & (TABLES - 1)]!.add(this.#hash)
  }
}

class Table {
  #capacity = 16
  #slots = new Int32Array(3 * this.#capacity)
  #size = 0

  add(id: Int32Array): boolean {
    if (!place(this.#slots, this.#capacity, id, 0)) return false
    if (++this.#size > this.#capacity * 0.75) this.#grow()
    return true
  }

  #grow(): void {
    const old = this.#slots
    // Large tables grow by half, so they are never much larger than their content.
    this.#capacity = Math.ceil(this.#capacity * (this.#capacity < SMALL ? 4 : 1.5))
    this.#slots = new Int32Array(3 * this.#capacity)
    for (let index = 0; index < old.length; index += 3) {
      if (old[index] !== 0) place(this.#slots, this.#capacity, old, index)
    }
    // Frees the old table now, not at the next garbage collection.
    old.buffer.transfer(0)
  }
}

/**
 * Inserts the hash at a place of an array; false: it was there. A function of its own for the engine: bench/ENGINE.md.
 */
function place(slots: Int32Array, capacity: number, hashes: Int32Array, at: number): boolean {
  const [a, b, c] = [hashes[at]!, hashes[at + 1]!, hashes[at + 2]!]
  // By scaling, not by remainder: bench/ENGINE.md.
  const home = Math.floor((a >>> 0) * (capacity / 2 ** 32))
  for (let slot = home; ; slot = slot + 1 === capacity ? 0 : slot + 1) {
    const index = slot * 3
    const first = slots[index]
    // A hash never begins with zero.
    if (first === 0) {
      slots[index] = a
      slots[index + 1] = b
      slots[index + 2] = c
      return true
    }
    if (first === a && slots[index + 1] === b && slots[index + 2] === c) return false
  }
}
