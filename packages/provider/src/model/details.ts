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
