// For logs over something else than live accounts, such as a copy in a database: what a query means, and what a listing is.
export { namedCall } from '../listing/named-call.js'
export { checkIdentity, stateFailure } from '../listing/state.js'
export type { Checkpoint } from '../listing/stream.js'
export { isEmpty, unsupportedQuery, wantedFilters } from '../query/plan.js'
export { type CheckedQuery, checkQuery, invalid } from '../query/query.js'
export { newSourceSummary } from '../read/summary.js'
export { ambiguousStamps } from '../read/watermark.js'
