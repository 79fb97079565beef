import type { Checks } from '../check.js'
import type { Row } from '../probe/known-rows.js'
import type { Probe } from '../probe/probe.js'
import { contradicted, count, type Finding, open, settled } from '../report/finding.js'

/** How far around a call is requested: other calls of a page are further away. */
const AROUND_MS = 1000

/** The calls within a second of a known one, in a unit of the dates. */
async function around(probe: Probe, at: number, unitMs: number): Promise<readonly Row[]> {
  const query = { startDate: Math.floor((at - AROUND_MS) / unitMs), endDate: Math.ceil((at + AROUND_MS) / unitMs) }
  return (await probe.page(probe.newestInputs({ query }))).rows
}

/** A call from the middle of those that were read, and how many of them lie around it. */
async function middle(probe: Probe): Promise<{ row: Row; at: number; near: number; known: number } | undefined> {
  await probe.sample()
  const dated = [...probe.known.byId.values()].flatMap((row) => (row.createdAt === null ? [] : [{ row, at: row.createdAt }]))
  const found = dated[Math.floor(dated.length / 2)]
  const near = dated.filter(({ at }) => found && Math.abs(at - found.at) <= AROUND_MS).length
  return found && { ...found, near, known: dated.length }
}

/** Requests the calls around a known one, in milliseconds and in seconds. */
async function dateUnit(probe: Probe): Promise<Finding> {
  const known = await middle(probe)
  if (!known) return open('No call that was read has a stamp to request.')
  if (known.near === known.known) return open('All calls that were read are of the same second.')
  const { row, at } = known
  for (const [unit, unitMs] of [
    ['milliseconds', 1],
    ['seconds', 1000],
  ] as const) {
    const rows = await around(probe, at, unitMs)
    const outside = rows.filter(({ createdAt }) => createdAt !== null && Math.abs(createdAt - at) > 2 * AROUND_MS).length
    const seen = `A range of two seconds around a known call, in ${unit}, returned ${count(rows.length, 'row')}`
    if (rows.some(({ id }) => id === row.id)) {
      if (outside > 0)
        return open(`${seen}, ${outside} of them outside it: the filter is not applied, or compares another stamp.`)
      return settled(unit, `${seen}, all within it.`)
    }
  }
  return open('A range of two seconds around a known call returned it in no unit.')
}

/** Requests the calls around a known one, in the unit that is found first. */
async function dateFilterStamp(probe: Probe): Promise<Finding> {
  const known = await middle(probe)
  if (!known) return open('No call that was read has a stamp to request.')
  if (known.near === known.known) return open('All calls that were read are of the same second.')
  const { row, at } = known
  const answers = [await around(probe, at, 1), await around(probe, at, 1000)]
  const rows = answers.find((each) => each.length > 0) ?? []
  const seen = `A range of two seconds around the creation of a known call returned ${count(rows.length, 'row')}`
  const outside = rows.filter(({ createdAt }) => createdAt !== null && Math.abs(createdAt - at) > 2 * AROUND_MS).length
  if (outside > 0) return contradicted('unknown', `${seen}, ${outside} of them created outside it.`)
  if (rows.some(({ id }) => id === row.id)) return settled('createdAt', `${seen}, all created within it.`)
  return (await probe.rowsNow()).has(row.id)
    ? contradicted('unknown', `${seen}, without that call.`)
    : open(`${seen}; the call may have been deleted meanwhile.`)
}

export const highlevel: Checks = { 'date-unit': dateUnit, 'date-filter-stamp': dateFilterStamp }
