import type { Criteria } from './criteria.js'
import { draw, streams } from './random.js'
import type { World, WorldCall } from './world.js'

/** The value that rows are sorted by. Without one they are in order of creation, by index. */
export interface Sort {
  /** Names the sort for the cache. */
  name: string
  value(index: number): number | string | null
  /** The end for rows without a value in a descending list; in an ascending one they are at the other end. */
  nulls?: 'first' | 'last'
}

export interface ListingQuery {
  criteria?: Criteria
  sort?: Sort
  descending: boolean
}

// Enough for the few distinct queries that a reader has in flight.
const cachedOrders = 16

/** Reads pages of a world. An order is built for its first page and kept until a call arrives, changes or vanishes. */
export class Listing {
  readonly #world: World
  readonly #orders = new Map<string, Uint32Array>()
  #version = -1

  constructor(world: World) {
    this.#world = world
  }

  select({ criteria, sort, descending }: ListingQuery): Rows {
    if (this.#version !== this.#world.version) {
      this.#orders.clear()
      this.#version = this.#world.version
    }
    const unfiltered = !criteria || criteria.isEmpty
    // The common case costs nothing: position and index mirror each other.
    const natural = unfiltered && !sort && !this.#world.hasVanished
    return new Rows(this.#world, natural ? null : this.#filtered(unfiltered ? undefined : criteria, sort), sort, descending)
  }

  /** The order of the knob `row-order`, by creation unless the platform sorts by another stamp. */
  inRowOrder(rowOrder: string, criteria?: Criteria, sort?: Sort): Rows {
    if (rowOrder !== 'unordered') return this.select({ criteria, sort, descending: rowOrder === 'newest-first' })
    const { seed } = this.#world
    return this.select({
      criteria,
      sort: { name: 'shuffle', value: (index) => draw(seed, index, streams.shuffle) },
      descending: true,
    })
  }

  #filtered(criteria: Criteria | undefined, sort: Sort | undefined): Uint32Array {
    const sorted = this.#cached(sort?.name ?? '', () => this.#sorted(sort))
    if (!criteria) return sorted
    return this.#cached(`${sort?.name ?? ''} ${criteria.key}`, () =>
      sorted.filter((index) => criteria.matches(this.#world.call(index))),
    )
  }

  #cached(key: string, build: () => Uint32Array): Uint32Array {
    const order = this.#orders.get(key) ?? build()
    this.#orders.delete(key)
    this.#orders.set(key, order)
    const [oldest] = this.#orders.keys()
    if (this.#orders.size > cachedOrders && oldest !== undefined) this.#orders.delete(oldest)
    return order
  }

  #sorted(sort: Sort | undefined): Uint32Array {
    const world = this.#world
    const live = new Uint32Array(world.end).map((_, index) => index).filter((index) => world.isLive(index))
    if (!sort) return live
    const values: (number | string | null)[] = new Array(world.end)
    for (const index of live) values[index] = sort.value(index)
    const present = live.filter((index) => values[index] !== null)
    const absent = live.filter((index) => values[index] === null)
    sortNearlySorted(present, (one, other) => compare(values[one] ?? 0, values[other] ?? 0) || one - other)
    return new Uint32Array(sort.nulls === 'last' ? [...absent, ...present] : [...present, ...absent])
  }
}

/** The rows of one query, in the order of the response. */
export class Rows {
  readonly total: number
  readonly #world: World
  readonly #order: Uint32Array | null
  readonly #sort: Sort | undefined
  readonly #descending: boolean

  constructor(world: World, order: Uint32Array | null, sort: Sort | undefined, descending: boolean) {
    this.#world = world
    this.#order = order
    this.#sort = sort
    this.#descending = descending
    this.total = order ? order.length : world.end
  }

  window(offset: number, limit: number): WorldCall[] {
    const calls: WorldCall[] = []
    for (let position = offset; position < Math.min(offset + limit, this.total); position++) {
      calls.push(this.#world.call(this.#at(this.#descending ? this.total - 1 - position : position)))
    }
    return calls
  }

  /** The position of the first row that follows a call, whether or not that call is still there. */
  positionAfter(index: number): number {
    return this.#descending
      ? this.total - this.#countBefore((other) => this.#compare(other, index) < 0)
      : this.#countBefore((other) => this.#compare(other, index) <= 0)
  }

  #at(rank: number): number {
    return this.#order ? (this.#order[rank] ?? 0) : rank
  }

  #compare(one: number, other: number): number {
    if (!this.#sort) return one - other
    const [a, b] = [this.#sort.value(one), this.#sort.value(other)]
    // Rows without a value are at one end, ordered by index.
    if (a === null || b === null) return a === b ? one - other : (a === null) === (this.#sort.nulls === 'last') ? -1 : 1
    return compare(a, b) || one - other
  }

  #countBefore(isBefore: (index: number) => boolean): number {
    let low = 0
    let high = this.total
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(this.#at(middle))) low = middle + 1
      else high = middle
    }
    return low
  }
}

const compare = (one: number | string, other: number | string): number => (one < other ? -1 : one > other ? 1 : 0)

// Calls by start are nearly in order of creation: insertion then takes one pass, where a general sort of a million rows takes a second. Values in
// any other order use up the budget and get a general sort.
function sortNearlySorted(order: Uint32Array, isAfter: (one: number, other: number) => number): void {
  let budget = order.length * 64
  for (let position = 1; position < order.length; position++) {
    const moving = order[position] ?? 0
    let hole = position
    while (hole > 0 && isAfter(order[hole - 1] ?? 0, moving) > 0) {
      order[hole] = order[hole - 1] ?? 0
      hole--
      budget--
    }
    order[hole] = moving
    if (budget < 0) {
      order.sort(isAfter)
      return
    }
  }
}
