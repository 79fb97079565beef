export { at } from './at.js'
export { type BaseUrlOptions, type BrandOption, baseUrlVariable, isLoopback, resolveBaseUrl } from './base-url.js'
export { checkRuntime } from './check-runtime.js'
export { type ClientOptions, createProviderClient, type ProviderClient } from './client.js'
export type { CommonClientOptions } from './connect.js'
export { type Credentials, createMask, processEnvironment } from './credentials.js'
export type {
  Assumption,
  Brand,
  Credential,
  DateFilter,
  Descriptor,
  Operation,
  Order,
  Pagination,
  Path,
  Paths,
  RateLimit,
} from './descriptor.js'
export { eachItem } from './each-item.js'
export { CallspecError, type ErrorCode, type ErrorDetails, isCallspecError, saidIn } from './error.js'
export type { Middleware, MiddlewareOptions } from './fetch-types.js'
export { followPages } from './follow-pages.js'
export { harmlessCause } from './harmless-cause.js'
export type { ErrorInfo, Hooks, RequestInfo, ResponseInfo, RetryInfo } from './hooks.js'
export type { OperationAnswer, OperationInit } from './methods.js'
export {
  checkPosition,
  checkSize,
  nextPosition,
  type Page,
  type PagedOperation,
  type Position,
  pagedOperation,
  pageFailure,
  readPage,
  requestPage,
  rowsPerPage,
} from './page.js'
export type { PaginateInit, Paginator, TokenPage } from './paginate.js'
export type { ItemOf, PagedPath, Paginate } from './paginated-types.js'
export { createProgress } from './progress.js'
export type { RetryOptions } from './retry.js'
export { createSender, type Method, type Send, type SendInit } from './send.js'
export type { Span, Tracer } from './tracer.js'
export { DEFAULT_CONCURRENCY, type TransportOptions } from './transport.js'
export { type WireRequest, wirePageRequest } from './wire-request.js'
export { fieldErrors, providerMessage } from './words.js'
