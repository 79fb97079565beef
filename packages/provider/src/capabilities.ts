export type {
  AssumptionCapability,
  BrandCapability,
  Capabilities,
  CredentialCapability,
  FilterCapability,
  GetCapability,
  OrderCapability,
  PagingCapability,
  PartCapability,
} from './capabilities/capabilities.js'
export { capabilitiesOf } from './capabilities/capabilities-of.js'
export { type CapabilityTable, capabilityTable, FILTER_LABELS } from './capabilities/table.js'
