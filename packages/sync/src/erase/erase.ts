import { rm } from 'node:fs/promises'
import { subscriberNumber } from '@callspec/provider'
import { checkQuery } from 'callspec/kit'
import { versionPath } from '../recordings/part-file.js'
import { knownSources } from '../sources/source-record.js'
import type { Cells, Statements, Store, Value } from '../store/store.js'
import { SyncError } from '../sync-error.js'

export interface EraseOptions {
  /** Calls of the person with this number: `+` and digits. */
  phoneNumber?: string | undefined
  /** Calls before this instant. */
  before?: Date | undefined
  /** Calls of these sources. */
  sources?: readonly string[] | undefined
  /** Only counts. Default `false`. */
  dryRun?: boolean | undefined
}

export interface Erased {
  calls: number
  /** Recordings that were deleted with them. */
  files: number
  /** Rows that could not be mapped and name the number. */
  badRows: number
}

/** Calls in one transaction. */
const BATCH = 500

/**
 * Removes calls from the copy, with their turns, parts and files. Their keys stay as tombstones, so that no later pass brings them back.
 * @throws SyncError if neither a number, nor an instant, nor a source is given, or the copy has no such source; CallspecError `invalid-query` if the number is
 * none
 */
export async function erase(store: Store, options: EraseOptions): Promise<Erased> {
  const [condition, parameters] = conditionOf(options)
  await checkSources(store, options.sources ?? [])
  const erased: Erased = { calls: 0, files: 0, badRows: 0 }
  if (options.dryRun) {
    const [row] = await store.all(`SELECT count(*) FROM calls WHERE ${condition}`, parameters)
    const badRows = (await badRowsOf(store, options)).length
    return { ...erased, calls: Number(row?.[0]), badRows }
  }
  for (;;) {
    const rows = await store.all(`SELECT key, source, id FROM calls WHERE ${condition} LIMIT ${BATCH}`, parameters)
    if (rows.length === 0) break
    const keys = rows.map(([key]) => String(key))
    erased.files += await deleteFiles(store, keys)
    await store.transaction((statements) => deleteCalls(statements, rows, keys))
    erased.calls += rows.length
  }
  const bad = await badRowsOf(store, options)
  if (bad.length > 0) await store.transaction((statements) => deleteBadRows(statements, bad))
  erased.badRows = bad.length
  await store.purge()
  return erased
}

function conditionOf({ phoneNumber, before, sources }: EraseOptions): [sql: string, parameters: (Value | readonly string[])[]] {
  const parameters: (Value | readonly string[])[] = []
  const conditions: string[] = []
  const parameter = (value: Value | readonly string[]) => `$${parameters.push(value)}`
  if (phoneNumber !== undefined) {
    const place = parameter(digitsOf(phoneNumber))
    conditions.push(`(digits_1 = ${place} OR digits_2 = ${place})`)
  }
  if (before !== undefined) {
    if (Number.isNaN(before.getTime())) throw new SyncError('Invalid before of what to erase. Pass a valid Date.', 'usage')
    conditions.push(`coalesce(occurred_at, created_at, updated_at, written_at) < ${parameter(before.toISOString())}`)
  }
  if (sources !== undefined) conditions.push(`source IN ${parameter(sources)}`)
  if (conditions.length === 0) {
    throw new SyncError('Nothing says what to erase. Pass phoneNumber, before or sources.', 'usage')
  }
  return [conditions.join(' AND '), parameters]
}

/** A number without its `+`, as the copy keeps it. */
function digitsOf(phoneNumber: string): string {
  checkQuery({ phoneNumber })
  return subscriberNumber(phoneNumber)?.slice(1) ?? ''
}

/** A name that was mistyped must not look as if there were nothing to erase. */
async function checkSources(store: Store, sources: readonly string[]): Promise<void> {
  if (sources.length === 0) return
  const known = await knownSources(store)
  const unknown = sources.find((source) => !known.includes(source))
  if (unknown === undefined) return
  const text = known.length === 0 ? 'The copy has none yet' : `Known: ${known.join(', ')}`
  throw new SyncError(`Unknown source ${JSON.stringify(unknown)}. ${text}.`, 'usage')
}

/** Rows that could not be mapped, and have the number somewhere; of when they are, nobody knows. */
async function badRowsOf({ all }: Store, { phoneNumber, before, sources }: EraseOptions): Promise<Cells[]> {
  if (phoneNumber === undefined && (before !== undefined || sources === undefined)) return []
  const digits = phoneNumber === undefined ? '' : digitsOf(phoneNumber)
  return all(
    `SELECT source, fingerprint, id FROM bad_rows WHERE CAST(raw AS text) LIKE $1${sources ? ' AND source IN $2' : ''}`,
    [`%${digits}%`, ...(sources ? [sources] : [])],
  )
}

async function deleteBadRows(statements: Statements, rows: readonly Cells[]): Promise<void> {
  await entomb(
    statements,
    rows.flatMap(([source, , id]) => (id == null ? [] : [`${source}/${id}`])),
  )
  for (const [source = null, fingerprint = null] of rows) {
    await statements.run('DELETE FROM bad_rows WHERE source = $1 AND fingerprint = $2', [source, fingerprint])
  }
}

/** Before the rows that name them: a run that is killed in between deletes the rest when it is repeated. */
async function deleteFiles({ all }: Statements, keys: readonly string[]): Promise<number> {
  const rows = await all('SELECT file, state FROM parts WHERE key IN $1 AND file IS NOT NULL', [keys])
  for (const [file] of rows) {
    await rm(String(file), { force: true })
    // Of a download that did not come to its end.
    await rm(versionPath(String(file)), { force: true })
  }
  return rows.filter(([, state]) => state === 'here').length
}

async function deleteCalls(statements: Statements, rows: readonly (readonly Value[])[], keys: readonly string[]): Promise<void> {
  const { run } = statements
  await entomb(statements, keys)
  // A recording may have come since.
  await deleteFiles(statements, keys)
  for (const table of ['turns', 'parts', 'calls', 'hooks']) await run(`DELETE FROM ${table} WHERE key IN $1`, [keys])
  for (const [, source, id] of rows) await run('DELETE FROM bad_rows WHERE source = $1 AND id = $2', [source ?? null, id ?? null])
}

async function entomb({ dialect, run, upsert }: Statements, keys: readonly string[]): Promise<void> {
  // Waits for pages that looked for tombstones already and are not written yet; later ones see these.
  if (dialect === 'postgres') await run('LOCK TABLE erased IN EXCLUSIVE MODE')
  const at = new Date().toISOString()
  await upsert(
    TOMBSTONE,
    keys.map((key) => [key, at]),
  )
}

const TOMBSTONE = {
  table: 'erased',
  columns: [
    { name: 'key', type: 'text' },
    { name: 'erased_at', type: 'stamp' },
  ],
  onConflict: 'ON CONFLICT (key) DO NOTHING',
} as const
