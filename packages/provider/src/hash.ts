/**
 * Writes 96 bits of a text into three places: three multiplicative hashes with a final mix (that of MurmurHash3). The first
 * is never zero. Its numbers are signed and its array is passed for the engine: bench/ENGINE.md.
 */
export function hash(text: string, into: Int32Array): void {
  let a = 0x9e3779b9 | 0
  let b = 0x85ebca6b | 0
  let c = 0xc2b2ae35 | 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
    c = Math.imul((c << 5) ^ (c >>> 27) ^ code, 0x27d4eb2f)
  }
  into[0] = mix(a ^ text.length) || 1
  into[1] = mix(b)
  into[2] = mix(c)
}

function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** The hash of a text as 24 hexadecimal digits. */
export function fingerprint(text: string): string {
  const parts = new Int32Array(3)
  hash(text, parts)
  return Array.from(parts, (part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}
