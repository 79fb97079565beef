import { copyPart, PARTS, type Part } from '@callspec/provider'
import type { Call, Cost, Turn } from 'callspec'
import { partsIn } from '../calls/call-table.js'
import type { SourceFacts } from '../sources/source-facts.js'
import type { Cells } from '../store/store.js'
import { AT } from './read-columns.js'
import { flag } from './to-call.js'

/** The parts of a row, by where they came from. */
export interface RowParts {
  /** Those to show that the list row had, or was asked for. */
  own: readonly Part[]
  /** Those to show that a request for the call brought. */
  got: readonly Part[]
  /** Those to show that requests of their own brought. */
  requested: readonly Part[]
  /** Wanted, and neither there nor known to be none. */
  missing: readonly Part[]
  /** Wanted, and documented by no platform. */
  never: readonly Part[]
}

/** In the order of a mapped row's members. */
const ROW_ORDER: readonly Part[] = ['cost', 'recording', 'transcript', 'analysis']

/** Says which parts of a row to show. Few rows differ, so it works that out once for each kind. */
export function partsToShow(include: readonly Part[], factsOf: ReadonlyMap<unknown, SourceFacts>) {
  const known = new Map<string, RowParts>()
  let before: Cells = []
  let last: RowParts | undefined
  return (row: Cells): RowParts => {
    // Most rows are like the one before.
    if (last && PARTS_OF.every((place) => row[place] === before[place])) return last
    const kind = PARTS_OF.map((place) => row[place]).join('/')
    last = known.get(kind) ?? work(row)
    known.set(kind, last)
    before = row
    return last
  }

  function work(row: Cells): RowParts {
    const { never = [], got = [], requested = [] } = factsOf.get(row[AT.source]) ?? {}
    const ofRow = partsIn(row[AT.row_parts] ?? '')
    const fetched = partsIn(row[AT.fetched_parts] ?? '')
    const wanted = include.filter((part) => !ofRow.includes(part))
    const isGot = (part: Part) => fetched.includes(part) && got.includes(part)
    const isRequested = (part: Part) => fetched.includes(part) && requested.includes(part)
    const isAsked = (part: Part) => fetched.includes(part) && !got.includes(part) && !requested.includes(part)
    return {
      own: ROW_ORDER.filter((part) => ofRow.includes(part) || (wanted.includes(part) && isAsked(part))),
      got: wanted.filter(isGot),
      requested: wanted.filter(isRequested),
      missing: wanted.filter((part) => !fetched.includes(part) && !never.includes(part)),
      never: wanted.filter((part) => !fetched.includes(part) && never.includes(part)),
    }
  }
}

/** What decides which parts a row has. */
const PARTS_OF = [AT.source, AT.row_parts, AT.fetched_parts]

export const shows = ({ own, got, requested }: RowParts, part: Part): boolean =>
  own.includes(part) || got.includes(part) || requested.includes(part)

/** Gives a call its parts, in the order that a live listing does. */
export function setParts(call: Call, row: Cells, { own, got, requested, missing, never }: RowParts, turns: Turn[] | null): void {
  for (const part of own) SET[part](call, row, turns)
  for (const part of got) SET[part](call, row, turns)
  const detail = row[AT.raw_detail]
  if (got.length > 0 && detail != null) call.rawDetail = JSON.parse(String(detail))
  for (const part of requested) SET[part](call, row, turns)
  if (missing.length > 0) call.missing = [...missing]
  for (const part of never) copyPart(part, {}, call)
}

/** Every part of a call that the copy has, as `get` gives them; the others are `null`. */
export function setAllParts(call: Call, row: Cells, { never }: SourceFacts, turns: Turn[] | null): void {
  const there = [...partsIn(row[AT.row_parts] ?? ''), ...partsIn(row[AT.fetched_parts] ?? '')]
  for (const part of ROW_ORDER) {
    if (there.includes(part)) SET[part](call, row, turns)
    else copyPart(part, {}, call)
  }
  const missing = PARTS.filter((part) => !there.includes(part) && !never.includes(part))
  if (missing.length > 0) call.missing = missing
}

/** A row was written from a call, so its cells are of the types of the members. */
const SET: { readonly [Name in Part]: (call: Call, row: Cells, turns: Turn[] | null) => void } = {
  cost(call, row) {
    const [amount, unit] = [row[AT.cost_amount], row[AT.cost_unit]]
    call.cost = amount === null ? null : ({ amount, unit } as Cost)
  },
  recording(call, row) {
    call.recordingUrl = row[AT.recording_url] as string | null
  },
  transcript(call, row, turns) {
    call.transcript = turns
    call.transcriptText = row[AT.transcript_text] as string | null
  },
  analysis(call, row) {
    const summary = row[AT.analysis_summary] as string | null
    const successful = flag(row[AT.analysis_successful])
    const sentiment = row[AT.analysis_sentiment] as string | null
    call.analysis = summary === null && successful === null && sentiment === null ? null : { summary, successful, sentiment }
  },
}
