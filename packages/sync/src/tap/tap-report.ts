import type { BadRow, CallspecError } from 'callspec'

/** How reading one source went. */
export interface TapSourceReport {
  source: string
  /** `whole`: everything was read; `failed`: a later run goes on from its bookmark. */
  outcome: 'whole' | 'failed'
  calls: number
  turns: number
  requests: number
  /** Rows that could not be mapped. */
  bad: number
  /** Calls that never came although the list's total counts them. */
  missing: number
  /** Calls without a part that could not be fetched; later runs read them again. */
  incomplete: number
  /** Calls whose raw data is nested too deeply for JSON, and which were written without it. */
  tooDeep: number
  error: CallspecError | null
}

export interface TapReport {
  /** In the order of the sources. */
  sources: TapSourceReport[]
}

/** What happens while a tap reads, as it happens. */
export type TapEvent =
  /** The source is read from the beginning, and why. */
  | { type: 'reading-again'; source: string; because: string }
  /** An interrupted pass goes on where it stopped. */
  | { type: 'resumed'; source: string; startedAt: string; calls: number }
  /** Its requests wait, for two seconds or longer: for a rate limit, a pause that the platform asked for, or before another try. */
  | { type: 'waiting-for'; source: string; until: string; because: string }
  /** `total`: rows that the list says it has for this pass; `null`: it does not say. */
  | { type: 'page'; source: string; calls: number; total: number | null }
  | { type: 'bad-row'; source: string; row: BadRow }
  | { type: 'too-deep'; source: string; key: string }
  /** Calls lack a part, and the first reason. */
  | { type: 'incomplete'; source: string; calls: number; error: CallspecError }
  | { type: 'failed'; source: string; error: CallspecError }
  | { type: 'done'; source: string; report: TapSourceReport }
