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
} from '@callspec/core'
export * from './generated/providers.js'
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
export type {
  Agent,
  Analysis,
  Call,
  Campaign,
  Channel,
  Contact,
  Cost,
  Direction,
  EndReason,
  EndReasonCode,
  MappedCall,
  Part,
  Sides,
  Status,
  Turn,
} from './model.js'
export { SCHEMA } from './model.js'
export {
  defineProvider,
  type Filter,
  type FilterKind,
  type FilterName,
  type Filters,
  type FilterValues,
  type GetDefinition,
  type Inputs,
  type MapContext,
  type PartSource,
  type Provider,
  type ProviderDefinition,
  type Push,
  type Sort,
  type Source,
  type SourceOptions,
} from './provider.js'
export { type CallQuery, CHANNELS, DIRECTIONS, ORDERS, type OrderName, PARTS, STATUSES } from './query/query.js'
export type { BadRow } from './read/source-run.js'
export type { SourceSummary, Summary } from './read/summary.js'
export type { Reader } from './reader.js'
export { type Redacted, redactCall } from './redact.js'
export type { ToCall, ToCallOptions } from './to-call.js'
