import { createHash } from 'node:crypto'

/**
 * The UUID of a call's vCon: version 8, as the draft recommends, with the time of the call in front like in version 7. The rest is a hash of
 * its key, so that the same call has the same UUID in every export.
 */
export function vconUuid(key: string, instant: number): string {
  const hash = createHash('sha1').update(`callspec:${key}`).digest()
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(Math.max(0, Math.min(instant, 2 ** 48 - 1)), 0, 6)
  hash.copy(bytes, 6, 0, 10)
  bytes[6] = 0x80 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
