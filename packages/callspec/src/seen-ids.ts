/**
 * Remembers ids at about 16 bytes each, whatever their length: 96 bits of a hash in an open-addressing table that is at
 * most three quarters full. Two of a million ids fall together with a probability below 1e-16.
 */
export class SeenIds {
  #slots = new Uint32Array(3 * 1024)
  #capacity = 1024
  #size = 0

  /** Whether the id is new; from now on it is not. */
  add(id: string): boolean {
    const [a, b, c] = hash(id)
    const found = this.#find(this.#slots, this.#capacity, a, b, c)
    if (this.#slots[found]! === a && this.#slots[found + 1]! === b && this.#slots[found + 2]! === c) return false
    this.#slots[found] = a
    this.#slots[found + 1] = b
    this.#slots[found + 2] = c
    if (++this.#size > this.#capacity * 0.75) this.#grow()
    return true
  }

  get size(): number {
    return this.#size
  }

  /** Index of the slot that holds the hash, or of the free one where it belongs. */
  #find(slots: Uint32Array, capacity: number, a: number, b: number, c: number): number {
    for (let slot = a % capacity; ; slot = slot + 1 === capacity ? 0 : slot + 1) {
      const index = slot * 3
      if (slots[index]! === 0 && slots[index + 1]! === 0 && slots[index + 2]! === 0) return index
      if (slots[index]! === a && slots[index + 1]! === b && slots[index + 2]! === c) return index
    }
  }

  #grow(): void {
    const old = this.#slots
    // By half, not by two: the table is never much larger than what it holds.
    const capacity = Math.ceil(this.#capacity * 1.5)
    const slots = new Uint32Array(3 * capacity)
    for (let index = 0; index < old.length; index += 3) {
      const [a, b, c] = [old[index]!, old[index + 1]!, old[index + 2]!]
      if (a === 0 && b === 0 && c === 0) continue
      slots.set([a, b, c], this.#find(slots, capacity, a, b, c))
    }
    this.#slots = slots
    this.#capacity = capacity
  }
}

/** Three multiplicative hashes with a final mix (that of MurmurHash3); never all zero, which marks a free slot. */
function hash(text: string): [number, number, number] {
  let a = 0x9e3779b9
  let b = 0x85ebca6b
  let c = 0xc2b2ae35
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
    c = Math.imul((c << 5) ^ (c >>> 27) ^ code, 0x27d4eb2f)
  }
  return [mix(a ^ text.length) || 1, mix(b), mix(c)]
}

function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
