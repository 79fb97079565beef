import { type CallParts, copyPart, type Part, partFrom } from '@callspec/provider'
import { type CallspecError, partState, type Source } from 'callspec'
import { type GotParts, getParts } from 'callspec/kit'
import { partList, partsIn, turnsFingerprint } from '../calls/call-table.js'
import { rawJson } from '../calls/raw-json.js'
import { writeTurns } from '../calls/write-calls.js'
import { type SourceSync, stampOf } from '../pass/source-sync.js'
import { openGuard } from '../receive/fetch-guard.js'
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
  /** Its list row as JSON; `null`: it is not kept. */
  raw: string | null
  parts: { part: Part; firstAskedAt: string | null }[]
}

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
    const guard = await openGuard(store, source.id)
    const answers = await askAll(sync, due)
    await store.transaction(async (statements) => {
      const fetched = await guard.fetchedSince(statements, due)
      await lock.check(statements)
      for (const [index, each] of due.entries()) {
        // A later version came by a web hook meanwhile: what it lacks is asked for once more.
        if (!fetched.has(each.key)) await writeAnswer(statements, sync, each, answers[index]!)
      }
    })
  }
  const { here, waiting, failed } = report.parts
  const told = { here: here - before.here, waiting: waiting - before.waiting, failed: failed - before.failed }
  if (told.here + told.waiting + told.failed > 0) tell({ type: 'parts', source: source.id, ...told })
}

async function dueCalls({ all }: Statements, { source, include }: SourceSync, untilMs: number): Promise<Due[]> {
  const [until, beyond] = dueAt(untilMs)
  const rows = await all(
    `SELECT parts.key, calls.id, parts.part, parts.first_asked_at, calls.raw FROM parts JOIN calls ON calls.key = parts.key
WHERE ${IS_DUE} AND parts.part IN $3 AND parts.key IN
(SELECT parts.key FROM parts JOIN calls ON calls.key = parts.key
WHERE parts.source = $1 AND ${IS_DUE} AND parts.part IN $3 AND calls.gone_at IS NULL
GROUP BY parts.key ORDER BY min(parts.due_at), parts.key LIMIT $4)`,
    [source.id, until, include, BATCH, beyond],
  )
  const due = new Map<string, Due>()
  for (const [key, id, part, firstAskedAt, raw] of rows) {
    const call = due.get(String(key)) ?? { key: String(key), id: String(id), raw: raw == null ? null : String(raw), parts: [] }
    // The statement asks for parts of `include`.
    call.parts.push({ part: part as Part, firstAskedAt: firstAskedAt == null ? null : String(firstAskedAt) })
    due.set(call.key, call)
  }
  return [...due.values()]
}

async function askAll(sync: SourceSync, due: readonly Due[]): Promise<GotParts[]> {
  const answers: GotParts[] = []
  let next = 0
  const worker = async () => {
    while (next < due.length) {
      const index = next++
      answers[index] = await ask(sync, due[index]!)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return answers
}

/** @throws CallspecError if the source itself cannot be asked, such as with a revoked key */
async function ask({ source, signal, report }: SourceSync, { id, raw, parts }: Due): Promise<GotParts> {
  const row: unknown = raw === null ? null : JSON.parse(raw)
  const wanted = parts.map(({ part }) => part)
  const answer = await getParts(counted(source.send, report), source, { id, raw: row }, wanted, signal)
  const end = [...answer.failed].find(([part, error]) => endsAsking(source, part, error))
  if (end) throw end[1]
  return answer
}

const counted =
  (send: Source['send'], report: SourceSync['report']): Source['send'] =>
  (method, path, init) => {
    report.requests++
    return send(method, path, init)
  }

/** Whether nothing else can be asked either. What a key may not see of one part it may see of others. */
function endsAsking({ definition }: Source, part: Part, { code }: CallspecError): boolean {
  if (code === 'unauthorized' || code === 'missing-credentials') return true
  return code === 'forbidden' && partFrom(definition.parts[part]) !== 'requests'
}

async function writeAnswer(statements: Statements, sync: SourceSync, due: Due, answer: GotParts): Promise<void> {
  const { source, report, now } = sync
  const { call, failed } = answer
  await writeParts(statements, source, due, answer, stampOf(now()))
  for (const { part, firstAskedAt } of due.parts) {
    const error = failed.get(part)
    if (call && !error && partState(source, call, part) === 'here') {
      report.parts.here++
      if (part === 'recording') await noteFile(statements, sync, due.key)
      await setState(statements, due.key, part, 'here', null, null, firstAskedAt)
      continue
    }
    const first = firstAsk(firstAskedAt, now())
    const isGone = error?.code === 'not-found' && partFrom(source.definition.parts[part]) !== 'requests'
    const again = isGone ? null : nextAsk(first, now())
    if (error && source.gettable) noteUnreached(report, error.message)
    if (again === null) report.parts.failed++
    else report.parts.waiting++
    await setState(
      statements,
      due.key,
      part,
      again === null ? 'failed' : 'not_yet',
      again,
      reasonOf(source, error),
      stampOf(first),
    )
  }
}

function reasonOf({ gettable }: Source, error: CallspecError | undefined): string {
  if (error === undefined) return 'the platform had none'
  return error.code === 'unsupported' && !gettable
    ? 'its list has none, and the platform documents no request for a single call'
    : error.message
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
async function writeParts(
  statements: Statements,
  source: Source,
  { key, parts }: Due,
  { call, failed }: GotParts,
  now: string,
): Promise<void> {
  const asked = parts.map(({ part }) => part).filter((part) => !failed.has(part))
  if (!call || asked.length === 0) return
  const [row] = await statements.all('SELECT fetched_parts FROM calls WHERE key = $1', [key])
  // It was erased meanwhile.
  if (!row) return
  const fetched = new Set([...partsIn(row[0] ?? ''), ...asked])
  const own: CallParts = {}
  for (const part of asked) copyPart(part, call, own)
  // Requests of parts of their own leave what the request for the call brought.
  const detail = call.rawDetail === undefined ? undefined : rawJson(source)(call.rawDetail)
  const values: Record<string, Parameter> = {
    fetched_parts: partList([...fetched]),
    written_at: now,
    ...(detail !== undefined && { raw_detail: detail === null ? null : { json: detail } }),
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
