import { at } from '../at.js'
import { CallspecError, isCallspecError } from '../errors/error.js'
import { ahead } from './ahead.js'
import { pageFailure } from './page.js'
import type { Chunks, Parent, ParentList, ParentLists, ParentReading, Parents, Placed, ReadPages } from './parent-types.js'
import { MARGIN_MS } from './periods.js'

export const parentLists: ParentLists = {
  plan({ what, parameter, list, createdAt, in: place }, inputs, isOpen) {
    const id = inputs[place]?.[parameter]
    const named = id === undefined ? null : String(id)
    const isNeeded = named === null || (isOpen && createdAt !== undefined)
    return { parents: { what, in: place, parameter, named, foundBy: isNeeded ? `GET ${list}` : null } }
  },

  read(parents, reading, pages, start) {
    return later(async () => {
      const lists = await listsOf(reading, parents.what, () => find(parents, reading, pages))
      // A limit may leave most pages unread.
      return start(lists, reading.plan.endsEarly.possible ? (chunks) => chunks : readAhead)
    })
  },

  areIn({ parents, lists, since = null }) {
    if (parents === undefined) return true
    if (since !== null && !Number.isSafeInteger(since)) return false
    if (!Array.isArray(parents) || !Array.isArray(lists) || new Set(parents).size < parents.length) return false
    const areTexts = parents.every((id) => typeof id === 'string')
    return areTexts && (parents.length === 0 ? lists.length === 0 : lists.length % parents.length === 0)
  },
}

/** The list of each request of each parent: of those that the platform lists, and of those that the state has seen, as one that is no longer listed may still have calls. */
async function listsOf<Inputs extends Placed>(
  { source, plan, checkpoint, startedAt }: ParentReading<Inputs>,
  what: string,
  findAll: () => Promise<Parent[]>,
): Promise<ParentList<Inputs>[]> {
  const { requests, parents: planned, cut, pages } = plan
  const { seen } = checkpoint
  // No request: nothing can match.
  if (!planned || requests.length === 0) return []
  const { named, foundBy, parameter, in: place } = planned
  const found = foundBy === null ? [] : await findAll()
  const known = new Map(found.map((parent) => [parent.id, parent]))
  const created = found.flatMap(({ createdAt }) => (createdAt === null ? [] : createdAt - MARGIN_MS))
  const oldest = Math.min(...created, seen.since ?? Number.POSITIVE_INFINITY)
  const ids = [...new Set([...(seen.parents ?? []), ...(named === null ? known.keys() : [named])])]
  checkpoint.open(ids.length * requests.length, { parents: ids, ...(Number.isFinite(oldest) && { since: oldest }) })
  return ids.flatMap((id, at) => {
    const parent = known.get(id) ?? { id, name: null, createdAt: null }
    const since = cut ? beginning(parent.createdAt) : 0
    return requests.map((request, index) => ({
      inputs: { ...request, [place]: { ...request[place], [parameter]: id } },
      parent,
      since,
      // Side by side, many lists need few pages of each.
      concurrency: Math.ceil(pages.concurrency / (ids.length * requests.length)),
      index: at * requests.length + index,
      isGone,
    }))
  })

  /** From when on a list is read: no call is older than its parent. */
  function beginning(createdAt: number | null): number {
    const since = cut?.since ?? null
    if (createdAt !== null) return Math.max(createdAt - MARGIN_MS, since ?? 0)
    if (since !== null) return since
    if (Number.isFinite(oldest)) return oldest
    // Where no parent is, one that was named has no history.
    if (found.length === 0) return startedAt
    throw withoutBeginning(source, what)
  }

  async function isGone(error: unknown): Promise<boolean> {
    if (!isCallspecError(error) || error.code !== 'not-found') return false
    // One that was named, not found: only an answer to another request shows that the address is right.
    if (foundBy === null) await findAll()
    return true
  }
}

/** Chunks that can be read once something else is there. */
function later<Item>(make: () => Promise<Chunks<Item>>): Chunks<Item> {
  let made: ReturnType<typeof make> | undefined
  return {
    async next() {
      made ??= make()
      return (await made).next()
    },
    return: async () => (await made?.catch(() => undefined))?.return() ?? { done: true, value: undefined },
  }
}

/** Has the next chunk read while the one before is used, so that many lists do not wait for each other. */
function readAhead<Item>(chunks: Chunks<Item>): Chunks<Item> {
  let pending: ReturnType<typeof chunks.next> | undefined
  return {
    next() {
      const current = pending ?? chunks.next()
      pending = ahead(current.then((result) => (result.done ? result : chunks.next())))
      return current
    },
    return: () => chunks.return(),
  }
}

/** Reads a platform's list of parents to its end. */
async function find(
  { what, list, rows, id, name, createdAt }: Parents,
  { source: { provider, id: source }, send, cancel: { signal } }: ParentReading<unknown>,
  pages: ReadPages,
): Promise<Parent[]> {
  const found = new Map<string, Parent>()
  const fail = (text: string) => pageFailure({ provider, source, method: 'GET', path: list }, text)
  const add = (row: unknown) => {
    const its = at(row, id)
    // Without one, its calls would be missing.
    if (!isId(its)) throw fail(`one ${what} has no id at ${id.join('.')}`)
    const called = at(row, name)
    const parent = { id: String(its), name: typeof called === 'string' && called.trim() !== '' ? called : null }
    if (!found.has(parent.id)) found.set(parent.id, { ...parent, createdAt: instantOf(at(row, createdAt)) })
  }
  if (rows === undefined) {
    for await (const { items } of await pages(list)) items.forEach(add)
  } else {
    const items = at(await send('GET', list, { signal }), rows)
    if (!Array.isArray(items)) throw fail(`expected an array at ${rows.join('.') || 'the root'}, received ${typeof items}`)
    items.forEach(add)
  }
  return [...found.values()]
}

const isId = (value: unknown) => (typeof value === 'string' && value !== '') || Number.isSafeInteger(value)

/** Of a stamp as text, or in seconds or milliseconds since 1970. One without an offset is up to a day off. */
function instantOf(value: unknown): number | null {
  const ms = typeof value === 'number' ? (value < LAST_SECONDS ? value * 1000 : value) : Date.parse(String(value))
  return ms > 0 ? ms : null
}

/** Seconds until the year 3000; as milliseconds, they are in 1971. */
const LAST_SECONDS = 32_503_680_000

const withoutBeginning = ({ provider, id: source }: ParentReading<unknown>['source'], what: string) =>
  new CallspecError(`${source} cannot be listed without since: no ${what} says when it was created.`, {
    code: 'unsupported',
    provider,
    source,
  })
