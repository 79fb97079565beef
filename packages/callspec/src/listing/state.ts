import { CallspecError, type Pagination, pagedOperation } from '@callspec/core'
import type { Call, Source } from '@callspec/provider'
import { fingerprint, parseStamp } from '@callspec/provider'
import type { Plan } from '../query/plan.js'
import type { CheckedQuery } from '../query/query.js'
import { Standing, type Stood } from '../read/checkpoint.js'
import { cutting } from '../read/cut.js'
import type { Run } from '../read/source-run.js'

/** Where a listing stood: small JSON, made to be kept and handed to `list` in another process. */
export interface ListingState {
  version: 1
  /** Of the query and the sources; a state goes with no other. */
  query: string
  /** Of the sources' base URLs and accounts; it tells nothing of a key. */
  accounts: string
  sources: Record<string, SourceState>
}

/** What a state goes with. */
type Identity = Pick<ListingState, 'query' | 'accounts'>

interface SourceState {
  /** Where the calls that were yielded end; `null`: none yet. */
  cut: Cut | null
  /** Where each of the source's lists stood. */
  lists: (Stood | null)[]
  /** Ids of the calls that were yielded without the stamp that calls are yielded by; absent where there are none. */
  undated?: string[]
  /** What going on rests on: the documented order of the source's lists, or an assumed one. */
  order: 'documented' | 'assumed'
}

/** Where the calls that were yielded end. */
export interface Cut {
  /** The stamp that calls are yielded by. */
  at: string
  /** Ids of the calls that were yielded and stand at this very stamp, or as near where clocks change. */
  ids: string[]
}

/**
 * Identifies a query over its sources. A limit and what is included do not matter: the calls are the same. Assumptions do: they
 * say in which order calls come, and a zone says when they were.
 */
export function queryFingerprint(
  query: CheckedQuery,
  sources: readonly Pick<Source, 'id' | 'provider' | 'timeZone' | 'assumptions'>[],
): string {
  const { limit: _limit, include: _include, ...rest } = query
  return fingerprint(
    JSON.stringify([rest, sources.map(({ id, provider, timeZone, assumptions }) => [id, provider, assumptions, timeZone])]),
  )
}

/** Identifies where a listing is read: calls of one account are not those of another. */
export const accountsFingerprint = (sources: readonly Pick<Source, 'baseUrl' | 'account'>[]): string =>
  fingerprint(JSON.stringify(sources.map(({ baseUrl, account }) => [baseUrl, account])))

/** @throws CallspecError `invalid-query` for a state of another query, other accounts or another version */
export function checkState(state: unknown, of: Identity, sources: readonly Source[]): ListingState {
  const fail = (received: string) =>
    new CallspecError(
      `The state cannot be resumed: it is ${received}. Pass the state of the same query and sources, or none to begin anew.`,
      {
        code: 'invalid-query',
      },
    )
  if (!isState(state)) throw fail('not a state of a listing')
  if (state.version !== 1) throw fail(`of version ${String(state.version)}, this is version 1`)
  if (state.query !== of.query) throw fail('of another query, or of other sources or assumptions')
  if (state.accounts !== of.accounts) throw fail('of another base URL or account')
  const damaged = Object.entries(state.sources).find(
    ([id, told]) =>
      !isSourceState(
        told,
        sources.find((source) => source.id === id),
      ),
  )
  if (damaged) throw fail(`damaged where it tells of ${damaged[0]}`)
  return state
}

function isState(value: unknown): value is ListingState {
  return isObject(value) && value.version !== undefined && isText(value.query) && isObject(value.sources)
}

function isSourceState(value: unknown, source: Source | undefined): boolean {
  if (!isObject(value) || !source) return false
  const { descriptor, list } = source.definition
  const { pagination } = pagedOperation(descriptor, list)
  const { cut, lists, undated = [] } = value
  const isCut = cut === null || (isObject(cut) && isStamp(cut.at) && isArrayOf(cut.ids, isText))
  return isCut && isArrayOf(undated, isText) && isArrayOf(lists, (stood) => stood === null || isStood(stood, pagination))
}

