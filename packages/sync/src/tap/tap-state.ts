import { SyncError } from '../sync-error.js'
import type { Bookmark } from './bookmark.js'

/** The value of a STATE message. It names no key and no call. */
export interface TapState {
  bookmarks: { calls: { version: 1; sources: Record<string, Bookmark> } }
}

/**
 * The bookmarks in a state that an earlier run wrote; none in an empty object.
 * @throws SyncError `usage` if it is something else
 */
export function bookmarksOf(state: unknown): Map<string, Bookmark> {
  const given = asObject(state, 'not a JSON object')
  // A whole message, as a run prints it.
  const { bookmarks = {} } = given.type === 'STATE' ? asObject(given.value, 'without a value') : given
  const { calls } = asObject(bookmarks, 'without bookmarks')
  if (calls === undefined) return new Map()
  const { version, sources } = asObject(calls, 'damaged at bookmarks.calls')
  if (version !== 1) throw refused(`of version ${JSON.stringify(version)}, this is version 1`)
  const entries = Object.entries(asObject(sources, 'damaged at bookmarks.calls.sources'))
  return new Map(
    entries.map(([id, bookmark]) => {
      if (!isBookmark(bookmark)) throw refused(`damaged at bookmarks.calls.sources.${id}`)
      return [id, bookmark]
    }),
  )
}

export const stateOf = (bookmarks: ReadonlyMap<string, Bookmark>): TapState => ({
  bookmarks: { calls: { version: 1, sources: Object.fromEntries(bookmarks) } },
})

function isBookmark(value: unknown): value is Bookmark {
  if (!isObject(value)) return false
  const { identity, watermark, newest_call, covered_since, whole_list_at, open, pass } = value
  return (
    isObject(identity) &&
    Object.values(identity).every((member) => typeof member === 'string') &&
    [watermark, newest_call, covered_since, whole_list_at].every(isStampOrNull) &&
    isStamps(open) &&
    (pass === null || isPass(pass))
  )
}

/** The log checks the state of the list itself. */
function isPass(value: unknown): boolean {
  if (!isObject(value)) return false
  const { started_at, since, strict, calls, newest_call, open } = value
  return (
    isStamp(started_at) &&
    isStampOrNull(since) &&
    typeof strict === 'boolean' &&
    Number.isSafeInteger(calls) &&
    isStampOrNull(newest_call) &&
    isStamps(open)
  )
}

const isStamp = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) && !Number.isNaN(Date.parse(value))
const isStampOrNull = (value: unknown) => value === null || isStamp(value)
const isStamps = (value: unknown) => Array.isArray(value) && value.every(isStamp)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function asObject(value: unknown, received: string): Record<string, unknown> {
  if (!isObject(value)) throw refused(received)
  return value
}

const refused = (received: string) =>
  new SyncError(
    `The state cannot be used: it is ${received}. Pass the value of the last STATE line that the target wrote, or none to start over.`,
    'usage',
  )
