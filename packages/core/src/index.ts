export { harmlessCause } from '#http'
export { at } from './at.js'
export type { Access } from './client/access.js'
export { createProviderClient, type ProviderClient } from './client/client.js'
export { type FillParameters, fillParameters } from './client/fill-parameters.js'
export { type FormBody, formBody } from './client/form-body.js'
export { type Opener, type OpenOptions, openAddress } from './client/open-address.js'
export { createSender, type Sender } from './client/send.js'
export { type WireRequest, wirePageRequest } from './client/wire-request.js'
export { type BaseUrlOptions, type BrandOption, baseUrlVariable, isLoopback, resolveBaseUrl } from './config/base-url.js'
export { type BasicPair, basicPair } from './config/basic-pair.js'
export { checkRuntime } from './config/check-runtime.js'
export type { ClientOptions, CommonClientOptions } from './config/connect.js'
export { type Credentials, createMask, processEnvironment } from './config/credentials.js'
export type {
  Assumption,
  Brand,
  ClientDescriptor,
  ClientOperation,
  ClientPagination,
  Credential,
  DateFilter,
  Descriptor,
  NextPosition,
  Operation,
  Order,
  Pagination,
  Path,
  Paths,
  RateLimit,
  RecordingAccess,
  Retention,
  SortDirection,
  Window,
} from './descriptor.js'
export {
  CallspecError,
  type ErrorCode,
  type ErrorDetails,
  invalidConfiguration,
  isCallspecError,
  saidIn,
} from './errors/error.js'
export { fieldErrors, providerMessage } from './errors/provider-message.js'
export { ahead } from './paging/ahead.js'
export { nextCursor } from './paging/cursor.js'
export { eachItem } from './paging/each-item.js'
export { followPages } from './paging/follow-pages.js'
export { nextLink } from './paging/link.js'
export type { CountedCheckpoint, List, PageCheckpoint, ReadInParallel, RowPage, Unopened } from './paging/list-types.js'
export { nextNumbered } from './paging/numbered.js'
export {
  type ClientPagedOperation,
  checkPosition,
  checkSize,
  nextPosition,
  type PagedOperation,
  pagedOperation,
  pageFailure,
  readPage,
  requestPage,
  rowsPerPage,
} from './paging/page.js'
export type { Page, Position, WindowPosition } from './paging/page-types.js'
export { type PaginateInit, type Paginator, paginate, type TokenPage } from './paging/paginate.js'
export { MOST_ROUNDS, readInParallel } from './paging/parallel-pages.js'
export type {
  Chunks,
  Parent,
  ParentCheckpoint,
  ParentList,
  ParentLists,
  ParentReading,
  Parents,
  PlannedParents,
  ReadPages,
  SeenParents,
} from './paging/parent-types.js'
export { parentLists } from './paging/parents.js'
export type { Cut, LongestPeriod, PeriodPieces, Piece, PlannedCut, PushPeriod } from './paging/period-types.js'
export { periodPieces } from './paging/periods.js'
export { createProgress } from './paging/progress.js'
export { nextWindow } from './paging/window.js'
export type { ErrorInfo, Hooks, RequestInfo, ResponseInfo, RetryInfo, WaitInfo } from './transport/hooks.js'
export type { RetryOptions } from './transport/retry.js'
export type { Span, Tracer } from './transport/tracer.js'
export { DEFAULT_CONCURRENCY, type TransportOptions } from './transport/transport.js'
export type { Middleware, MiddlewareOptions } from './types/fetch-types.js'
export type { OperationAnswer, OperationAt, OperationInit } from './types/methods.js'
export type { ItemOf, PagedPath, Paginate } from './types/paginate.js'
export type { Method, Send, SendInit } from './types/send.js'
