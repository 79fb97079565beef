import { DAY_MS } from '@callspec/provider'
import type { Call, ListingState } from 'callspec'
import { type Covered, OPEN_FOR_MS } from '../pass/next-pass.js'
import { stampOf } from '../pass/source-sync.js'
import type { SourceIdentity } from '../sources/source-facts.js'

/** What a tap remembers of one source: all that a later run needs to go on, for a tap has no store to look into. */
export interface Bookmark {
  /** What the source was. One that differs is read again. */
  identity: TapIdentity
  /** When the last whole pass began; `null` before the first. */
  watermark: string | null
  /** The newest stamp of a call by then. */
  newest_call: string | null
  /** The stamp from which on everything was read; `null`: from the first call. */
  covered_since: string | null
  /** When a pass over the whole list last began. */
  whole_list_at: string | null
  /** Calls that may still change: of each day the oldest. */
  open: string[]
  /** The pass that has not ended. */
  pass: PassMark | null
}

/** The identity of the source, and a fingerprint of the parts, streams and columns that were asked for. */
export type TapIdentity = SourceIdentity & { asked: string }

export interface PassMark {
  started_at: string
  since: string | null
  /** Whether it relies on no assumption. */
  strict: boolean
  /** Calls that it has read. */
  calls: number
  newest_call: string | null
  open: string[]
  /** Where it stands; `null` at its beginning. */
  state: ListingState | null
}

export const newBookmark = (identity: TapIdentity): Bookmark => ({
  identity,
  watermark: null,
  newest_call: null,
  covered_since: null,
  whole_list_at: null,
  open: [],
  pass: null,
})

export const coveredBy = ({ watermark, newest_call, covered_since, whole_list_at }: Bookmark): Covered => ({
  watermark,
  newestCall: newest_call,
  coveredSince: covered_since,
  wholeListAt: whole_list_at,
})

/** When the oldest call began that may still change. A day counts as long as any instant of it does. */
export function oldestOpen({ open }: Bookmark, now: number): number {
  const from = Math.floor((now - OPEN_FOR_MS) / DAY_MS) * DAY_MS
  return Math.min(Number.POSITIVE_INFINITY, ...open.map((stamp) => Date.parse(stamp)).filter((at) => at >= from))
}

/** The pass after the calls of a page. */
export function passAfter(pass: PassMark, calls: readonly Call[], state: ListingState, now: number): PassMark {
  const latest = stampOf(now)
  const oldest = new Map(pass.open.map((stamp) => [dayOf(stamp), stamp]))
  let newest = pass.newest_call
  for (const call of calls) {
    const { occurredAt } = call
    if (occurredAt === null) continue
    // A stamp ahead of the clock is nothing to go by.
    if (occurredAt <= latest && (newest === null || occurredAt > newest)) newest = occurredAt
    const day = dayOf(occurredAt)
    const known = oldest.get(day)
    if (mayChange(call, now) && (known === undefined || occurredAt < known)) oldest.set(day, occurredAt)
  }
  return { ...pass, calls: pass.calls + calls.length, newest_call: newest, open: [...oldest.values()].sort(), state }
}

/** A call is read again while it is not final, or lacks a part that could not be fetched. */
const mayChange = ({ isFinal, missing, occurredAt }: Call, now: number) =>
  (!isFinal || missing !== undefined) && occurredAt !== null && Date.parse(occurredAt) >= now - OPEN_FOR_MS

const dayOf = (stamp: string) => stamp.slice(0, 10)

/** The bookmark once its pass has read everything. `wanted`: the stamp from which on calls are wanted. */
export function bookmarkAfter(bookmark: Bookmark, pass: PassMark, wanted: string | null): Bookmark {
  const { started_at, since, newest_call, open } = pass
  const newest =
    [bookmark.newest_call, newest_call]
      .filter((stamp) => stamp !== null)
      .sort()
      .at(-1) ?? null
  return {
    ...bookmark,
    watermark: started_at,
    newest_call: newest,
    open,
    pass: null,
    // A pass that began at the wanted stamp, or at none, covers it; one that went back only so far leaves what was covered as it was.
    ...(since === wanted && { covered_since: since, whole_list_at: started_at }),
  }
}
