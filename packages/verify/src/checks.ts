import { dateBounds } from './checks/date-bounds.js'
import { dateFilterStamp, dateTo, dateZone } from './checks/days/days.js'
import { fullPayload } from './checks/full-payload.js'
import { lastCursor } from './checks/last-cursor.js'
import { missingStart, nullStamps } from './checks/missing-start.js'
import { numberFilter } from './checks/number-filter.js'
import { rowOrder } from './checks/row-order.js'
import { speakers } from './checks/speakers.js'
import { stampZone } from './checks/stamp-zone.js'
import type { Probe } from './probe/probe.js'
import { unseenFilters } from './providers/autocalls.js'
import { agentFilter, callTypeFilter, filterCase } from './providers/zudu.js'
import type { Finding } from './report/finding.js'

export type Check = (probe: Probe, id: string) => Promise<Finding>

/**
 * The check of each assumption, in the order in which they run. An id means the same on every platform that registers it;
 * what differs is told by the provider's definition. Ids that one platform alone can have stand in its own file.
 */
export const CHECKS: Readonly<Record<string, Check>> = {
  'row-order': rowOrder,
  'started-at': missingStart,
  'start-timestamp': missingStart,
  'null-stamps': nullStamps,
  'phone-number-match': numberFilter,
  'search-by-number': numberFilter,
  'filter-case': filterCase,
  'call-type-filter': callTypeFilter,
  'agent-filter': agentFilter,
  'unseen-filters': unseenFilters,
  'date-bounds': dateBounds,
  'full-payload': fullPayload,
  'transcript-roles': speakers,
  'transcript-speakers': speakers,
  'stamp-zone': stampZone,
  // These go on until the data are explained by one reading, or no request is left.
  'date-filter-stamp': dateFilterStamp,
  'date-to': dateTo,
  'date-zone': dateZone,
  'last-cursor': lastCursor,
}
