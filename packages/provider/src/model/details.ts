import { isFinal } from '../map/status.js'
import type { Call, Part } from './call.js'

/** Members that rows of some platforms lack and the request for a single call tells. None is a stamp that calls are listed by. */
export const DETAILS = [
  'carrierId',
  'status',
  'rawStatus',
  'direction',
  'channel',
  'isTest',
  'from',
  'to',
  'customerNumber',
  'agentNumber',
  'agent',
  'campaign',
  'contact',
  'endedAt',
  'updatedAt',
  'durationSeconds',
  'endReason',
  'answeredBy',
] as const satisfies readonly (keyof Call)[]

export type DetailName = (typeof DETAILS)[number]

/** What `include` takes: parts, and the details that a definition names. */
export type Included = Part | 'details'

/** Members of a call that its requests told. */
export type Details = Partial<Pick<Call, DetailName>>

/** Fills what a row does not tell with what requests for the call do. */
export function fillDetails(details: readonly DetailName[], from: Details, to: Pick<Call, DetailName | 'isFinal'>): void {
  for (const name of details) {
    // A value goes to the member that it came from, which a union of names cannot express.
    if (to[name] === null || to[name] === 'unknown') to[name] = (from[name] ?? to[name]) as never
  }
  to.isFinal = isFinal(to.status)
}
