export {
  type Assume,
  assumeFrom,
  defaultAssumption,
  resolveAssumptions,
} from './assumptions.js'
export { defineProvider } from './define-provider.js'
export type {
  AnyDefinition,
  BadRow,
  DetailSource,
  DurationRange,
  Filter,
  FilterKind,
  FilterName,
  Filters,
  FilterValues,
  GetDefinition,
  MapContext,
  PartOrigin,
  PartRequests,
  PartSource,
  Period,
  Provider,
  ProviderDefinition,
  Pushdown,
  Source,
  SourceOptions,
  ToCall,
  ToCallOptions,
} from './definition.js'
export { type ExplainedAssumption, explainAssumption } from './explain-assumption.js'
export {
  byDetails,
  type DayReading,
  dayBounds,
  inPath,
  instantBounds,
  local,
  periodByDays,
  query,
  requestPerWord,
  statusWords,
  unsupported,
} from './filters.js'
export { fingerprint, hash } from './hash.js'
export { getParams, type Inputs, inputEntries, inputNames, isPlain, mergeInputs, toInit } from './inputs.js'
export { type ListOrder, listOrder } from './list-order.js'
export { type ApiAddress, apiPath } from './map/api-path.js'
export { analysis, contact, endReason, named, sidesByDirection, sidesByRole, toDirection } from './map/call-fields.js'
export { CLOCK, DURATION, type Form, fromDebit, fromMinutes, RFC_2822 } from './map/forms.js'
export { fromCents } from './map/from-cents.js'
export { plainDecimal, Reader, type StampCounter } from './map/row-reader.js'
export { isSameId } from './map/same-id.js'
export { isFinal, type OwnStatuses, toStatus } from './map/status.js'
export { createMapper } from './map/to-call.js'
export type {
  Agent,
  Analysis,
  Call,
  CallParts,
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
} from './model/call.js'
export { SCHEMA } from './model/call.js'
export { DETAILS, type DetailName, type Details, type Included } from './model/details.js'
export type { MappedRow } from './model/mapped-row.js'
export { PART_STATES, type PartState, partState } from './model/part-state.js'
export { copyPart, holds, tells } from './model/parts.js'
export { CHANNELS, DIRECTIONS, INCLUDED, ORDERS, type OrderName, PARTS, STATUSES } from './model/words.js'
export { detailsOf } from './parts/details-of.js'
export { fromRequests, type PartApi } from './parts/from-requests.js'
export { type PartFrom, partFrom } from './parts/part-from.js'
export { subscriberNumber } from './phone-number.js'
export { type RecordingAddress, recordingAddress } from './recording-address.js'
export { callersOwn, sourceError, sourceFailure } from './source-failure.js'
export type { InputNames, SourceInputs, Takes } from './source-inputs.js'
export { DAY_MS, isoDay } from './time/day.js'
export { fromEpoch, hasDay, parseStamp, stampAfter, toInstant, toStamp, withinStamps } from './time/stamp.js'
export { fromZoned, isNearChange, isZone, readingsIn, toZoned } from './time/zone.js'
