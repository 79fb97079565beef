import type { KnobReader } from '../../knobs.js'
import { meetsNumber } from '../../knobs.js'
import type { InputReader } from '../../server/input-reader.js'
import { Criteria } from '../../world/criteria.js'
import type { WorldCall } from '../../world/world.js'
import { zoneOf } from '../../world/zone.js'
import { endsOf, startOf } from './call.js'

const DAY_MS = 86_400_000
const FINAL = ['canceled', 'completed', 'failed', 'busy', 'no-answer']

/** The filters of the list. */
export function criteriaOf(input: InputReader, setting: KnobReader): Criteria {
  const criteria = new Criteria(setting('filters') === 'ignored')
    .add('Status', input.oneOf('Status', FINAL), (call, word) => call.status === word)
    .add('From', input.text('From'), (call, wanted) => meetsNumber(setting, endsOf(call).from, wanted))
    .add('To', input.text('To'), (call, wanted) => meetsNumber(setting, endsOf(call).to, wanted))
  addDays(criteria, input, setting, 'StartTime', startOf, setting('unstarted-calls') === 'returned')
  addDays(criteria, input, setting, 'EndTime', ({ endedAt }) => endedAt, false)
  return criteria
}

/** The three filters by the day of a stamp. */
function addDays(
  criteria: Criteria,
  input: InputReader,
  setting: KnobReader,
  name: string,
  stamp: (call: WorldCall) => number | null,
  /** What becomes of a call without the stamp, at a filter that compares. */
  keepsEmpty: boolean,
): void {
  const zone = zoneOf(setting('date-zone'))
  const dayOf = (at: number) => Math.floor(zone.local(at) / DAY_MS)
  const counts = setting('named-day') === 'counts'
  const day = (operator: string) => {
    const at = input.instant(name + operator)
    return at === undefined ? undefined : Math.floor(at / DAY_MS)
  }
  // Each name is checked; which pair is read is a knob.
  const days = new Map(['', '_gt', '_lt', '>', '<'].map((operator) => [operator, day(operator)]))
  const [after, before] = setting('date-names') === 'suffix' ? (['_gt', '_lt'] as const) : (['>', '<'] as const)
  const add = (operator: string, test: (one: number, other: number) => boolean, isKept: boolean) =>
    criteria.add(name + operator, days.get(operator), (call, wanted) => {
      const at = stamp(call)
      return at === null ? isKept : test(dayOf(at), wanted)
    })
  add('', (one, other) => one === other, false)
  add(after, (one, other) => one > other || (counts && one === other), keepsEmpty)
  add(before, (one, other) => one < other || (counts && one === other), keepsEmpty)
}
