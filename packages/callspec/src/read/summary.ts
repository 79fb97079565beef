import type { CallspecError } from '@callspec/core'
import type { FilterName, Part } from '@callspec/provider'

/** A filter of the query, or an input of the source by its wire name. */
export type NotApplied = FilterName | `inputs.${string}`

/** How reading one source went. */
export interface SourceSummary {
  source: string
  provider: string
  /** Requests that were sent, retries included. */
  requests: number
  /** Rows that the platform returned. */
  rows: number
  /** Calls that were yielded. */
  calls: number
  /** Rows that could not be mapped; each was reported to `onBadRow`. */
  bad: number
  /** Rows whose id had been seen before. */
  duplicate: number
  /** Calls that came too late for the order and were yielded late. */
  outOfOrder: number
  /** Rows that the platform should have filtered out; callspec filtered them. */
  mismatched: number
  /** Filters, and inputs of the source, that the platform says it applied with another value than requested; callspec applied the filters. */
  notApplied: NotApplied[]
  /** Filters whose value no call of the platform can have, such as an id of another form: no request was sent. */
  ruledOut: FilterName[]
  /** Pages whose counters disagree with each other, or count more rows than came. */
  contradictory: number
  /** Calls that never came although the list's total counts them and stood still while it was read. */
  missing: number
  /** How often a strict query read lists again because of that. If `missing` is 0 then, the numbers agree now. */
  rereads: number
  /** Lists of parents, such as agents, that the platform no longer had when they were read: it lists no more calls of those. */
  vanished: number
  /** Requested parts that no call of the platform has: they are `null`. */
  never: Part[]
  /** Calls with a requested part that could not be fetched. */
  incomplete: number
  /** Why the first of them is incomplete; `null` if none is. */
  incompleteBecause: CallspecError | null
  /** What an early end relied on; `null`: the list was read to its end, or as far as the limit. */
  endedEarly: 'documented' | 'assumed' | null
  /** Registered assumptions that requests, mapping and order relied on, with their values. */
  assumptions: Record<string, string>
  /** Why the source was skipped or failed; `null` if it was read as requested. */
  error: CallspecError | null
  /** The source cannot answer the query and was skipped by `onUnsupported: 'skip'`. */
  skipped: boolean
  /** Calls without any stamp. They come last, and no period matches them. */
  undated: number
  /** Rows whose stamp has no offset and a time that clocks show twice or skip. They may be an hour off, and match a period if either reading does. */
  ambiguous: number
  /** Stamps without the offset that the documentation shows; they were read in the source's `timeZone`. */
  unzoned: number
}

/** The counts of sources that a summary adds up. */
const COUNTS = [
  'calls',
  'requests',
  'rows',
  'bad',
  'duplicate',
  'outOfOrder',
  'mismatched',
  'contradictory',
  'missing',
  'vanished',
  'incomplete',
  'undated',
  'ambiguous',
  'unzoned',
] as const satisfies (keyof SourceSummary)[]

type Counts = Pick<SourceSummary, (typeof COUNTS)[number]>

/** How a listing went, source by source. Each count is the sum over all sources; `SourceSummary` says what it counts. */
export interface Summary extends Counts {
  /** Ids of the sources that failed; the calls that they gave before are counted. */
  failedSources: string[]
  /** Ids of the sources that cannot answer the query and were skipped. */
  skippedSources: string[]
  /** In the order of the log. */
  sources: SourceSummary[]
}

export const newSourceSummary = ({ id, provider }: { id: string; provider: string }): SourceSummary => ({
  source: id,
  provider,
  ...countsOf(() => 0),
  notApplied: [],
  ruledOut: [],
  never: [],
  rereads: 0,
  incompleteBecause: null,
  endedEarly: null,
  assumptions: {},
  error: null,
  skipped: false,
})

export const sumUp = (sources: SourceSummary[]): Summary => ({
  ...countsOf((name) => sources.reduce((sum, source) => sum + source[name], 0)),
  failedSources: sources.filter(({ error, skipped }) => error && !skipped).map(({ source }) => source),
  skippedSources: sources.filter(({ skipped }) => skipped).map(({ source }) => source),
  sources,
})

const countsOf = (count: (name: keyof Counts) => number) =>
  // One per name.
  Object.fromEntries(COUNTS.map((name) => [name, count(name)])) as Counts
