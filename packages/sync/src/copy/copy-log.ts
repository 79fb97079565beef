import { type Call, CallStream, CallspecError, type ListOptions, type RequestOptions, type SourceSummary } from 'callspec'
import { checkIdentity, isEmpty, namedCall, newSourceSummary, unsupportedQuery, wantedFilters } from 'callspec/kit'
import type { Store } from '../store/store.js'
import type { CopiedSource, SourceOfCopy } from './copied-source.js'
import { CopyCheckpoint } from './copy-checkpoint.js'
import { positionIn, stateIdentity } from './copy-state.js'
import { getFromCopy } from './get-from-copy.js'
import { type CheckedCopyQuery, type CopyQuery, checkCopyQuery, isNothingOfCopy } from './query/copy-query.js'
import { readCopy } from './read-copy.js'

export interface CopyLogOptions {
  /** Ids of the sources to read. Default: all of the copy. */
  sources?: readonly string[] | undefined
  /** Whether calls are listed that their platform no longer has. Default `false`. */
  gone?: boolean | undefined
  /** What to do with a source whose rows cannot answer a query: `throw` (default), or `skip` it and name it in the summary. */
  onUnsupported?: 'throw' | 'skip' | undefined
}

/** The calls of a copy, in the very same meaning as those of a `CallLog`. No request is sent. */
export interface CopiedCallLog {
  /** By id. */
  readonly sources: readonly CopiedSource[]
  /**
   * Lists the calls of all sources. Calls of the same instant come by source, and within one in the order of its platform.
   * @throws CallspecError `invalid-query` at once
   */
  list(query?: CopyQuery, options?: ListOptions): CallStream
  /**
   * Gets one call with all its parts; `missing` names those that the copy does not have yet. `rawDetail` is the platform's response where there was one,
   * else `raw` is its row.
   * @throws CallspecError `not-found`
   */
  get(source: string, id: string, options?: RequestOptions): Promise<Call>
  /** The same by the `key` of a call: `get('butter/call_0a1b2c3d')`. */
  get(key: string, options?: RequestOptions): Promise<Call>
}

export function createCopyLog(
  store: Store,
  known: readonly SourceOfCopy[],
  { sources: named, gone = false, onUnsupported = 'throw' }: CopyLogOptions,
): CopiedCallLog {
  const sources = named === undefined ? known : named.map((id) => sourceIn(known, id)).sort(byId)
  return {
    sources,
    list(query = {}, { signal, state } = {}) {
      const checked = inOrder(checkCopyQuery(query, providersOf(known)))
      const identity = () => stateIdentity(checked, sources, gone)
      const after = state === undefined ? null : positionIn(checkIdentity(state, identity()))
      const summaries = sources.map(newSourceSummary)
      const checkpoint = new CopyCheckpoint(identity, summaries, after)
      async function* read(onEnd: () => void): AsyncGenerator<Call[], void, void> {
        try {
          signal?.throwIfAborted()
          const able = sources.filter((source, index) => answers(source, checked, summaries[index]!, onUnsupported))
          const reading = { store, query: checked, sources: able, isWhole: able.length === known.length }
          if (!isNothing(checked)) yield* readCopy({ ...reading, summaries, checkpoint, gone, after, signal })
        } finally {
          onEnd()
        }
      }
      return new CallStream(read, summaries, checkpoint, signal)
    },
    async get(first: string, second?: string | RequestOptions, third?: RequestOptions) {
      const [id, callId, { signal } = {}] = namedCall(first, second, third)
      signal?.throwIfAborted()
      return getFromCopy(store, sourceIn(sources, id), callId, gone)
    },
  }
}

const providersOf = (known: readonly SourceOfCopy[]) => [...new Set(known.map(({ provider }) => provider))]

/** A copy has no order of arrival that would be of use. */
const inOrder = (query: CheckedCopyQuery): CheckedCopyQuery => (query.order === 'arrival' ? { ...query, order: 'newest' } : query)

/** Whether no call can match. */
const isNothing = (query: CheckedCopyQuery) =>
  query.limit === 0 || isNothingOfCopy(query) || wantedFilters(query).some(([, value]) => isEmpty(value))

/**
 * Whether the rows of a source can answer a query.
 * @throws CallspecError `unsupported` if they cannot, and such sources are not to be skipped
 */
function answers(
  source: SourceOfCopy,
  query: CheckedCopyQuery,
  summary: SourceSummary,
  onUnsupported: CopyLogOptions['onUnsupported'],
): boolean {
  const { unanswerable } = source.facts
  const filters = wantedFilters(query)
  const unsupported = filters.flatMap(([name]) =>
    unanswerable[name] === undefined ? [] : [{ name, because: unanswerable[name] }],
  )
  summary.never = query.include.filter((part) => source.facts.never.includes(part))
  summary.ruledOut = filters.flatMap(([name, value]) => (isEmpty(value) ? [name] : []))
  if (unsupported.length === 0) return true
  summary.error = unsupportedQuery(source, { unsupported })
  summary.skipped = onUnsupported === 'skip'
  if (!summary.skipped) throw summary.error
  return false
}

function sourceIn(known: readonly SourceOfCopy[], id: string): SourceOfCopy {
  const source = known.find((each) => each.id === id)
  if (source) return source
  const ids = known.map((each) => each.id).join(', ')
  throw new CallspecError(`Unknown source ${JSON.stringify(id)}. ${ids === '' ? 'The copy has none yet' : `Known: ${ids}`}.`, {
    code: 'invalid-configuration',
  })
}

const byId = (one: SourceOfCopy, other: SourceOfCopy) => (one.id < other.id ? -1 : 1)
