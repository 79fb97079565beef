import type { Call, SourceSummary, Turn } from 'callspec'
import { CallspecError } from 'callspec'
import type { SourceFacts } from '../sources/source-facts.js'
import type { Cells, Store } from '../store/store.js'
import { ambiguousStatement, callStatements, hasPeriod, type Position } from './call-statements.js'
import type { SourceOfCopy } from './copied-source.js'
import type { CopyCheckpoint } from './copy-checkpoint.js'
import { type PartStanding, partStandings } from './part-standing.js'
import { clockFilter, isByClock } from './query/by-clock.js'
import type { CheckedCopyQuery } from './query/copy-query.js'
import { namedBy } from './query/named-by.js'
import { AT } from './read-columns.js'
import { partsToShow, type RowParts, setParts, shows } from './set-parts.js'
import { toCall } from './to-call.js'
import { turnsOf } from './turns-of.js'

/** Calls that are read in one piece, which is faster. */
const AT_ONCE = 500

/** What to read of a copy. */
export interface CopyReading {
  store: Store
  query: CheckedCopyQuery
  /** Those that answer the query. */
  sources: readonly SourceOfCopy[]
  /** Whether these are all sources that the copy had when it was opened. */
  isWhole: boolean
  summaries: readonly SourceSummary[]
  checkpoint: CopyCheckpoint
  gone: boolean
  after: Position | null
  signal: AbortSignal | undefined
}

/** The calls of a copy in the order of a query, in chunks, with the parts to include. */
export async function* readCopy(reading: CopyReading): AsyncGenerator<Call[], void, void> {
  const { store, query, sources, checkpoint, signal } = reading
  const factsOf = new Map<unknown, SourceFacts>(sources.map(({ id, facts }) => [id, facts]))
  const partsOf = partsToShow(query.include, factsOf)
  const isThen = isByClock(query) ? clockFilter(query) : undefined
  let left = query.limit
  for (const { sql, parameters } of await statementsOf(reading)) {
    for await (const read of query.limit <= AT_ONCE && !isThen
      ? [await store.all(sql, parameters)]
      : store.stream(sql, parameters)) {
      signal?.throwIfAborted()
      // Each statement has the limit of its own.
      const rows = (isThen ? read.filter((row) => isThen(stampIn(row))) : read).slice(0, left)
      left -= rows.length
      const parts = rows.map(partsOf)
      const talks = rows.filter((_, index) => shows(parts[index]!, 'transcript'))
      const turns = talks.length > 0 ? await turnsOf(store, talks) : NO_TURNS
      const calls = rows.map((row, index) => {
        const call = toCall(row)
        setParts(call, row, parts[index]!, turns.get(call.key) ?? null)
        return call
      })
      await noteMissing(reading, calls, parts)
      checkpoint.read(rows)
      if (calls.length > 0) yield calls
      if (left === 0) return
    }
  }
}

async function statementsOf({ store, query, sources, isWhole, gone, after }: CopyReading) {
  if (sources.length === 0 || query.limit === 0) return []
  const areAll = isWhole && Number((await store.all('SELECT count(*) FROM sources'))[0]?.[0]) === sources.length
  const turned = sources.filter(({ facts }) => facts.turned.includes(query.order)).map(({ id }) => id)
  const { sql, parameters } = ambiguousStatement(query)
  const ambiguous = hasPeriod(query) && (await store.all(sql, parameters)).length > 0
  return callStatements({
    dialect: store.dialect,
    query,
    named: await namedBy(store, query.search, gone),
    isFilteredLater: isByClock(query),
    sources: areAll ? null : sources.map(({ id }) => id),
    turned,
    gone,
    after,
    ambiguous,
  })
}

/** Of a call, as every store gives it. */
function stampIn(row: Cells): string | null {
  const cell = row[AT.occurred_at] ?? null
  return cell === null ? null : String(cell)
}

const NO_TURNS: ReadonlyMap<string, Turn[]> = new Map()

/** Counts calls that lack a wanted part, and says of the first why. */
async function noteMissing(
  { summaries, sources, store }: CopyReading,
  calls: readonly Call[],
  parts: readonly RowParts[],
): Promise<void> {
  for (const [index, { missing }] of parts.entries()) {
    if (missing.length === 0) continue
    const call = calls[index]!
    const summary = summaries.find(({ source }) => source === call.source)!
    summary.incomplete++
    if (summary.incompleteBecause !== null) continue
    const { facts } = sources.find(({ id }) => id === call.source)!
    const standings = (await partStandings(store, facts, call)).filter(({ part }) => missing.includes(part))
    summary.incompleteBecause = incomplete(call, standings)
  }
}

const incomplete = ({ key, source, provider }: Call, standings: readonly PartStanding[]) =>
  new CallspecError(
    `${key}: the copy does not have its ${standings.map(({ part, because }) => `${part}: ${because}`).join('; its ')}.`,
    { code: 'not-found', source, provider },
  )
