// The filters of Bland's list.

import type { Platform } from '../../define-simulator.js'
import { meetsNumber } from '../../knobs.js'
import type { InputReader } from '../../server/input-reader.js'
import { Criteria } from '../../world/criteria.js'
import type { WorldCall } from '../../world/world.js'
import { zoneOf } from '../../world/zone.js'
import { batchOf, campaignOf, ends, isInbound, isOver, lengthOf, row, startOf, updateOf } from './call.js'

const DAY_MS = 86_400_000

/** A bound: a day in a zone, or an instant. */
interface Bound {
  at: number
  zone: string | null
}

export function criteriaOf(input: InputReader, platform: Platform): Criteria {
  const { knob: setting } = platform
  const seen = setting('unseen-filters') === 'applied'
  const criteria = new Criteria(setting('filters') === 'ignored')
    .add('from_number', input.text('from_number'), (call, number) => meetsNumber(setting, ends(call).from, number))
    .add('to_number', input.text('to_number'), (call, number) => meetsNumber(setting, ends(call).to, number))
    .add('completed', input.flag('completed'), (call, completed) => isOver(call) === completed)
    .add('inbound', input.flag('inbound'), (call, inbound) => isInbound(call) === inbound)
    .add('answered_by', input.text('answered_by'), (call, word) => row(call, platform).answered_by === word)
    .add('duration_gt', input.number('duration_gt'), (call, least) => (lengthOf(call) ?? Number.NaN) > least)
    .add('duration_lt', input.number('duration_lt'), (call, most) => (lengthOf(call) ?? Number.NaN) < most)
    .add('batch_id', input.text('batch_id'), (call, id) => batchOf(call) === id)
    .add('campaign_id', seen ? input.text('campaign_id') : undefined, (call, id) => campaignOf(call) === id)
  return addDates(criteria, input, platform)
}

function addDates(criteria: Criteria, input: InputReader, { knob: setting }: Platform): Criteria {
  const zone = input.text('timezone') ?? 'UTC'
  const dated = (call: WorldCall): number | null => {
    const by = setting('date-filter-stamp')
    return by === 'created_at' ? call.createdAt : by === 'started_at' ? startOf(call, setting) : updateOf(call, setting)
  }
  const updated = (call: WorldCall) => updateOf(call, setting)
  const updateZone = setting('update-zone')
  return criteria
    .add('start_date', bound(input, 'start_date', zone), (call, from) => isFrom(from, dated(call)))
    .add('end_date', bound(input, 'end_date', zone), (call, to) => isUntil(to, dated(call)))
    .add(
      'created_at',
      bound(input, 'created_at', zone),
      (call, day) => isFrom(day, call.createdAt) && isUntil(day, call.createdAt),
    )
    .add('update_start_date', bound(input, 'update_start_date', updateZone), (call, from) => isFrom(from, updated(call)))
    .add('update_end_date', bound(input, 'update_end_date', updateZone), (call, to) => isUntil(to, updated(call)))
}

function bound(input: InputReader, name: string, zone: string): Bound | undefined {
  const at = input.instant(name)
  return at === undefined ? undefined : { at, zone: input.text(name)?.length === 10 ? zone : null }
}

/** Bounds count, a day wholly. */
const isFrom = ({ at, zone }: Bound, stamp: number | null): boolean =>
  stamp !== null && (zone === null ? stamp : zoneOf(zone).local(stamp)) >= at

const isUntil = ({ at, zone }: Bound, stamp: number | null): boolean =>
  stamp !== null && (zone === null ? stamp <= at : zoneOf(zone).local(stamp) < at + DAY_MS)
