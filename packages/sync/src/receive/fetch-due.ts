import { setTimeout as wait } from 'node:timers/promises'
import { isCallspecError, type Part, type Source } from 'callspec'
import type { Store } from '../store/store.js'
import { dueCalls, nextDue, putOff } from './due-hooks.js'
import { type DueCall, fetchCall } from './fetch-call.js'
import type { ReceiverEvent } from './receiver-event.js'
import { touchReceivers } from './receiver-record.js'

/** Calls of one source that are fetched side by side. Its client keeps the platform's rate limit. */
const CONCURRENCY = 4

/** Calls that are looked up at once. */
const BATCH = 40

/** The longest sleep: another process may have stored a hook. */
const LOOK_MS = 5000

/** How often to note that hooks are still received. */
const TOUCH_MS = 3_600_000

/** How often to fetch a call again whose row changes all the time. */
const MOST_TRIES = 5

export interface FetchDueOptions {
  sources: readonly Source[]
  store: Store
  include: readonly Part[]
  now: () => number
  tell: (event: ReceiverEvent) => void
}

/** Fetches the calls that hooks told of, also those of an earlier process. */
export function fetchDue({ sources, store, include, now, tell }: FetchDueOptions) {
  const closed = new AbortController()
  const { signal } = closed
  const ids = sources.map(({ id }) => id)
  let touchedMs = now()
  let woken = new AbortController()
  const waiting = new Set<() => void>()

  async function fetchOne(source: Source, due: DueCall): Promise<void> {
    try {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const outcome = await fetchCall({ source, store, include, signal, now }, due)
        if (outcome === 'changed') continue
        if (outcome !== 'erased') tell({ type: 'fetched', source: source.id, id: due.id, changed: outcome === 'written' })
        return
      }
      await putOff(store, source.id, due, 'its row changed again and again', now())
    } catch (error) {
      if (signal.aborted) return
      if (!isCallspecError(error)) throw error
      const again = await putOff(store, source.id, due, error.message, now())
      tell({ type: 'failed', source: source.id, id: due.id, because: error.message, again })
    }
  }

  /** Fetches what is due of one source; whether there was something. */
  async function fetchSource(source: Source): Promise<boolean> {
    const due = await dueCalls(store, source.id, now(), BATCH)
    let next = 0
    const worker = async () => {
      while (next < due.length && !signal.aborted) await fetchOne(source, due[next++]!)
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, worker))
    return due.length > 0
  }

  /** Fetches until nothing is due. A source that is slow keeps no other waiting. */
  const fetchAll = () =>
    Promise.all(
      sources.map(async (source) => {
        while (!signal.aborted && (await fetchSource(source)));
      }),
    )

  async function touch(): Promise<void> {
    if (Math.abs(now() - touchedMs) < TOUCH_MS) return
    await touchReceivers(store, ids, now())
    touchedMs = now()
  }

  async function sleep(): Promise<void> {
    const due = await nextDue(store, ids)
    const until = Math.max(0, Math.min(LOOK_MS, due - now()))
    await wait(until, undefined, { signal: AbortSignal.any([woken.signal, signal]) }).catch(() => undefined)
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      woken = new AbortController()
      // Whoever comes while it fetches waits for the next round: a source that is done is not looked at again in this one.
      const before = [...waiting]
      waiting.clear()
      try {
        await touch()
        await fetchAll()
        for (const done of before) done()
        await sleep()
      } catch (error) {
        if (signal.aborted) return
        for (const done of before) waiting.add(done)
        tell({ type: 'trouble', error })
        await wait(1000, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  const running = run()
  return {
    /** A hook was stored. */
    wake: () => woken.abort(),
    /** Resolves once nothing is due that was stored before. */
    settled(): Promise<void> {
      const settled = new Promise<void>((resolve) => waiting.add(resolve))
      woken.abort()
      return Promise.race([settled, running])
    },
    async close(): Promise<void> {
      closed.abort()
      await running
    },
  }
}
