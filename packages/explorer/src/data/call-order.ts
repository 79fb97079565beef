import type { CallsInMemory } from './calls-in-memory.js'

/** Says which of two calls comes first: the newer, those without a stamp last; of one instant by source, and then as its platform has them. */
export function newestFirst(calls: CallsInMemory): (one: number, other: number) => number {
  const { occurredAt, source, place } = calls.columns
  const ids = calls.sources.texts
  return (one, other) => {
    const [a, b] = [occurredAt[one]!, occurredAt[other]!]
    if (a !== b && !(Number.isNaN(a) && Number.isNaN(b))) return Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : b - a
    const [s, t] = [source[one]!, source[other]!]
    if (s !== t) return ids[s]! < ids[t]! ? -1 : 1
    return place[one]! - place[other]! || one - other
  }
}

/** Brings the order up to date after calls at these places came, changed or left. */
export function reorder(calls: CallsInMemory, changed: readonly number[]): void {
  if (changed.length === 0) return
  const { isThere } = calls.columns
  const touched = new Uint8Array(calls.ids.length)
  for (const place of changed) touched[place] = 1
  const compare = newestFirst(calls)
  const fresh = [...new Set(changed)].filter((place) => isThere[place] === 1).sort(compare)
  const kept = calls.order.filter((place) => touched[place] === 0)
  calls.order = merged(kept, fresh, compare)
}

function merged(
  kept: Int32Array,
  fresh: readonly number[],
  compare: (one: number, other: number) => number,
): Int32Array<ArrayBuffer> {
  const order = new Int32Array(kept.length + fresh.length)
  let at = 0
  let next = 0
  // As they come while a copy is read: each after those before.
  if (fresh.length > 0 && (kept.length === 0 || compare(kept[kept.length - 1]!, fresh[0]!) <= 0)) {
    order.set(kept)
    order.set(fresh, kept.length)
    return order
  }
  for (const place of fresh) {
    const end = firstAfter(kept, next, place, compare)
    order.set(kept.subarray(next, end), at)
    at += end - next
    next = end
    order[at++] = place
  }
  order.set(kept.subarray(next), at)
  return order
}

/** Where in the order, from a position on, a call belongs. */
function firstAfter(kept: Int32Array, from: number, place: number, compare: (one: number, other: number) => number): number {
  let [low, high] = [from, kept.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(kept[middle]!, place) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
