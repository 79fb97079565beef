import type { Call, Part, Turn } from 'callspec'
import type { Cells, Statements } from '../store/store.js'
import { CALL_UPSERT, callCells } from './call-table.js'

export interface CallsToWrite {
  calls: readonly Call[]
  /** The platform's own row of each call as JSON. */
  raw: (call: Call) => string | null
  /** The other instant at which a call may have been; see `otherReadings`. */
  otherReading: (call: Call) => string | null
  /** Parts that the list was asked to bring. */
  asked: readonly Part[]
  /** Place of the first call; see `CallContext`. */
  rank: number
  now: string
}

/** The rows of calls. */
export const callRows = ({ calls, raw, otherReading, asked, rank, now }: CallsToWrite): Cells[] =>
  calls.map((call, index) =>
    callCells(call, { raw: raw(call), rank: rank + index, asked, otherReading: otherReading(call), now }),
  )

/** Writes calls, each with its row, and their turns. The number of calls that were new or had changed. */
export async function writeCalls(statements: Statements, calls: readonly Call[], rows: readonly Cells[]): Promise<number> {
  if (calls.length === 0) return 0
  const talks = calls.flatMap(({ key, transcript }) => (transcript === undefined ? [] : [{ key, turns: transcript }]))
  const before = await fingerprintsOf(statements, talks)
  const written = await statements.upsert(CALL_UPSERT, rows)
  const after = written === 0 ? before : await fingerprintsOf(statements, talks)
  await writeTurns(
    statements,
    talks.filter(({ key }) => (before.get(key) ?? null) !== (after.get(key) ?? null)),
  )
  return written
}

async function fingerprintsOf(statements: Statements, talks: readonly { key: string }[]): Promise<Map<unknown, unknown>> {
  if (talks.length === 0) return new Map()
  const rows = await statements.all('SELECT key, turns_fingerprint FROM calls WHERE key IN $1', [talks.map(({ key }) => key)])
  return new Map(rows.map(([key, known]) => [key, known]))
}

/** Replaces the turns of calls. */
export async function writeTurns(
  statements: Statements,
  all: readonly { key: string; turns: readonly Turn[] | null }[],
): Promise<void> {
  if (all.length === 0) return
  await statements.run('DELETE FROM turns WHERE key IN $1', [all.map(({ key }) => key)])
  await statements.upsert(
    TURN_INSERT,
    all.flatMap(({ key, turns }) =>
      (turns ?? []).map(({ speaker, text, at, offsetSeconds }, position) => [key, position, speaker, text, at, offsetSeconds]),
    ),
  )
}

const TURN_INSERT = {
  table: 'turns',
  columns: [
    { name: 'key', type: 'text' },
    { name: 'position', type: 'integer' },
    { name: 'speaker', type: 'text' },
    { name: 'text', type: 'text' },
    { name: 'at', type: 'stamp' },
    { name: 'offset_seconds', type: 'number' },
  ],
  onConflict: '',
} as const
