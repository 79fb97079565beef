import { assumeFrom, listOrder, PARTS, partFrom } from '@callspec/provider'
import {
  type BadRow,
  type Call,
  type CallStream,
  callLog,
  type ListingState,
  type Part,
  type Source,
  type SourceSummary,
} from 'callspec'
import { otherReadings } from '../calls/other-reading.js'
import { rawJson, rawOf } from '../calls/raw-json.js'
import { callRows, writeCalls } from '../calls/write-calls.js'
import { withoutErased } from '../erase/without-erased.js'
import { noteParts } from '../parts/note-parts.js'
import { openGuard } from '../receive/fetch-guard.js'
import { noteMissed } from '../receive/note-missed.js'
import type { Statements } from '../store/store.js'
import { hasBadRows, writeBadRows } from './bad-rows.js'
import { addCounts, type Pass } from './pass.js'
import { type SourceSync, stampOf } from './source-sync.js'

/** More than any list has rows: passes and rows share one number, by which calls of the same instant are ordered. */
const MOST_ROWS = 2 ** 31

/** Receives the calls of each page that was written, in its transaction. */
export type OnPage = (statements: Statements, calls: readonly Call[]) => Promise<void>

/**
 * Reads what a pass has not read yet. Each page is written in one transaction with the state to go on from.
 * @throws CallspecError if the source fails; the pass can go on from its last page
 */
export async function runPass(sync: SourceSync, pass: Pass, onPage?: OnPage): Promise<SourceSummary> {
  const { source, store, lock, signal, startLagMs, report, tell } = sync
  const raw = rawOf(rawJson(source))
  const otherReading = otherReadings(source)
  const firstRank = firstRankOf(source, pass)
  let badRows: BadRow[] = []
  // Counted as they are sent, so that a pass which is killed has told those up to its last page.
  const sent = { requests: 0 }
  const log = callLog([counting(source, () => sent.requests++)], {
    onBadRow: (row) => badRows.push(row),
    ...(startLagMs !== undefined && { startLagMs }),
  })
  const include = inListRows(source, sync.include)
  // What is asked for may bring other such parts along.
  const asked = include.length === 0 ? [] : inListRows(source, PARTS)
  const query = {
    ...(pass.since !== null && { since: pass.since }),
    order: 'arrival',
    strict: pass.strict,
    include,
  } as const
  const stream = log.list(query, { ...(pass.state && { state: pass.state }), signal })
  const noted = { requests: 0, rows: 0 }
  /** What earlier pages wrote, which this one notes: then the note need not wait for the rows. */
  const earlier = { written: 0, bad: 0 }
  const guard = await openGuard(store, source.id)
  // Only this pass writes bad rows of this source.
  let hasBad = await hasBadRows(store, source.id)
  let read = pass.calls

  /** A page that is ready to be written: its rows are made while the one before is on its way. */
  function prepare(calls: Call[], state: ListingState, summary?: SourceSummary): () => Promise<void> {
    const now = stampOf(sync.now())
    const bad = badRows
    badRows = []
    const requests = sent.requests - noted.requests
    // Rows of which no call was made are known at the end.
    const rows = summary ? summary.rows - noted.rows : calls.length + bad.length
    noted.requests += requests
    noted.rows += rows
    const total = totalOf(stream)
    const cells = callRows({ calls, raw, otherReading, asked, rank: firstRank + read, now })
    read += calls.length

    async function note({ run }: Statements): Promise<void> {
      await run(
        'UPDATE passes SET state = $2, calls = calls + $3, written = written + $4, bad = bad + $5, requests = requests + $6, rows = rows + $7, beat_at = $8, total = $9 WHERE id = $1',
        [pass.id, { json: JSON.stringify(state) }, calls.length, earlier.written, earlier.bad, requests, rows, now, total],
      )
    }

    return async () => {
      const { written, badCount, missed } = await store.transaction(async (statements) => {
        const fetched = await guard.fetchedSince(statements, calls)
        const isStale = ({ key }: Call) => fetched.has(key)
        const [fresh, freshCells] =
          fetched.size === 0
            ? [calls, cells]
            : [calls.filter((call) => !isStale(call)), cells.filter((_, index) => !isStale(calls[index]!))]
        // Sent together.
        const [, , kept, keptBad, changed] = await Promise.all([
          lock.check(statements),
          note(statements),
          withoutErased(statements, fresh, ({ key }) => key),
          withoutErased(statements, bad, ({ id }) => (id === null ? null : `${source.id}/${id}`)),
          writeCalls(statements, fresh, freshCells),
        ])
        if (hasBad || keptBad.length > 0) await writeBadRows(statements, source.id, keptBad, calls, now)
        await noteParts(statements, sync, kept)
        await onPage?.(statements, calls)
        const unheard = await noteMissed(statements, source.id, kept, now)
        return { written: changed, badCount: keptBad.length, missed: unheard }
      })
      earlier.written = written
      earlier.bad = badCount
      hasBad ||= badCount > 0
      pass.state = state
      pass.calls += calls.length
      report.calls += calls.length
      report.written += written
      report.bad += badCount
      if (missed !== null) report.missed = (report.missed ?? 0) + missed
      tell({ type: 'page', source: source.id, calls: calls.length, written, total })
    }
  }

  // A page is written while the next one is read.
  let writing = Promise.resolve()
  try {
    for await (const { calls, state } of stream.pages()) {
      const write = prepare(calls, state)
      await writing
      // Between pages, so that what was read is never lost.
      signal?.throwIfAborted()
      writing = write()
      // It is thrown where it is awaited.
      writing.catch(() => undefined)
    }
  } catch (error) {
    await writing
    // Of the last page, and of requests that no page came of, such as one that was refused.
    await addCounts(sync, pass, { requests: sent.requests - noted.requests, ...earlier }).catch(() => undefined)
    throw error
  }
  await writing
  const summary = (await stream.summary()).sources[0]!
  await prepare([], stream.state(), summary)()
  await addCounts(sync, pass, { requests: 0, ...earlier })
  report.requests += summary.requests
  report.missing += summary.missing
  return summary
}

/** Rows that the list says it has. */
export const totalOf = (stream: CallStream): number | null => stream.progress()[0]?.total ?? null

/** The same source, with each request told as it is sent. */
const counting = (source: Source, onRequest: () => void): Source => ({
  ...source,
  send: (method, path, init) =>
    source.send(method, path, {
      ...init,
      onSend() {
        onRequest()
        init?.onSend?.()
      },
    }),
})

/**
 * The place of the pass's first call among all calls of the same instant. A list that runs newest first has later arrivals before earlier ones,
 * any other has them after.
 */
function firstRankOf({ definition, assumptions }: Source, pass: Pass): number {
  const { direction } = listOrder(definition, 'arrival', assumeFrom(assumptions))
  return (direction === 'ascending' ? pass.id : -pass.id) * MOST_ROWS
}

/** The parts that come with the list if asked for; the others take a request for each call, and have their own time. */
const inListRows = ({ definition }: Source, include: readonly Part[]): Part[] =>
  include.filter((part) => partFrom(definition.parts[part]) === 'list')
