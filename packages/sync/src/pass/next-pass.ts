import { DAY_MS } from '@callspec/provider'
import type { SourceRecord } from '../sources/source-record.js'
import type { NewPass } from './pass.js'
import { type SourceSync, stampOf } from './source-sync.js'

/** A call that is not final by then will not be: a status that no documentation names never is. */
export const OPEN_FOR_MS = 30 * DAY_MS

/** Two days cover calls that start a day after they were created, and stamps in another zone than assumed. */
export const LOOK_BACK_MS = 2 * DAY_MS

/** What earlier passes read. */
export type Covered = Omit<SourceRecord, 'readAgain'>

export type PassOptions = Pick<SourceSync, 'source' | 'since' | 'prune' | 'lookBackMs' | 'now'>

/** From where the next pass of a source reads. `oldestOpen` tells when the oldest call began that may still change, or infinity. */
export async function nextPass(
  options: PassOptions,
  covered: Covered,
  oldestOpen: () => number | Promise<number>,
): Promise<NewPass> {
  const { since: wanted, prune, now } = options
  const startedAt = stampOf(now())
  const { watermark, coveredSince } = covered
  const isCovered = watermark !== null && (coveredSince === null || (wanted !== null && wanted >= coveredSince))
  if (prune || !isCovered || isWholeDue(options, covered)) return { startedAt, since: wanted, strict: prune }
  const since = Math.min(lastSeen(options, { ...covered, watermark }), await oldestOpen())
  const from = stampOf(since)
  return { startedAt, since: wanted !== null && wanted > from ? wanted : from, strict: false }
}

/** Calls without any stamp are in no period: where a platform may have them, the whole list is read once a day. */
function isWholeDue({ source, now }: PassOptions, { wholeListAt }: Covered): boolean {
  const mayBeUndated = source.definition.stamps.createdAt === undefined
  // A clock that was ahead and is set back leaves a stamp that is still to come.
  return mayBeUndated && (wholeListAt === null || Math.abs(now() - Date.parse(wholeListAt)) >= DAY_MS)
}

/**
 * The look-back before the last whole pass began. Its stamp is of this machine's clock; where that was ahead of the platform's, the
 * newest call and the present bound it.
 */
function lastSeen({ now, lookBackMs }: PassOptions, { watermark, newestCall }: Covered & { watermark: string }): number {
  const bounds = [watermark, newestCall].flatMap((stamp) => (stamp === null ? [] : Date.parse(stamp)))
  return Math.min(now(), ...bounds) - lookBackMs
}
