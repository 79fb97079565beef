import { capabilitiesOf } from '@callspec/provider/capabilities'
import { type Call, type CallLog, callLog, type Included, PARTS, partState, type Source } from 'callspec'
import { explain } from 'callspec/explain'
import { QUERY_SCHEMA } from 'callspec/query-schema'
import { failureText } from '../answer/failure-text.js'
import { chosen, sourceOfKey } from './chosen.js'
import { explainedFact } from './explained-fact.js'
import type { ReadableCalls, ReadCall, SourceFact } from './readable-calls.js'
import { Recent } from './recent.js'

/** Rows of platforms that cannot be asked for one call; `get_call` answers from those that were listed last. */
const MOST_KEPT = 500

/** The calls of a log, as tools read them. A source that fails or cannot answer stops no other. */
export function callsOfLog({ sources, options }: Pick<CallLog<Source>, 'sources' | 'options'>): ReadableCalls {
  const rows = new Recent<Call>(MOST_KEPT)
  const logOf = (ids?: readonly string[]) =>
    callLog(chosen(sources, ids), {
      onBadRow: () => undefined,
      onSourceError: () => undefined,
      ...options,
      onUnsupported: 'skip',
    })
  // Which sources have `get` is only known at run time; the others are not asked.
  const gettable = logOf() as unknown as CallLog<Source<string, Call, true>>
  return {
    isCopy: false,
    querySchema: QUERY_SCHEMA,
    sources: async () => sources,
    log: async (ids) => logOf(ids),
    listed(call) {
      const source = sources.find(({ id }) => id === call.source)
      if (source && !source.definition.get) rows.set(call.key, call)
    },
    async get(key, signal) {
      const source = sourceOfKey(sources, key)
      if (!source.definition.get) return fromRow(source, key)
      const leftOut: string[] = []
      const onMissing = (part: Included, error: unknown) => void leftOut.push(`${part}: ${failureText(error)}`)
      const call = await gettable.get(key, { signal, onMissing })
      return { call, parts: partsOf(source, call), leftOut }
    },
    explain: async (query, ids) => explain(logOf(ids), query).map(explainedFact),
    describe: async () => sources.map(describe),
    withoutReason(source) {
      const details = sources.find(({ id }) => id === source)?.definition.details
      return details?.names.includes('endReason')
        ? 'its list tells no end reason; get_call, or include ["details"], asks for it'
        : 'no end reason is told'
    },
  }

  function fromRow(source: Source, key: string): ReadCall {
    const call = rows.get(key)
    const { name } = source.definition.descriptor
    if (!call)
      throw new Error(
        `${source.id}: ${name} documents no request for a single call. List the call with list_calls, then get it again.`,
      )
    return {
      call,
      parts: partsOf(source, call),
      leftOut: [`${name} documents no request for a single call: this is its row as list_calls last gave it`],
    }
  }
}

const partsOf = (source: Source, call: Call) => PARTS.map((part) => ({ part, state: partState(source, call, part) }))

function describe(source: Source): SourceFact {
  const { id, provider, timeZone, definition } = source
  const { name, filters, parts, details, get, retention, limits } = capabilitiesOf({ definition })
  const isUnable = ([, { kind }]: [string, { kind: string }]) => kind === 'unsupported'
  return {
    source: id,
    provider,
    name,
    timeZone,
    cannotFilterBy: Object.entries(filters)
      .filter(isUnable)
      .map(([filter]) => filter),
    parts: Object.fromEntries(Object.entries(parts).map(([part, { from }]) => [part, from])),
    details,
    canGetOneCall: get !== null,
    retention: retention?.text ?? null,
    limits,
  }
}
