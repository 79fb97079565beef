import type { PartSource } from '../definition.js'

/** In every list row, by inputs of the list request, by the request for a single call, by requests of its own, or not at all. */
export type PartFrom = 'row' | 'list' | 'get' | 'requests' | 'never'

/** Where a part comes from, in one word. */
export const partFrom = (source: PartSource): PartFrom =>
  typeof source === 'string' ? source : 'inputs' in source ? 'list' : 'requests'
