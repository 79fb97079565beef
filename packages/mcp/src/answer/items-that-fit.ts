import { sizeOf } from './size.js'

/** The first items that fit together, and the rest. One that is too large alone is made smaller by `shrink`, or left out where even that does not fit. */
export function itemsThatFit<Item>(
  items: readonly Item[],
  mostBytes: number,
  shrink: (item: Item, mostBytes: number) => Item | null,
): { shown: Item[]; rest: Item[]; lost: number } {
  const shown: Item[] = []
  let [left, lost] = [mostBytes, 0]
  for (const [index, item] of items.entries()) {
    const size = sizeOf(item) + 1
    if (size <= left) {
      shown.push(item)
      left -= size
      continue
    }
    if (size <= mostBytes) return { shown, rest: items.slice(index), lost }
    // It fits no answer.
    const small = shrink(item, shown.length > 0 ? left : mostBytes)
    if (small === null && shown.length > 0) return { shown, rest: items.slice(index), lost }
    if (small === null) lost++
    else {
      shown.push(small)
      left -= sizeOf(small) + 1
    }
  }
  return { shown, rest: [], lost }
}
