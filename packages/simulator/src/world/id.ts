// Ids contain their index in the last eight hexadecimal digits, masked by the seed, so that a look-up by id needs no map of all calls. The other
// digits are a hash: an invented id decodes to an index whose own id differs.
import { draw, streams } from './random.js'

/** An id of twelve hexadecimal digits. */
export function hexId(seed: number, index: number): string {
  return hex(draw(seed, index, streams.identity)).slice(0, 4) + hex(index ^ mask(seed))
}

/** A version 4 UUID. */
export function uuid(seed: number, index: number): string {
  const head = hex(draw(seed, index, streams.identity))
  const tail = hex(draw(seed, index, streams.identity + 1))
  return `${head}-${tail.slice(0, 4)}-4${tail.slice(4, 7)}-a${head.slice(2, 5)}-${tail.slice(1, 5)}${hex(index ^ mask(seed))}`
}

/** The index in an id of either form; NaN if the id has no such digits. The caller compares the whole id. */
export function indexOfId(seed: number, id: string): number {
  const digits = id.slice(-8)
  return /^[0-9a-f]{8}$/.test(digits) ? (Number.parseInt(digits, 16) ^ mask(seed)) >>> 0 : Number.NaN
}

const mask = (seed: number): number => draw(seed, 0, streams.identity + 2)

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

// By bytes, which is several times faster than to convert the number: ids are made for every call of every page.
const hex = (value: number): string =>
  `${BYTES[value >>> 24]}${BYTES[(value >>> 16) & 255]}${BYTES[(value >>> 8) & 255]}${BYTES[value & 255]}`
