import { DAY_MS } from '@callspec/provider'
import type { SourceRecord } from '../sources/source-record.js'
import type { Statements } from '../store/store.js'
import type { NewPass } from './pass.js'
import { type SourceSync, stampOf } from './source-sync.js'

/** A call that is not final by then will not be: a status that no documentation names never is. */
const OPEN_FOR_MS = 30 * DAY_MS

/** From where the next pass of a source reads. */
export async function planPass(statements: Statements, sync: SourceSync, record: SourceRecord): Promise<NewPass> {
  const { since: wanted, prune, now } = sync
  const startedAt = stampOf(now())
  const { watermark, coveredSince } = record
  const isCovered = watermark !== null && (coveredSince === null || (wanted !== null && wanted >= coveredSince))
  if (prune || !isCovered || isWholeDue(sync, record)) return { startedAt, since: wanted, strict: prune }
  const since = Math.min(await lastSeen(sync, { ...record, watermark }), await oldestOpen(statements, sync))
  const from = stampOf(since)
  return { startedAt, since: wanted !== null && wanted > from ? wanted : from, strict: false }
}

/** Calls without any stamp are in no period: where a platform may have them, the whole list is read once a day. */
function isWholeDue({ source, now }: SourceSync, { wholeListAt }: SourceRecord): boolean {
  const mayBeUndated = source.definition.stamps.createdAt === undefined
  return mayBeUndated && (wholeListAt === null || now() - Date.parse(wholeListAt) >= DAY_MS)
}

/**
 * The look-back before the last whole pass began. Its stamp is of this machine's clock; where that was ahead of the platform's, the
 * newest call and the present bound it.
 */
function lastSeen({ now, lookBackMs }: SourceSync, { watermark, newestCall }: SourceRecord & { watermark: string }): number {
  const bounds = [watermark, newestCall].flatMap((stamp) => (stamp === null ? [] : Date.parse(stamp)))
  return Math.min(now(), ...bounds) - lookBackMs
}

/** When the oldest call began that may still change. */
async function oldestOpen({ all }: Statements, { source, now }: SourceSync): Promise<number> {
  const [row] = await all(
    'SELECT min(occurred_at) FROM calls WHERE source = $1 AND NOT is_final AND occurred_at >= $2 AND gone_at IS NULL',
    [source.id, stampOf(now() - OPEN_FOR_MS)],
  )
  return row?.[0] == null ? Number.POSITIVE_INFINITY : Date.parse(String(row[0]))
}
