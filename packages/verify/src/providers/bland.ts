import { query, toStamp } from '@callspec/provider'
import type { Checks } from '../check.js'
import type { Row } from '../probe/known-rows.js'
import type { Probe } from '../probe/probe.js'
import { contradicted, count, type Finding, open, settled } from '../report/finding.js'

const MINUTE_MS = 60_000

/** Fewer calls may agree by chance. */
const FEWEST_LENGTHS = 20

/** An end of a call that comes a little later than its length says is still its end. */
const END_SLACK_MS = MINUTE_MS

async function totalCount(probe: Probe): Promise<Finding> {
  const [first] = await probe.sample()
  return first?.page.total === null
    ? settled('absent', 'The first page has no total_count.')
    : settled('sent', 'The first page has a total_count.')
}

async function rowMembers(probe: Probe): Promise<Finding> {
  const rows = await sampled(probe)
  const without = rows.filter(({ raw }) => !('inbound' in raw)).length
  const seen = `${without} of ${count(rows.length, 'row')} read do not say whether the call was inbound`
  if (rows.length === 0) return open('The account has no calls.')
  return settled(without > 0 ? 'example' : 'all', `${seen}.`)
}

/** Requests calls up to the creation of a known one that was connected later, then up to its start. */
async function dateFilterStamp(probe: Probe): Promise<Finding> {
  const talked = (await sampled(probe)).filter(({ createdAt, call }) => createdAt !== null && (call.durationSeconds ?? 0) > 0)
  const row = talked[Math.floor(talked.length / 2)]
  if (!row || row.createdAt === null) return open('No call that was read has a length.')
  const upTo = async (at: number) => {
    // Stamps of rows may be finer than those of a call.
    const { rows } = await probe.page(probe.newestInputs(query('end_date', toStamp(at + 1))))
    const later = rows.filter(({ createdAt }) => createdAt !== null && createdAt > at + 1).length
    return { hasRow: rows.some(({ id }) => id === row.id), later }
  }
  const created = await upTo(row.createdAt)
  if (created.later > 0)
    return open(`end_date let ${count(created.later, 'call')} through that came later, so it is not applied.`)
  if (created.hasRow) return settled('created_at', 'A call is among those up to its creation, before it was connected.')
  if (!(await probe.rowsNow()).has(row.id)) return open('The call that was requested may have been deleted meanwhile.')
  if (row.startedAt === null) return open('A call is not among those up to its creation, and rows do not say when it started.')
  const started = await upTo(row.startedAt)
  return started.hasRow
    ? settled('started_at', 'A call is not among those up to its creation, and is among those up to its start.')
    : settled('updated_at', 'A call is not among those up to its start.')
}

/** Requests all calls that were ever updated. */
async function stampOrder(probe: Probe): Promise<Finding> {
  const total = (await probe.sample())[0]?.page.total ?? null
  const updated = (await probe.page(probe.newestInputs(query('update_start_date', '2000-01-01')))).page.total
  if (total === null || updated === null) return open('The list does not say how many calls match.')
  if (total === 0) return open('The account has no calls.')
  const seen = `Of ${count(total, 'call')}, ${updated} were updated since the year 2000`
  return settled(updated < total ? 'sometimes' : 'always', `${seen}.`)
}

interface Figures {
  call_length?: unknown
  corrected_duration?: unknown
  started_at?: unknown
  end_at?: unknown
  max_duration?: unknown
}

const figuresOf = ({ raw }: Row): Figures => raw

async function durationFigures(probe: Probe): Promise<Finding> {
  const gaps = (await sampled(probe)).flatMap((row) => {
    const { call_length: minutes, corrected_duration: seconds } = figuresOf(row)
    return typeof minutes === 'number' && minutes > 0 && typeof seconds === 'string'
      ? [Math.abs(minutes * 60 - Number(seconds))]
      : []
  })
  const apart = gaps.filter((gap) => !(gap < 1)).length
  const seen = `In ${apart} of ${count(gaps.length, 'row')} with both figures, they differ by a second or more`
  if (apart > 0) return settled('different', `${seen}.`)
  return gaps.length < FEWEST_LENGTHS ? open(`${seen}, too few to rule out chance.`) : settled('same', `${seen}.`)
}

/** Compares `end_at` with the start, the length and the longest length of calls that are over. */
async function endStamp(probe: Probe): Promise<Finding> {
  const rows = (await sampled(probe)).filter(({ call }) => call.isFinal && (call.durationSeconds ?? 0) > 0)
  let [actual, planned, other] = [0, 0, 0]
  for (const row of rows) {
    const { started_at: start, end_at: end, max_duration: longest } = figuresOf(row)
    if (typeof start !== 'string' || typeof end !== 'string') continue
    const tookMs = Date.parse(end) - Date.parse(start)
    if (Math.abs(tookMs - (row.call.durationSeconds ?? 0) * 1000) <= END_SLACK_MS) actual++
    else if (typeof longest === 'number' && Math.abs(tookMs - longest * MINUTE_MS) <= END_SLACK_MS) planned++
    else other++
  }
  const seen = `end_at is the end of ${count(actual, 'call')} by its length, the planned end of ${planned}, and neither of ${other}`
  if (other > 0 || actual > 0 === planned > 0) return open(`${seen}.`)
  return settled(actual > 0 ? 'actual' : 'planned', `${seen}.`)
}

/** Requests the calls from the caller of a known one. */
async function phoneNumberMatch(probe: Probe): Promise<Finding> {
  const row = (await sampled(probe)).find(({ call }) => /^\+\d{7,15}$/.test(call.from ?? ''))
  if (!row) return open('No call that was read has a whole number.')
  const { rows } = await probe.page(probe.newestInputs(query('from_number', row.call.from)))
  const others = rows.filter(({ call }) => call.from !== row.call.from).length
  const seen = `The filter by the number of a known call returns ${count(rows.length, 'row')}, ${others} of another number`
  if (others > 0) return settled('unknown', `${seen}.`)
  if (rows.some(({ id }) => id === row.id)) return settled('exact', `${seen}.`)
  // The newest calls fit on one page, and this one may be older.
  if (rows.length > 0) return open(`${seen}, and not that call.`)
  return (await probe.rowsNow()).has(row.id)
    ? contradicted('unknown', `${seen}.`)
    : open(`${seen}; the call may have been deleted.`)
}

/** Requests a campaign that does not exist. */
async function unseenFilters(probe: Probe): Promise<Finding> {
  const known = (await sampled(probe)).length
  if (known === 0) return open('The account has no calls.')
  const { rows } = await probe.page(probe.newestInputs(query('campaign_id', 'callspec-no-such-campaign')))
  const seen = `A campaign that does not exist returned ${count(rows.length, 'row')}; without a campaign, ${known}`
  return settled(rows.length > 0 ? 'ignored' : 'applied', `${seen}.`)
}

const sampled = async (probe: Probe): Promise<Row[]> => (await probe.sample()).flatMap(({ rows }) => rows)

export const bland: Checks = {
  'total-count': totalCount,
  'row-members': rowMembers,
  'date-filter-stamp': dateFilterStamp,
  'stamp-order': stampOrder,
  'duration-figures': durationFigures,
  'end-stamp': endStamp,
  'phone-number-match': phoneNumberMatch,
  'unseen-filters': unseenFilters,
}
