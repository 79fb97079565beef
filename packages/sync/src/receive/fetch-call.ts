import { copyPart, PARTS, type Part, partFrom } from '@callspec/provider'
import type { Call, Source } from 'callspec'
import { getCall, getParts } from 'callspec/kit'
import { UNLISTED_RANK } from '../calls/call-table.js'
import { otherReadings } from '../calls/other-reading.js'
import { rawJson, rawOf } from '../calls/raw-json.js'
import { callRows, writeCalls } from '../calls/write-calls.js'
import { withoutErased } from '../erase/without-erased.js'
import { noteParts } from '../parts/note-parts.js'
import { stampOf } from '../pass/source-sync.js'
import type { Cells, Statements, Store } from '../store/store.js'
import { mergedCells, ROW_COLUMNS } from './merged-cells.js'

/** What fetching calls takes. */
export interface Fetching {
  source: Source
  store: Store
  include: readonly Part[]
  signal: AbortSignal
  now: () => number
}

/** A call to fetch because a hook told of it. */
export interface DueCall {
  key: string
  id: string
  /** How many hooks had told of it by then. */
  received: number
  attempts: number
}

/** What came of it. `changed`: the copy got another version meanwhile, so that this one may be older. */
export type Fetched = 'written' | 'unchanged' | 'erased' | 'changed'

/**
 * Fetches a call and writes it as a sync does, unless the copy's row is not the one from before the request: then a pass or another receiver wrote a version that
 * may be later.
 * @throws CallspecError of the request
 */
export async function fetchCall(fetching: Fetching, due: DueCall): Promise<Fetched> {
  const { source, store, now } = fetching
  const before = await rowOf(store, due.key)
  const call = await request(fetching, due.id)
  return store.transaction(async (statements) => {
    const [counted] = await statements.all('UPDATE receivers SET fetches = fetches + 1 WHERE source = $1 RETURNING fetches', [
      source.id,
    ])
    const row = await rowOf(statements, due.key)
    if (JSON.stringify(row) !== JSON.stringify(before)) return 'changed'
    const kept = await withoutErased(statements, [call], ({ key }) => key)
    if (kept.length === 0) {
      await statements.run('DELETE FROM hooks WHERE key = $1', [due.key])
      return 'erased'
    }
    const at = stampOf(now())
    const written = await write(statements, fetching, call, row, at)
    // A hook that came since wants the call once more.
    await statements.run(
      'UPDATE hooks SET fetch_number = $2, fetched_at = $3, reason = NULL, attempts = 0, due_at = CASE WHEN received = $4 THEN NULL ELSE due_at END WHERE key = $1',
      [due.key, counted?.[0] ?? null, at, due.received],
    )
    return written > 0 ? 'written' : 'unchanged'
  })
}

/** The call with its wanted parts. One that comes by requests of its own and fails is left to the next sync. */
async function request({ source, include, signal }: Fetching, id: string): Promise<Call> {
  const call = await getCall(source.send, source, id, signal)
  const requested = include.filter((part) => partFrom(source.definition.parts[part]) === 'requests')
  if (requested.length === 0) return call
  const { call: whole, failed } = await getParts(source.send, source, { id, raw: call.raw }, requested, signal)
  if (whole) for (const part of requested) if (!failed.has(part)) copyPart(part, whole, call)
  return call
}

async function write(
  statements: Statements,
  { source, include, now }: Fetching,
  call: Call,
  row: Cells | undefined,
  at: string,
): Promise<number> {
  const toJson = rawJson(source)
  const asked = PARTS.filter((part) => partFrom(source.definition.parts[part]) !== 'row')
  const cells = callRows({
    calls: [call],
    raw: rawOf(toJson),
    otherReading: otherReadings(source),
    asked,
    rank: UNLISTED_RANK,
    now: at,
  }).map((fetched) => mergedCells(fetched, row))
  const written = await writeCalls(statements, [call], cells)
  const detail = toJson(call.rawDetail)
  await statements.run('UPDATE calls SET raw_detail = $2 WHERE key = $1', [call.key, detail === null ? null : { json: detail }])
  await noteParts(statements, { source, include, recordings: null, now }, [call])
  return written
}

async function rowOf({ all }: Statements, key: string): Promise<Cells | undefined> {
  const [row] = await all(`SELECT ${ROW_COLUMNS}, gone_at FROM calls WHERE key = $1`, [key])
  return row
}
