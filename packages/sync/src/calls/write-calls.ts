import type { Call, Part, Turn } from 'callspec'
import type { Cells, Statements } from '../store/store.js'
import { CALL_UPSERT, callCells } from './call-table.js'

export interface CallsToWrite {
  calls: readonly Call[]
  /** The platform's own row of each call as JSON. */
  raw: (call: Call) => string
  /** Parts that the list was asked to bring. */
  asked: readonly Part[]
  /** Place of the first call; see `CallContext`. */
  rank: number
  now: string
}

export interface WrittenCalls {
  /** Calls that were new or had changed. */
  written: number
  /** Those that are in the copy: all but the erased ones. */
  kept: Call[]
}

/** Writes calls with their turns. What was erased stays erased. */
export async function writeCalls(statements: Statements, { calls, raw, asked, rank, now }: CallsToWrite): Promise<WrittenCalls> {
  if (calls.length === 0) return { written: 0, kept: [] }
  const erased = await erasedOf(statements, calls)
  const rows: Cells[] = []
  const talks: { key: string; turns: readonly Turn[] | null }[] = []
  for (const [index, call] of calls.entries()) {
    if (erased.has(call.key)) continue
    rows.push(callCells(call, { raw: raw(call), rank: rank + index, asked, now }))
    if (call.transcript !== undefined) talks.push({ key: call.key, turns: call.transcript })
  }
  const before = await fingerprintsOf(statements, talks)
  const written = await statements.upsert(CALL_UPSERT, rows)
  const after = written === 0 ? before : await fingerprintsOf(statements, talks)
  await writeTurns(
    statements,
    talks.filter(({ key }) => (before.get(key) ?? null) !== (after.get(key) ?? null)),
  )
  return { written, kept: calls.filter(({ key }) => !erased.has(key)) }
}

async function erasedOf(statements: Statements, calls: readonly Call[]): Promise<Set<unknown>> {
  // Where transactions run side by side, this keeps whoever erases waiting until the page is written. SQLite has one writer at a time.
  const lock = statements.dialect === 'postgres' ? ' FOR KEY SHARE' : ''
  const rows = await statements.all(`SELECT key FROM erased WHERE key IN $1${lock}`, [calls.map(({ key }) => key)])
  return new Set(rows.map(([key]) => key))
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
    all.flatMap(({ key, turns }) => (turns ?? []).map(({ speaker, text, at }, position) => [key, position, speaker, text, at])),
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
  ],
  onConflict: '',
} as const
