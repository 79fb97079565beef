import type { KnobReader } from '../knobs.js'
import type { Criteria } from '../world/criteria.js'
import type { WorldCall } from '../world/world.js'
import { isFromDay, isToDay, zoneOf } from '../world/zone.js'
import type { LaravelQuery } from './laravel.js'

/** The filters `date_from` and `date_to` of calls, with days read as the knobs say. */
export function addDayFilters(criteria: Criteria, input: LaravelQuery, setting: KnobReader): void {
  const zone = zoneOf(setting('date-zone'))
  const stamp = (call: WorldCall): number => (setting('date-filter-stamp') === 'updated_at' ? call.updatedAt : call.createdAt)
  criteria
    .add('date_from', input.day('date_from'), (call, day) => isFromDay(zone, day, stamp(call)))
    .add('date_to', input.day('date_to'), (call, day) => isToDay(zone, setting('date-to'), day, stamp(call)))
}
