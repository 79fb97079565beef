export {
  CallspecError,
  type ErrorCode,
  type ErrorInfo,
  fieldErrors,
  type Hooks,
  isCallspecError,
  providerMessage,
  type RequestInfo,
  type ResponseInfo,
  type RetryInfo,
  type WaitInfo,
} from '@callspec/core'
export type {
  Agent,
  Analysis,
  BadRow,
  Call,
  Campaign,
  Channel,
  Contact,
  Cost,
  DetailName,
  Direction,
  EndReason,
  EndReasonCode,
  Included,
  MappedCall,
  OrderName,
  Part,
  PartState,
  Sides,
  Source,
  SourceOptions,
  Status,
  ToCall,
  ToCallOptions,
  Turn,
} from '@callspec/provider'
export {
  CHANNELS,
  DETAILS,
  DIRECTIONS,
  INCLUDED,
  ORDERS,
  PART_STATES,
  PARTS,
  partState,
  SCHEMA,
  STATUSES,
} from '@callspec/provider'
export type { GetOptions } from './listing/get-whole.js'
export {
  type CallLog,
  type CallLogOptions,
  type CallOf,
  callLog,
  type GotCall,
  type ListOptions,
  type RequestOptions,
} from './listing/log.js'
export type { ListingState } from './listing/state.js'
export { type CallPage, CallStream } from './listing/stream.js'
export type { CallQuery } from './query/query.js'
export type { SourceProgress } from './read/source-progress.js'
export type { SourceSummary, Summary } from './read/summary.js'
export { type Redacted, redactCall } from './redact.js'
