import type { Source } from '@callspec/provider'
import type { Statements } from '../store/store.js'
import { identityChanges, type SourceIdentity, sourceFacts, sourceIdentity } from './source-facts.js'

/** What the copy knows about a source. */
export interface SourceRecord {
  /** When the last whole pass began; `null` before the first. */
  watermark: string | null
  /** The newest stamp of a call at that time. */
  newestCall: string | null
  /** The stamp from which on the copy is whole; `null`: from the first call. */
  coveredSince: string | null
  /** When a pass over the whole list last began. */
  wholeListAt: string | null
  /** Why the source has to be read again, in words. */
  readAgain: string | null
}

/** Ids of all sources that the copy has calls of, or tried to read. */
export const knownSources = async ({ all }: Statements): Promise<string[]> =>
  (await all('SELECT id FROM sources ORDER BY id')).map(([id]) => String(id))

const NOTHING = { watermark: null, newestCall: null, coveredSince: null, wholeListAt: null }

/** The record of a source, which is made or brought up to date. A source that differs from the one before is read again from the beginning. */
export async function openSource({ all, run }: Statements, source: Source): Promise<SourceRecord> {
  const identity = sourceIdentity(source)
  const facts = { json: JSON.stringify(sourceFacts(source)) }
  const [known] = await all(
    'SELECT identity, watermark, newest_call, covered_since, whole_list_at, read_again FROM sources WHERE id = $1',
    [source.id],
  )
  if (!known) {
    await run('INSERT INTO sources (id, provider, base_url, identity, facts) VALUES ($1, $2, $3, $4, $5)', [
      source.id,
      source.provider,
      source.baseUrl,
      JSON.stringify(identity),
      facts,
    ])
    return { ...NOTHING, readAgain: null }
  }
  const [before, watermark = null, newestCall = null, coveredSince = null, wholeListAt = null, readAgain = null] = known.map(
    (cell) => (cell === null ? null : String(cell)),
  )
  // Written by this function.
  const changes = identityChanges(JSON.parse(before ?? '{}') as Partial<SourceIdentity>, identity)
  if (changes.length === 0) {
    await run('UPDATE sources SET facts = $2 WHERE id = $1', [source.id, facts])
    return { watermark, newestCall, coveredSince, wholeListAt, readAgain }
  }
  const why = changes.join(' and ')
  await run(
    'UPDATE sources SET provider = $2, base_url = $3, identity = $4, facts = $5, watermark = NULL, newest_call = NULL, covered_since = NULL, whole_list_at = NULL, read_again = $6 WHERE id = $1',
    [source.id, source.provider, source.baseUrl, JSON.stringify(identity), facts, why],
  )
  // Its state belongs to the source as it was.
  await run("UPDATE passes SET ended_at = $2, outcome = 'dropped' WHERE source = $1 AND ended_at IS NULL", [
    source.id,
    new Date().toISOString(),
  ])
  return { ...NOTHING, readAgain: why }
}
