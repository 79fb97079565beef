import type { Inputs, OrderName } from '@callspec/provider'
import { listOrder, mergeInputs, query } from '@callspec/provider'
import type { Probe } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** Requests bounds that are exactly the start of a known call. */
export async function dateBounds(probe: Probe): Promise<Finding> {
  await probe.sample()
  const filters = probe.dateFilters.filter(({ precision }) => precision === 'instant')
  const dated = [...probe.known.byId.values()].filter(({ startedAt, raw }) => startedAt !== null && !isFiner(raw))
  const row = dated[Math.floor(dated.length / 2)]
  if (!row || row.startedAt === null || filters.length === 0)
    return open('No call that was read has a start stamp with milliseconds to request.')
  const includes: boolean[] = []
  for (const { parameter, bound } of filters) {
    const { rows } = await probe.page(
      boundInputs(probe, bound === 'since' ? 'oldest' : 'newest', query(parameter, new Date(row.startedAt).toISOString())),
    )
    const outside = rows.filter(
      ({ startedAt }) =>
        startedAt !== null &&
        row.startedAt !== null &&
        (bound === 'since' ? startedAt < row.startedAt : startedAt > row.startedAt),
    ).length
    if (outside > 0)
      return open(
        `Of ${count(rows.length, 'row')} returned for ${parameter}, ${outside} lie outside it, so the filter is not applied.`,
      )
    includes.push(rows.some(({ id }) => id === row.id))
  }
  const seen = `For the exact start of a known call, ${includes.filter(Boolean).length} of ${count(filters.length, 'filter')} (${filters.map(({ parameter }) => parameter).join(', ')}) return it`
  const isParted = ([-1, 1] as const).every((side) =>
    dated.some(({ startedAt }) => Math.sign(startedAt! - row.startedAt!) === side),
  )
  if (includes.every(Boolean))
    return isParted
      ? settled('inclusive', `${seen}.`)
      : open(`${seen}; no call that was read lies outside each, so they may let everything through.`)
  if (!(await probe.rowsNow()).has(row.id)) return open(`${seen}; the call may have been deleted meanwhile.`)
  return includes.some(Boolean) ? open(`${seen}; stored stamps may be finer than those shown.`) : settled('exclusive', `${seen}.`)
}

/** Sorted so that the call at the bound is on the first page. */
function boundInputs({ definition }: Probe, order: OrderName, bound: Inputs): Inputs {
  return mergeInputs(listOrder(definition, order, () => 'always').inputs, bound)
}

/** Whether a row has stamps finer than a millisecond, which the unified form cuts off. */
const isFiner = (raw: object) => Object.values(raw).some((value) => typeof value === 'string' && /:\d\d\.\d{4}/.test(value))
