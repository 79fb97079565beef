import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { recordingAddress } from '@callspec/provider'
import { isCallspecError } from 'callspec'
import { getParts } from 'callspec/kit'
import { type SourceSync, stampOf } from '../pass/source-sync.js'
import { type Downloaded, downloadRecording } from '../recordings/download-recording.js'
import { partPath } from '../recordings/part-file.js'
import { RecordingError } from '../recordings/recording-error.js'
import { recordingFileName } from '../recordings/recording-file-name.js'
import type { Statements } from '../store/store.js'
import { dueAt, firstAsk, IS_DUE, nextAsk } from './next-ask.js'
import { noteUnreached } from './unreached.js'

/** Recordings that are downloaded side by side. */
const CONCURRENCY = 4

interface DueFile {
  key: string
  id: string
  recordingUrl: string | null
  firstAskedAt: string | null
}

/** Downloads the recordings that are due, and waits for none. */
export async function askFiles(sync: SourceSync): Promise<void> {
  const { source, store, recordings, signal, report, tell, now } = sync
  if (recordings === null) return
  const before = { ...report.parts }
  let until = now()
  for (;;) {
    until = Math.min(until, now())
    const due = await dueFiles(store, source.id, until)
    if (due.length === 0) break
    await Promise.all(due.map((each) => bring(sync, recordings, each)))
    signal?.throwIfAborted()
  }
  const { here, waiting, failed } = report.parts
  const told = { here: here - before.here, waiting: waiting - before.waiting, failed: failed - before.failed }
  if (told.here + told.waiting + told.failed > 0) tell({ type: 'parts', source: source.id, ...told })
}

async function dueFiles({ all }: Statements, source: string, untilMs: number): Promise<DueFile[]> {
  const [until, beyond] = dueAt(untilMs)
  const rows = await all(
    `SELECT parts.key, calls.id, calls.recording_url, parts.first_asked_at FROM parts JOIN calls ON calls.key = parts.key
WHERE parts.source = $1 AND parts.part = $4 AND ${IS_DUE} AND calls.gone_at IS NULL ORDER BY parts.due_at, parts.key LIMIT $3`,
    [source, until, CONCURRENCY, 'file', beyond],
  )
  const text = (cell: unknown) => (cell == null ? null : String(cell))
  return rows.map(([key, id, url, asked]) => ({
    key: String(key),
    id: String(id),
    recordingUrl: text(url),
    firstAskedAt: text(asked),
  }))
}

/** Downloads one recording and notes what became of it, in a transaction of its own: a file that came is not downloaded again. */
async function bring(sync: SourceSync, folder: string, due: DueFile): Promise<void> {
  const { source, store, lock, report, now } = sync
  const file = join(folder, recordingFileName(source.id, due.id))
  // Noted first: whoever erases the call has to find what a killed download leaves.
  const isThere = await store.run("UPDATE parts SET file = $2 WHERE key = $1 AND part = 'file'", [due.key, partPath(file)])
  if (isThere === 0) return
  const result = await download(sync, file, due)
  const first = firstAsk(due.firstAskedAt, now())
  await store.transaction(async (statements) => {
    await lock.check(statements)
    if ('path' in result) {
      report.parts.here++
      const noted = await statements.run(
        `UPDATE parts SET state = 'here', attempts = attempts + 1, due_at = NULL, reason = NULL, first_asked_at = $2, file = $3, bytes = $4, content_type = $5
WHERE key = $1 AND part = 'file'`,
        [due.key, stampOf(first), result.path, result.bytes, result.contentType],
      )
      // The call was erased meanwhile.
      if (noted === 0) await rm(result.path, { force: true })
      return
    }
    const again = nextAsk(first, now())
    if (result.isFailure) noteUnreached(report, result.reason)
    const left = existsSync(partPath(file)) ? partPath(file) : null
    if (again === null) report.parts.failed++
    else report.parts.waiting++
    await statements.run(
      `UPDATE parts SET state = $2, attempts = attempts + 1, due_at = $3, reason = $4, first_asked_at = $5, file = $6 WHERE key = $1 AND part = 'file'`,
      [
        due.key,
        again === null ? 'failed' : 'not_yet',
        again === null ? null : stampOf(again),
        result.reason,
        stampOf(first),
        left,
      ],
    )
  })
}

async function download(sync: SourceSync, file: string, due: DueFile): Promise<Downloaded | NotThere> {
  try {
    return await from(sync, file, due)
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error
    if (!isRefused(error) || !sync.source.gettable) return notThere(error)
  }
  // The address may have been good for some time only; the platform gives a fresh one.
  try {
    return await from(sync, file, { ...due, recordingUrl: await freshUrl(sync, due) })
  } catch (error) {
    if (error instanceof RecordingError || isCallspecError(error)) return notThere(error)
    throw error
  }
}

/** Why there is no file. */
interface NotThere {
  reason: string
  /** Whether something failed: the platform did not just have none. */
  isFailure: boolean
}

const notThere = (error: Error): NotThere => ({
  reason: error.message,
  isFailure: !(error instanceof RecordingError && error.outcome === 'not-yet'),
})

/** Statuses of an address that is no longer good, where nothing in it shows that it was signed. */
const REFUSED: readonly (number | undefined)[] = [403, 404, 410]

const isRefused = ({ outcome, status }: RecordingError) => outcome === 'expired' || REFUSED.includes(status)

function from({ source, signal, report }: SourceSync, file: string, { id, recordingUrl }: DueFile): Promise<Downloaded> {
  const address = recordingAddress(source, { id, recordingUrl })
  if (address === null) throw new RecordingError('not-yet', 'the platform had none')
  report.requests++
  return downloadRecording({ ...address, file, source, ...(signal && { signal }) })
}

async function freshUrl({ source, store, signal, report }: SourceSync, { key, id }: DueFile): Promise<string | null> {
  report.requests++
  const { call, failed } = await getParts(source.send, source, { id, raw: null }, ['recording'], signal)
  const error = failed.get('recording')
  if (error) throw error
  const recordingUrl = call?.recordingUrl ?? null
  if (recordingUrl !== null) await store.run('UPDATE calls SET recording_url = $2 WHERE key = $1', [key, recordingUrl])
  return recordingUrl
}
