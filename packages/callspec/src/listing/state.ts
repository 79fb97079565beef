import { CallspecError, type Pagination, pagedOperation } from '@callspec/core'
import type { Call, Source } from '@callspec/provider'
import { fingerprint, parseStamp } from '@callspec/provider'
import type { CheckedQuery } from '../query/query.js'
import type { SourceState } from '../read/source-checkpoint.js'
import type { SourceReading } from '../read/source-reading.js'

/** Checkpoint of a listing: small JSON to store and to pass to `list` again, also in another process. */
export interface ListingState {
  version: 1
  /** Fingerprint of the query and the sources that the state belongs to. */
  query: string
  /** Fingerprint of the sources' base URLs and accounts; it reveals nothing about a key. */
  accounts: string
  sources: Record<string, SourceState>
  /** Of a listing of a copy: its last call, by stamp, source and rank. */
  after?: { at: string | null; source: string; rank: number }
}

/** What a state belongs to. */
export type Identity = Pick<ListingState, 'query' | 'accounts'>

/**
 * Identifies a query over its sources. `limit` and `include` do not matter: the calls are the same. Assumptions do: they decide in
 * which order calls come, and a zone when they were.
 */
export function queryFingerprint(
  query: CheckedQuery,
  sources: readonly Pick<Source, 'id' | 'provider' | 'timeZone' | 'assumptions' | 'inputs'>[],
): string {
  const { limit: _limit, include: _include, details: _details, ...rest } = query
  return fingerprint(
    JSON.stringify([
      rest,
      sources.map(({ id, provider, timeZone, assumptions, inputs }) => [id, provider, assumptions, timeZone, inputs]),
    ]),
  )
}

/** Identifies the accounts that a listing reads: their calls differ. */
export const accountsFingerprint = (sources: readonly Pick<Source, 'baseUrl' | 'account'>[]): string =>
  fingerprint(JSON.stringify(sources.map(({ baseUrl, account }) => [baseUrl, account])))

/** The error of a state that cannot be resumed. */
export const stateFailure = (received: string): CallspecError =>
  new CallspecError(
    `The state cannot be resumed: it is ${received}. Pass the state of the same query and sources, or none to start over.`,
    { code: 'invalid-query' },
  )

/** @throws CallspecError `invalid-query` if the state belongs to another query, other accounts or another version */
export function checkIdentity(state: unknown, of: Identity): ListingState {
  if (!isState(state)) throw stateFailure('not a state of a listing')
  if (state.version !== 1) throw stateFailure(`of version ${String(state.version)}, this is version 1`)
  if (state.query !== of.query) throw stateFailure('of another query, or of other sources or assumptions')
  if (state.accounts !== of.accounts) throw stateFailure('of another base URL or account')
  return state
}

/** The same; also if it cannot be read from, as of a damaged file. */
export function checkState(given: unknown, of: Identity, sources: readonly Source[]): ListingState {
  const state = checkIdentity(given, of)
  const damaged = Object.entries(state.sources).find(
    ([id, state]) =>
      !isSourceState(
        state,
        sources.find((source) => source.id === id),
      ),
  )
  if (damaged) throw stateFailure(`damaged at ${damaged[0]}`)
  return state
}

function isState(value: unknown): value is ListingState {
  return isObject(value) && value.version !== undefined && isText(value.query) && isObject(value.sources)
}

function isSourceState(value: unknown, source: Source | undefined): boolean {
  if (!isObject(value) || !source) return false
  const { descriptor, list } = source.definition
  const { pagination } = pagedOperation(descriptor, list)
  const { watermark, lists, undated = [] } = value
  const isMark = watermark === null || (isObject(watermark) && isStamp(watermark.at) && isArrayOf(watermark.ids, isText))
  const isRead = isArrayOf(lists, (page) => page === null || isPageCheckpoint(page, pagination))
  return isMark && isArrayOf(undated, isText) && isRead && (pagination.parents?.by.areIn(value) ?? true)
}

/** Whether a list can be read from these numbers: a damaged file may hold any. */
function isPageCheckpoint(value: unknown, { type, first, longestPeriod }: Pagination): boolean {
  if (!isObject(value)) return false
  const { position, total, size, cut } = value
  if (longestPeriod ? !longestPeriod.by.isPiece(cut) : cut !== undefined) return false
  if (size !== null && !(isCount(size) && size > 0)) return false
  if (total !== null && !isCount(total)) return false
  if (position === null && (longestPeriod || type === 'cursor')) return true
  if (type === 'cursor' && isText(position)) return true
  // Some cursors are numbers.
  const least = type === 'cursor' ? 0 : first
  return isCount(position) && position >= least && isCount(position * (size ?? 1))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isStamp = (value: unknown) => isText(value) && parseStamp(value) === value
const isText = (value: unknown) => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const isArrayOf = (value: unknown, isItem: (item: unknown) => boolean) => Array.isArray(value) && value.every(isItem)

/**
 * Tracks the calls that the caller got, so that the listing has a checkpoint at any time. Calls that were read ahead of a break
 * are not among them.
 */
export class ListingCheckpoint {
  readonly #of: Identity
  readonly #given: ListingState | undefined
  readonly #isMerged: boolean
  readonly #readings = new Map<string, SourceReading>()
  /** The watermark over all sources. */
  #last: string | undefined
  /** The reading of the last call, because most calls follow one of the same source. */
  #reading: SourceReading | undefined

  constructor({ order }: CheckedQuery, of: Identity, given: ListingState | undefined) {
    this.#isMerged = order !== 'arrival'
    this.#of = of
    this.#given = given
  }

  /** The state of a source in the listing that this one resumes. */
  resumed(source: Source): SourceState | undefined {
    return this.#given?.sources[source.id]
  }

  follow(reading: SourceReading): void {
    this.#readings.set(reading.source.id, reading)
  }

  yielded(call: Call): void {
    if (this.#reading?.source.id !== call.source) this.#reading = this.#readings.get(call.source)!
    this.#reading.summary.calls++
    this.#last = this.#reading.checkpoint.yielded(call) ?? this.#last
  }

  state(): ListingState {
    const sources: Record<string, SourceState> = { ...this.#given?.sources }
    for (const [id, { summary, checkpoint }] of this.#readings) {
      // In a merged order, a source without calls so far has none before the watermark, unless it failed.
      sources[id] = checkpoint.state(this.#isMerged && summary.error === null ? this.#last : undefined)
    }
    return { version: 1, ...this.#of, sources }
  }
}
