import type { Call, ListOrder, OrderName } from '@callspec/provider'

/** Orders two calls by `occurredAt`. Equal calls keep their order, and undated calls come last. */
export const comparator = (order: OrderName): Compare => (order === 'oldest' ? oldestFirst : newestFirst)

export type Compare = (a: Call, b: Call) => number

// One function for all listings: bench/ENGINE.md.
// No stamp compares with `null`.
const oldestFirst: Compare = ({ occurredAt: a }, { occurredAt: b }) => (a === b ? 0 : a! < b! || b === null ? -1 : 1)
const newestFirst: Compare = ({ occurredAt: a }, { occurredAt: b }) => (a === b ? 0 : a! > b! || b === null ? -1 : 1)

/** Orders two calls like their platform. An undated call comes first: nobody knows its place, and what its list has behind it must not wait for it. */
export function platformOrder({ by, direction }: Pick<ListOrder, 'by' | 'direction'>): Compare {
  const [before, after] = direction === 'ascending' ? [-1, 1] : [1, -1]
  return ({ [by]: a }, { [by]: b }) => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? before : after)
}