/** Whether numbers are such that a list can be read from there: a damaged file may hold any. */
function isStood(value: unknown, { type, first }: Pagination): boolean {
  if (!isObject(value)) return false
  const { position, total, size } = value
  if (size !== null && !(isCount(size) && size > 0)) return false
  if (total !== null && !isCount(total)) return false
  if (type === 'cursor' && (position === null || isText(position))) return true
  // Some cursors are numbers.
  const least = type === 'cursor' ? 0 : first
  return isCount(position) && position >= least && isCount(position * (size ?? 1))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isStamp = (value: unknown) => isText(value) && parseStamp(value) === value
const isText = (value: unknown) => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const isArrayOf = (value: unknown, isItem: (item: unknown) => boolean) => Array.isArray(value) && value.every(isItem)

// One function for all listings that begin anew: what calls it stays compiled.
const noCall = () => false

/**
 * Counts and follows what is handed over, so that the listing can tell at any time where it stands. After a break, what was
 * read but not asked for is not among it.
 */
export class StateKeeper {
  readonly #query: CheckedQuery
  readonly #of: Identity
  readonly #given: ListingState | undefined
  readonly #runs = new Map<string, Run>()
  #last: string | undefined
  /** That of the last call: most follow one of the same source. */
  #run: Run | undefined

  constructor(query: CheckedQuery, of: Identity, given: ListingState | undefined) {
    this.#query = query
    this.#of = of
    this.#given = given
  }

  /**
   * What a source's reading takes from the state that was given.
   * @throws CallspecError `unsupported` where the source's order does not tell where it stood
   */
  resume(plan: Plan): Pick<Run, 'cutBy' | 'areAlike' | 'isPast' | 'wasYielded' | 'cut' | 'undated' | 'standings'> {
    const { source, order: sort, requests } = plan
    const before = this.#given?.sources[source.id]
    if (before && this.#query.order === 'arrival' && sort.direction === null) {
      throw new CallspecError(`${source.id} lists its calls in no order, so nothing tells where it stood. Use order 'newest'.`, {
        code: 'unsupported',
        provider: source.provider,
        source: source.id,
      })
    }
    const { cutBy, areAlike, isPast } = cutting(this.#query.order, plan)
    const cut = before?.cut ?? null
    const undated = [...(before?.undated ?? [])]
    const ids = new Set(cut?.ids.concat(undated) ?? undated)
    return {
      cutBy,
      areAlike,
      isPast,
      wasYielded:
        before === undefined
          ? noCall
          : (call) => {
              const stamp = call[cutBy]
              return ids.has(call.id) || (stamp !== null && cut !== null && isPast(stamp, cut.at))
            },
      cut: cut && { at: cut.at, ids: [...cut.ids] },
      undated,
      standings: Array.from({ length: requests.length }, (_, index) => new Standing(before?.lists[index] ?? null)),
    }
  }

  follow(run: Run): void {
    this.#runs.set(run.plan.source.id, run)
  }

  yielded(call: Call): void {
    if (this.#run?.plan.source.id !== call.source) this.#run = this.#runs.get(call.source)!
    const run = this.#run
    run.summary.calls++
    const at = call[run.cutBy]
    if (at === null) {
      run.undated.push(call.id)
      return
    }
    run.cut ??= { at, ids: [] }
    const { cut } = run
    if (run.areAlike(cut.at, at)) cut.ids.push(call.id)
    // One that came too late lies before the cut already: those that came before it are not to come again.
    else if (run.isPast(at, cut.at)) return
    // The one id is written over: a new array for every call would be garbage.
    else if (cut.ids.length === 1) cut.ids[0] = call.id
    else cut.ids = [call.id]
    cut.at = at
    this.#last = at
  }

  state(): ListingState {
    const sources: Record<string, SourceState> = {}
    for (const [id, run] of this.#runs) sources[id] = this.#sourceState(run)
    return { version: 1, ...this.#of, sources: { ...this.#given?.sources, ...sources } }
  }

  #sourceState(run: Run): SourceState {
    // In a merged order, a source that gave nothing yet holds nothing before the last call of the others; one that failed may.
    const isMerged = this.#query.order !== 'arrival' && run.summary.error === null
    const merged = isMerged && this.#last !== undefined ? { at: this.#last, ids: [] } : null
    const cut = run.cut ?? merged
    // A list that runs the other way is read from its beginning: what was not yielded yet stands there.
    const canStand = this.#query.order === 'arrival' || run.trust.runsAsWanted
    const lists = run.standings.map((standing) => {
      if (!canStand) return null
      return cut === null ? standing.from : standing.at((stamp) => run.isPast(stamp, cut.at))
    })
    return {
      cut: cut && { at: cut.at, ids: [...cut.ids] },
      lists,
      ...(run.undated.length > 0 && { undated: [...run.undated] }),
      order: run.trust.ground,
    }
  }
}
