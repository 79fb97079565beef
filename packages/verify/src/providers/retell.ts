import type { Checks } from '../check.js'
import type { Row } from '../probe/known-rows.js'
import type { Probe } from '../probe/probe.js'
import { contradicted, count, type Finding, open, settled } from '../report/finding.js'

/** Fewer calls of either kind may be separate by chance. */
const [FEWEST_UNDATED, FEWEST_DATED] = [5, 25]

/** Checks where calls without a start are among those with one. */
async function nullStamps(probe: Probe): Promise<Finding> {
  const pages = await probe.sample()
  const rows = pages.flatMap((page) => page.rows)
  const undated = rows.filter(({ startedAt }) => startedAt === null).length
  const dated = rows.map(({ startedAt }) => startedAt !== null)
  const [first, last] = [dated.indexOf(true), dated.lastIndexOf(true)]
  const seen = `Of ${count(rows.length, 'row')} read, ${undated} have no start stamp`
  if (undated === 0 || first < 0) return open(`${seen}, so their place cannot be seen.`)
  const [before, after] = [first, dated.length - 1 - last]
  if (before + after < undated || (before > 0 && after > 0)) {
    return settled('among', `${seen}: ${before} before, ${after} after, and the others between those that have one.`)
  }
  const found = `${seen}, all ${before > 0 ? 'before' : 'after'} the calls that have one`
  if (undated < FEWEST_UNDATED || rows.length - undated < FEWEST_DATED) return open(`${found}, too few to rule out chance.`)
  if (after > 0 && pages.at(-1)?.page.hasMore !== false) return open(`${found}, but the list goes on.`)
  return settled(before > 0 ? 'first' : 'last', `${found}.`)
}

/** Requests two ranges of a millisecond: one begins and the other ends at the start of a known call. */
async function rangeBounds(probe: Probe): Promise<Finding> {
  await probe.sample()
  const dated = [...probe.known.byId.values()].filter(({ startedAt }) => startedAt !== null)
  const row = dated[Math.floor(dated.length / 2)]
  const start = row?.startedAt ?? null
  if (!row || start === null) return open('No call that was read has a start stamp to request.')
  const includes: boolean[] = []
  for (const [lower, upper] of [
    [start, start + 1],
    [start - 1, start],
  ] as const) {
    const rows = await askFor(probe, { start_timestamp: { type: 'range', op: 'bt', value: [lower, upper] } })
    const outside = rows.filter(({ startedAt }) => startedAt !== null && (startedAt < lower || startedAt > upper)).length
    if (outside > 0)
      return open(`${outside} of ${count(rows.length, 'row')} returned for a range lie outside it, so the filter is not applied.`)
    includes.push(rows.some(({ id }) => id === row.id))
  }
  const seen = `Of two ranges, one beginning and one ending exactly at the start of a known call, ${includes.filter(Boolean).length} return it`
  const [lower, upper] = includes
  if (lower !== upper) return open(`${seen}: one end counts and the other does not.`)
  if (lower)
    return dated.length > 1 ? settled('inclusive', `${seen}.`) : open(`${seen}; no other call was read, so it may return all.`)
  return (await probe.rowsNow()).has(row.id)
    ? settled('exclusive', `${seen}.`)
    : open(`${seen}; the call may have been deleted meanwhile.`)
}

/** Checks how numbers are written. */
async function numberForm(probe: Probe): Promise<Finding> {
  await probe.sample()
  const numbers = [...probe.known.byId.values()]
    .flatMap(({ call: { from, to } }) => [from, to])
    .filter((number) => number !== null)
  const parted = numbers.filter((number) => /\d[^\d]+\d/.test(number)).length
  const seen = `Of ${count(numbers.length, 'number')} read, ${parted} have other characters between their digits`
  if (numbers.length === 0) return open('No call that was read has a number.')
  return parted > 0 ? contradicted('unknown', `${seen}.`) : settled('together', `${seen}.`)
}

/** Requests a batch that does not exist. */
async function unseenFilters(probe: Probe): Promise<Finding> {
  const known = (await probe.sample()).flatMap(({ rows }) => rows).length
  if (known === 0) return open('The account has no calls.')
  const rows = await askFor(probe, { batch_call_id: { type: 'string', op: 'eq', value: 'callspec_no_such_batch' } })
  const seen = `A batch that does not exist returned ${count(rows.length, 'row')}; without a batch, ${known}`
  return settled(rows.length > 0 ? 'ignored' : 'applied', `${seen}.`)
}

const askFor = async (probe: Probe, filter: object): Promise<readonly Row[]> =>
  (await probe.page(probe.newestInputs({ body: { filter_criteria: filter } }))).rows

export const retell: Checks = {
  'null-stamps': nullStamps,
  'range-bounds': rangeBounds,
  'number-form': numberForm,
  'unseen-filters': unseenFilters,
}
