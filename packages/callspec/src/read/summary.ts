import type { CallspecError } from '@callspec/core'
import type { FilterName } from '@callspec/provider'

/** What reading one source came to. */
export interface SourceSummary {
  source: string
  provider: string
  /** Requests that were sent, retries included. */
  requests: number
  /** Rows that the platform sent. */
  rows: number
  /** Calls that were yielded. */
  calls: number
  /** Rows that could not be mapped; each was reported to `onBadRow`. */
  bad: number
  /** Rows whose id had already come. */
  duplicate: number
  /** Calls that came too late for the order and were yielded late. */
  outOfOrder: number
  /** Rows that the platform was asked to filter out and sent nevertheless; they were filtered here. */
  mismatched: number
  /** Filters that the platform says it applied with another value than it was asked for; they were applied here. */
  notApplied: FilterName[]
  /** Filters whose value no call of the platform can have, such as an id of another form: nothing was requested. */
  ruledOut: FilterName[]
  /** Pages whose counters disagree with each other, or say that there are more rows than came. */
  contradictory: number
  /** Calls that a list's total, which stood still while it was read, counts and that never came. */
  missing: number
  /** How often a strict query read lists again because of that. Where it did and `missing` is 0, the numbers agree since. */
  rereads: number
  /** Calls of which a part that was asked for could not be fetched. */
  incomplete: number
  /** Why the first of them could not; `null` where none is incomplete. */
  incompleteBecause: CallspecError | null
  /** What ending before the list did rested on; `null`: it was read to its end, or as far as the limit asked. */
  endedEarly: 'documented' | 'assumed' | null
  /** Registered assumptions that the requests, the mapping and the order rested on, with their values. */
  assumptions: Record<string, string>
  /** Why the source was left out or broke off; `null` when it was read as asked. */
  error: CallspecError | null
  /** The source cannot answer the query and was left out by `onUnsupported: 'skip'`. */
  skipped: boolean
  /** Calls without any stamp. They come last, and no period matches them. */
  undated: number
  /** Rows without an offset at a time that clocks show twice or skip: they may be off by that hour, and match a period either way. */
  ambiguous: number
  /** Stamps that lacked an offset where the documentation gives one; they were read in the source's `timeZone`. */
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
  'incomplete',
  'undated',
  'ambiguous',
  'unzoned',
] as const satisfies (keyof SourceSummary)[]

type Counts = Pick<SourceSummary, (typeof COUNTS)[number]>

/** What a listing came to, source by source. The counts are those of all sources together; `SourceSummary` says what each counts. */
export interface Summary extends Counts {
  /** Ids of the sources that broke off; what they gave before counts. */
  failedSources: string[]
  /** Ids of the sources that cannot answer the query and were left out. */
  skippedSources: string[]
  /** In the order in which the log was given them. */
  sources: SourceSummary[]
}

export function newSourceSummary(source: { id: string; provider: string }): SourceSummary {
  return {
    source: source.id,
    provider: source.provider,
    requests: 0,
    rows: 0,
    calls: 0,
    bad: 0,
    duplicate: 0,
    outOfOrder: 0,
    mismatched: 0,
    notApplied: [],
    ruledOut: [],
    contradictory: 0,
    missing: 0,
    rereads: 0,
    incomplete: 0,
    incompleteBecause: null,
    endedEarly: null,
    assumptions: {},
    error: null,
    skipped: false,
    undated: 0,
    ambiguous: 0,
    unzoned: 0,
  }
}

export function sumUp(sources: SourceSummary[]): Summary {
  const sums = COUNTS.map((name) => [name, sources.reduce((sum, source) => sum + source[name], 0)])
  return {
    // One per name.
    ...(Object.fromEntries(sums) as Counts),
    failedSources: sources.filter(({ error, skipped }) => error && !skipped).map(({ source }) => source),
    skippedSources: sources.filter(({ skipped }) => skipped).map(({ source }) => source),
    sources,
  }
}
