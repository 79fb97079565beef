import { POWERS } from 'callspec/kit'
import type { Sort, SortColumn } from '../api/explorer-query.js'
import type { CallsInMemory } from './calls-in-memory.js'
import { LONG, NONE } from './calls-in-memory.js'
import { WORDS } from './words.js'

/** Places in the order of a column: calls without a value last, and ties newest first, as the places come. */
export function sorted(calls: CallsInMemory, places: Int32Array, { column, descending }: Sort): Int32Array {
  if (column === 'occurredAt' && descending) return places
  // Unlike units are not compared: each stands together, in the order of their names.
  const columns = column === 'cost' ? [VALUES.cost(calls), unitOfCost(calls)] : [VALUES[column](calls)]
  return columns.reduce((order, values) => byRank(order, ranksOf(order, values, descending)), places)
}

/** A number for each call by its place, whose order is that of the column; NaN: it has no value. */
type ValueOf = (place: number) => number

const VALUES: { readonly [Column in SortColumn]: (calls: CallsInMemory) => ValueOf } = {
  occurredAt:
    ({ columns: { occurredAt } }) =>
    (place) =>
      occurredAt[place]!,
  status: ({ columns: { status } }) => byText(WORDS.status, status),
  direction: ({ columns: { direction } }) => byText(WORDS.direction, direction),
  channel: ({ columns: { channel } }) => byText(WORDS.channel, channel),
  outcome: ({ columns: { outcome } }) => byText(WORDS.outcome, outcome),
  source: ({ columns: { source }, sources }) => byText(sources.texts, source),
  provider: ({ columns: { source }, providers }) => byText(providers, source),
  agent: ({ columns: { agent }, agents }) =>
    byText(
      agents.named.map(({ id, name }) => (name ?? id ?? '').toLowerCase()),
      agent,
    ),
  customerNumber: ({ columns: { customer }, numbers }) => byText(numbers.texts, customer),
  endReason: ({ columns: { endReason }, endReasons }) => byText(endReasons.texts, endReason),
  durationSeconds:
    ({ columns: { seconds, secondsScale }, longDecimals }) =>
    (place) =>
      decimalAt(seconds[place]!, secondsScale[place]!, () => longDecimals.seconds.get(place)),
  cost:
    ({ columns: { cost, costScale }, longDecimals }) =>
    (place) =>
      decimalAt(cost[place]!, costScale[place]!, () => longDecimals.cost.get(place)),
}

const unitOfCost = ({ columns: { costUnit }, units }: CallsInMemory): ValueOf => byText(units.texts, costUnit)

function decimalAt(digits: number, scale: number, long: () => number | string | undefined): number {
  if (scale === NONE) return Number.NaN
  return scale === LONG ? Number(long()) : digits / POWERS[scale]!
}

/** By texts, which are few beside the calls; an empty one is no value. */
function byText(texts: readonly string[], codes: { readonly [place: number]: number }): ValueOf {
  const ranks = rankTexts(texts)
  return (place) => ranks[codes[place]!]!
}

function rankTexts(texts: readonly string[]): Float64Array {
  const known = [...new Set(texts)].sort((one, other) => (one < other ? -1 : 1))
  const rank = new Map(known.map((text, index) => [text, index]))
  return Float64Array.from(texts, (text) => (text === '' ? Number.NaN : rank.get(text)!))
}

/** The rank of each place's value, from 0 on, in the wanted direction; those without one have the last. */
function ranksOf(places: Int32Array, read: ValueOf, descending: boolean): { ranks: Uint32Array; count: number } {
  const values = new Float64Array(places.length)
  for (let at = 0; at < places.length; at++) values[at] = read(places[at]!)
  const distinct = distinctOf(values)
  const ranks = new Uint32Array(places.length)
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!
    const rank = Number.isNaN(value) ? distinct.length : rankIn(distinct, value)
    ranks[at] = Number.isNaN(value) || !descending ? rank : distinct.length - 1 - rank
  }
  return { ranks, count: distinct.length + 1 }
}

function distinctOf(values: Float64Array): Float64Array {
  // NaN comes last.
  const ascending = values.slice().sort()
  let count = 0
  for (const value of ascending) {
    if (Number.isNaN(value)) break
    if (count === 0 || ascending[count - 1] !== value) ascending[count++] = value
  }
  return ascending.slice(0, count)
}

function rankIn(distinct: Float64Array, value: number): number {
  let [low, high] = [0, distinct.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (distinct[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Counts how many have each rank, then puts each in its place: equal ones stay as they came. */
function byRank(places: Int32Array, { ranks, count }: { ranks: Uint32Array; count: number }): Int32Array {
  const begins = new Uint32Array(count + 1)
  for (const rank of ranks) begins[rank + 1]!++
  for (let rank = 1; rank <= count; rank++) begins[rank]! += begins[rank - 1]!
  const order = new Int32Array(places.length)
  for (let at = 0; at < places.length; at++) order[begins[ranks[at]!]!++] = places[at]!
  return order
}
