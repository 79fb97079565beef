import { copyPart, type Part } from '@callspec/provider'
import { type Call, callLog, isCallspecError, partState, type Source } from 'callspec'
import { partList, partsIn, turnsFingerprint } from '../calls/call-table.js'
import { rawJson } from '../calls/raw-json.js'
import { writeTurns } from '../calls/write-calls.js'
import { type SourceSync, stampOf } from '../pass/source-sync.js'
import type { Parameter, Statements } from '../store/store.js'
import { dueAt, firstAsk, IS_DUE, nextAsk } from './next-ask.js'
import { noteFile } from './note-parts.js'
import { noteUnreached } from './unreached.js'

/** Calls that are asked for side by side. */
const CONCURRENCY = 6
/** Calls whose parts are written in one transaction. */
const BATCH = 30

interface Due {
  key: string
  id: string
  parts: { part: Part; firstAskedAt: string | null }[]
}

/** What asking for a call brought: the call, or why it brought nothing. */
type Answer = { call: Call } | { reason: string; isFinal: boolean }

/** Asks for the parts that are due, call by call, and waits for none. */
export async function askParts(sync: SourceSync): Promise<void> {
  const { source, store, lock, signal, report, tell, now } = sync
  if (sync.include.length === 0) return
  const before = { ...report.parts }
  // Due at the beginning, also where the clock is set back meanwhile: what is put off waits for a later pass.
  let until = now()
  for (;;) {
    signal?.throwIfAborted()
    until = Math.min(until, now())
    const due = await dueCalls(store, sync, until)
    if (due.length === 0) break
    const answers = await askAll(sync, due)
    await store.transaction(async (statements) => {
      await lock.check(statements)
      for (const [index, each] of due.entries()) await writeAnswer(statements, sync, each, answers[index]!)
    })
  }
  const { here, waiting, failed } = report.parts
  const told = { here: here - before.here, waiting: waiting - before.waiting, failed: failed - before.failed }
  if (told.here + told.waiting + told.failed > 0) tell({ type: 'parts', source: source.id, ...told })
}

async function dueCalls({ all }: Statements, { source, include }: SourceSync, untilMs: number): Promise<Due[]> {
  const [until, beyond] = dueAt(untilMs)
  const rows = await all(
    `SELECT parts.key, calls.id, parts.part, parts.first_asked_at FROM parts JOIN calls ON calls.key = parts.key
WHERE ${IS_DUE} AND parts.part IN $3 AND parts.key IN
(SELECT parts.key FROM parts JOIN calls ON calls.key = parts.key
WHERE parts.source = $1 AND ${IS_DUE} AND parts.part IN $3 AND calls.gone_at IS NULL
GROUP BY parts.key ORDER BY min(parts.due_at), parts.key LIMIT $4)`,
    [source.id, until, include, BATCH, beyond],
  )
  const due = new Map<string, Due>()
  for (const [key, id, part, firstAskedAt] of rows) {
    const call = due.get(String(key)) ?? { key: String(key), id: String(id), parts: [] }
    // The statement asks for parts of `include`.
    call.parts.push({ part: part as Part, firstAskedAt: firstAskedAt == null ? null : String(firstAskedAt) })
    due.set(call.key, call)
  }
  return [...due.values()]
}

async function askAll(sync: SourceSync, due: readonly Due[]): Promise<Answer[]> {
  const answers: Answer[] = []
  let next = 0
  const worker = async () => {
    while (next < due.length) {
      const index = next++
      answers[index] = await ask(sync, due[index]!.id)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return answers
}

/** @throws CallspecError if the source itself cannot be asked, such as with a revoked key */
async function ask({ source, signal, report }: SourceSync, id: string): Promise<Answer> {
  if (!source.gettable)
    return { reason: 'its list has none, and the platform documents no request for a single call', isFinal: false }
  report.requests++
  try {
    // `gettable` says so.
    const log = callLog([source as Source<string, Call, true>])
    return { call: await log.get(source.id, id, { signal }) }
  } catch (error) {
    if (signal?.aborted || !isCallspecError(error) || ENDS.has(error.code)) throw error
    return { reason: error.message, isFinal: error.code === 'not-found' }
  }
}

const ENDS: ReadonlySet<string> = new Set(['unauthorized', 'forbidden', 'missing-credentials'])

async function writeAnswer(statements: Statements, sync: SourceSync, due: Due, answer: Answer): Promise<void> {
  const { source, report, now } = sync
  const call = 'call' in answer ? answer.call : undefined
  if (call) await writeParts(statements, source, due, call, stampOf(now()))
  for (const { part, firstAskedAt } of due.parts) {
    if (call && partState(source, call, part) === 'here') {
      report.parts.here++
      if (part === 'recording') await noteFile(statements, sync, due.key)
      await setState(statements, due.key, part, 'here', null, null, firstAskedAt)
      continue
    }
    const first = firstAsk(firstAskedAt, now())
    const again = 'reason' in answer && answer.isFinal ? null : nextAsk(first, now())
    const reason = 'reason' in answer ? answer.reason : 'the platform had none'
    if ('reason' in answer && source.gettable) noteUnreached(report, answer.reason)
    if (again === null) report.parts.failed++
    else report.parts.waiting++
    await setState(statements, due.key, part, again === null ? 'failed' : 'not_yet', again, reason, stampOf(first))
  }
}

const setState = (
  { run }: Statements,
  key: string,
  part: Part,
  state: 'here' | 'not_yet' | 'failed',
  dueMs: number | null,
  reason: string | null,
  firstAskedAt: string | null,
) =>
  run(
    'UPDATE parts SET state = $3, attempts = attempts + 1, due_at = $4, reason = $5, first_asked_at = $6 WHERE key = $1 AND part = $2',
    [key, part, state, dueMs === null ? null : stampOf(dueMs), reason, firstAskedAt],
  )

/** Writes the parts of a call that came, and the answer that they came in. */
async function writeParts(statements: Statements, source: Source, { key, parts }: Due, call: Call, now: string): Promise<void> {
  const [row] = await statements.all('SELECT fetched_parts FROM calls WHERE key = $1', [key])
  // It was erased meanwhile.
  if (!row) return
  const asked = parts.map(({ part }) => part)
  const fetched = new Set([...partsIn(row[0] ?? ''), ...asked])
  const own: Partial<Call> = {}
  for (const part of asked) copyPart(part, call, own)
  const detail = rawJson(source)(call.rawDetail)
  const values: Record<string, Parameter> = {
    fetched_parts: partList([...fetched]),
    raw_detail: detail === null ? null : { json: detail },
    written_at: now,
    ...(own.transcript !== undefined && {
      transcript_text: own.transcriptText ?? null,
      turn_count: own.transcript?.length ?? null,
      turns_fingerprint: turnsFingerprint(own.transcript),
    }),
    ...(own.analysis !== undefined && {
      analysis_summary: own.analysis?.summary ?? null,
      analysis_successful: own.analysis?.successful ?? null,
      analysis_sentiment: own.analysis?.sentiment ?? null,
    }),
    ...(own.recordingUrl !== undefined && { recording_url: own.recordingUrl }),
    ...(own.cost !== undefined && { cost_amount: own.cost?.amount ?? null, cost_unit: own.cost?.unit ?? null }),
  }
  const names = Object.keys(values)
  const set = names.map((name, index) => `${name} = $${index + 2}`).join(', ')
  await statements.run(`UPDATE calls SET ${set} WHERE key = $1`, [key, ...names.map((name) => values[name] ?? null)])
  if (own.transcript !== undefined) await writeTurns(statements, [{ key, turns: own.transcript }])
}
