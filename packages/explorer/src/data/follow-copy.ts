import { setImmediate, setTimeout as wait } from 'node:timers/promises'
import type { Copy } from '@callspec/sync'
import { reorder } from './call-order.js'
import { CallsInMemory, COLUMNS } from './calls-in-memory.js'

/** Rows that are taken in before others get their turn. */
const AT_ONCE = 2_500
/** Rows between two versions while a copy is first read. */
const TAKEN_IN = 50_000
/** How often to look for changes, if nobody says otherwise. */
const LOOK_MS = 2_000
/** Stamps of changes are those of the processes that wrote them, and a change may be seen later than one with a later stamp: so far back is read again. */
const OVERLAP_MS = 5_000
/** The same once nothing changes any more. */
const LONG_OVERLAP_MS = 600_000

/** Keeps the calls of a copy in memory as they are in the copy, whatever process changes it. */
export class FollowedCopy {
  calls = new CallsInMemory()
  /** Moves when calls have changed. */
  version = 1
  /** How far the first reading is; `null`: it is done. */
  loading: { calls: number; total: number } | null = { calls: 0, total: 0 }
  readonly #loaded = Promise.withResolvers<void>()
  /** Why the copy cannot be read; `null`: it can. */
  problem: string | null = null
  readonly #copy: Copy
  readonly #lookMs: number
  readonly #stop = new AbortController()
  readonly #signal = this.#stop.signal
  #revision = ''
  /** Whether a change came since everything was last compared. */
  #isUnsettled = false
  /** Calls of the copy that were gone before they were read. */
  #beyond = 0
  /** Ends when nothing is read any more. */
  readonly #done: Promise<void>

  constructor(copy: Copy, lookMs: number = LOOK_MS) {
    this.#copy = copy
    this.#lookMs = lookMs
    this.#done = this.#run()
  }

  /** Resolves when all calls have been read for the first time, or it was closed before. */
  get loaded(): Promise<void> {
    return this.#loaded.promise
  }

  async close(): Promise<void> {
    this.#stop.abort()
    this.#loaded.resolve()
    await this.#done
  }

  async #run(): Promise<void> {
    const signal = this.#signal
    while (!signal.aborted) {
      try {
        if (this.loading !== null) await this.#load()
        else await this.#look()
        this.problem = null
      } catch (error) {
        // A database that was stopped may come back.
        this.problem = error instanceof Error ? error.message : String(error)
      }
      await wait(this.#lookMs, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Reads all calls: into what is shown where nothing is there yet, else beside it. */
  async #load(): Promise<void> {
    const copy = this.#copy
    this.#revision = await copy.revision()
    await copy.refresh()
    const total = await this.#countInCopy()
    const calls = new CallsInMemory(Math.max(1024, Math.ceil(total * 1.05)))
    const isFirst = this.loading !== null
    if (isFirst) this.calls = calls
    let places: number[] = []
    const take = () => {
      reorder(calls, places)
      places = []
      if (isFirst) this.loading = { calls: calls.count, total }
      if (isFirst) this.version++
    }
    for await (const rows of copy.columns(COLUMNS)) {
      for (const place of calls.write(rows)) places.push(place)
      if (places.length % AT_ONCE < rows.length) await setImmediate()
      if (this.#signal.aborted) return
      if (places.length >= TAKEN_IN) take()
    }
    take()
    this.calls = calls
    this.version++
    this.loading = null
    this.#loaded.resolve()
    this.#isUnsettled = false
    this.#beyond = (await this.#countInCopy()) - calls.count
  }

  /** Takes in what has changed since it was last looked for. */
  async #look(): Promise<void> {
    const revision = await this.#copy.revision()
    if (revision === this.#revision) {
      if (this.#isUnsettled) await this.#settle()
      return
    }
    await this.#copy.refresh()
    await this.#takeIn(OVERLAP_MS)
    this.#isUnsettled = true
    this.#revision = revision
  }

  /** Nothing changes any more: looks further back, and whether there are as many calls as in the copy. If not, all are read again. */
  async #settle(): Promise<void> {
    await this.#takeIn(LONG_OVERLAP_MS)
    this.#isUnsettled = false
    const { count, gone } = this.calls
    if ((await this.#countInCopy()) !== count + gone.size + this.#beyond) await this.#load()
  }

  async #takeIn(overlapMs: number): Promise<void> {
    const { calls } = this
    const { writtenAt } = calls
    const since = writtenAt === '' ? BEGINNING : new Date(Date.parse(writtenAt) - overlapMs).toISOString()
    const changed: number[] = []
    for await (const rows of this.#copy.columns(COLUMNS, { writtenSince: since })) {
      for (const place of calls.write(rows)) changed.push(place)
      await setImmediate()
      if (this.#signal.aborted) return
    }
    for (const key of await this.#copy.erasedSince(since)) {
      const place = calls.remove(key)
      if (place !== null) changed.push(place)
    }
    if (changed.length === 0) return
    reorder(calls, changed)
    this.version++
  }

  async #countInCopy(): Promise<number> {
    const counts = await Promise.all(this.#copy.sources.map(({ id }) => this.#copy.count(id)))
    return counts.reduce((sum, count) => sum + count, 0)
  }
}

const BEGINNING = '0001-01-01T00:00:00.000Z'
