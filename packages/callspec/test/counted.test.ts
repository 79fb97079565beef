import {
  createProgress,
  type List,
  nextNumbered,
  type Page,
  type PagedOperation,
  type Pagination,
  readInParallel,
} from '@callspec/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPages } from '../src/read/open-pages.js'

/** What happens to the list right after it answered a request. */
interface Move {
  /** `asMany` as vanish, so that the total tells nothing. */
  arrive: number | 'asMany'
  /** Places of the rows that vanish, counted round the list; `arrived`: all that arrived since the reading began. */
  vanish: number[] | 'arrived'
}

const vanish = fc.array(fc.noBias(fc.nat(59)), { maxLength: 5 })
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Move>({ arrive: 0, vanish: [] }) },
  { weight: 1, arbitrary: fc.record({ arrive: fc.nat(4), vanish }) },
  { weight: 2, arbitrary: fc.record({ arrive: fc.constant('asMany' as const), vanish }) },
  { weight: 1, arbitrary: fc.constant<Move>({ arrive: 0, vanish: 'arrived' }) },
)

interface Case {
  rows: number
  size: number
  concurrency: number
  mayEndEarly: boolean
  moves: Move[]
  /** Chooses which request reaches the list next, and which answer comes back next. */
  scheduler: fc.Scheduler
}

const cases: fc.Arbitrary<Case> = fc.record({
  rows: fc.integer({ min: 0, max: 60 }),
  size: fc.integer({ min: 2, max: 4 }),
  concurrency: fc.integer({ min: 1, max: 3 }),
  mayEndEarly: fc.boolean(),
  moves: fc.array(move, { maxLength: 40 }),
  scheduler: fc.scheduler(),
})

function operationOf(type: 'page' | 'offset'): PagedOperation {
  const first = type === 'page' ? 1 : 0
  const order = { field: 'at', direction: 'descending', documented: true } as const
  const pagination: Pagination = {
    type,
    next: nextNumbered,
    in: 'query',
    input: type,
    sizeInput: 'size',
    first,
    maxSize: null,
    items: [],
    itemId: 'id',
    order,
  }
  return { provider: 'counted', source: undefined, method: 'GET', path: '/calls', pagination, echoedFilters: undefined }
}

type Drawn = Pick<Case, 'rows' | 'size' | 'moves'> & { scheduler: Pick<fc.Scheduler, 'schedule'> }

/** Answers in the order of the requests. */
const inOrder: Drawn['scheduler'] = { schedule: (task) => task }

/** A list, newest row first, whose requests reach it and whose answers come back in any order. */
function movingList(type: 'page' | 'offset', { rows, size, moves, scheduler }: Drawn) {
  let next = rows
  let reads = 0
  let held = Array.from({ length: rows }, (_, index) => rows - 1 - index)
  const left = [...moves]
  const operation = operationOf(type)
  const answer = (position: number, size: number): Page<unknown> => {
    const start = type === 'page' ? (position - 1) * size : position
    const items = held.slice(start, start + size)
    const page = { items, body: null, total: held.length, pages: null, hasMore: null, nextCursor: null, position: null, size }
    const { arrive, vanish } = left.shift() ?? { arrive: 0, vanish: [] }
    const gone = new Set(
      vanish === 'arrived' ? held.filter((row) => row >= rows) : vanish.map((place) => held[place % held.length]),
    )
    const arrived = Array.from({ length: arrive === 'asMany' ? gone.size : arrive }, () => next++)
    held = [...arrived.reverse(), ...held.filter((row) => !gone.has(row))]
    return page
  }
  async function read(position: number, size: number) {
    if (++reads > 1000) throw new Error('A thousand requests for sixty rows.')
    await scheduler.schedule(Promise.resolve())
    const page = answer(position, size)
    await scheduler.schedule(Promise.resolve())
    return page
  }
  const list: List = {
    operation,
    size,
    request: async (position) => {
      const page = await read(Number(position), size)
      return () => page
    },
    read: (position) => read(Number(position), size),
    look: () => read(1, 1),
    idOf: (row) => (row === undefined ? undefined : String(row)),
  }
  return { list, held: () => held }
}

const descriptor = { id: 'moving', readInParallel }

describe('A list with a total that moves between any two of its answers', () => {
  it.each(['page', 'offset'] as const)('loses no row that was there throughout, read by %s', async (type) => {
    await fc.assert(
      fc.asyncProperty(cases, async (drawn) => {
        const { list, held } = movingList(type, drawn)
        const before = new Set(held())
        const got = new Set<unknown>()
        const reading = (async () => {
          const progress = createProgress(list.operation)
          for await (const page of await openPages(list, descriptor, drawn.concurrency, drawn.mayEndEarly, null)) {
            const before = got.size
            for (const row of page.items) got.add(row)
            progress(page, page.isLast, page.isAgain ? 0 : got.size - before)
          }
        })()
        await drawn.scheduler.waitFor(reading)
        expect(held().filter((row) => before.has(row) && !got.has(row))).toEqual([])
      }),
      { numRuns: 20_000, seed: 20261121 },
    )
  })

  it('is given up where a total that goes up and down takes the reading back each time', async () => {
    const moves = Array.from(
      { length: 2000 },
      (_, index): Move => (index % 2 === 0 ? { arrive: 0, vanish: [0] } : { arrive: 1, vanish: [] }),
    )
    const { list } = movingList('page', { rows: 200, size: 10, moves, scheduler: inOrder })
    const reading = (async () => {
      const progress = createProgress(list.operation)
      const got = new Set<unknown>()
      for await (const page of await openPages(list, descriptor, 3, false, null)) {
        const before = got.size
        for (const row of page.items) got.add(row)
        progress(page, page.isLast, page.isAgain ? 0 : got.size - before)
      }
    })()
    await expect(reading).rejects.toThrow(
      /pages in a row bring no new row but say that rows follow\. Try again, and report it if it persists\.$/,
    )
  })
})
