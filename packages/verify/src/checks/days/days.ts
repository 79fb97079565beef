import type { Row } from '../../probe/known-rows.js'
import type { Probe, RowPage } from '../../probe/probe.js'
import { contradicted, count, type Finding, open, settled } from '../../report/finding.js'
import { directionOf } from '../row-order.js'
import { boundsBetween, boundsNear, chooseBound, chooseUnknown } from './choose-bound.js'
import { askDay, costs, type DayAnswer, explains } from './day-answer.js'
import { allReadings, type DayBound, datedRows, type Reading } from './day-readings.js'
import { offsetText, zonesText } from './zones.js'

/** Bounds to ask for only to learn of the rows around them. */
const MOST_UNKNOWN = 4

interface Days {
  /** The readings that explain every answer. */
  left: Reading[]
  unzoned: boolean
  /** Every answer was the whole list. */
  ignored: boolean
  newest: number
  evidence: string
}

export async function dateFilterStamp(probe: Probe): Promise<Finding> {
  const { left, ignored, evidence } = await days(probe)
  if (left.length === 0) {
    return ignored
      ? contradicted(null, `${evidence}; every response was the whole list, so the filters are not applied.`)
      : open(unexplained(evidence))
  }
  if (ignored) return open(unapplied(evidence))
  const stamps = new Set(left.map(({ stamp }) => stamp))
  const [stamp] = stamps
  return stamps.size === 1 && stamp
    ? settled(stamp, `${evidence}; only ${stamp} explains them.`)
    : open(`${evidence}; both stamps explain them.`)
}

export async function dateTo(probe: Probe, id: string): Promise<Finding> {
  const { left, ignored, evidence } = await days(probe)
  if (left.length === 0) return open(unexplained(evidence))
  if (ignored) return open(unapplied(evidence))
  const reaches = [...new Set(left.map(({ reach }) => reach))]
  const [reach] = reaches
  if (reaches.length === 1 && reach) return settled(reach, `${evidence}; only ${reach} explains them.`)
  const explained = `${evidence}; ${reaches.join(' and ')} explain them`
  const assumed = probe.source.assumptions[id]
  if (assumed === 'unknown' || reaches.some((each) => each === assumed)) return open(`${explained}.`)
  // The reading that lets the fewest rows through asks for the most days, and so misses none.
  return contradicted(reaches.at(-1) ?? null, `${explained}, not the assumed one.`)
}

export async function dateZone(probe: Probe, id: string): Promise<Finding> {
  const { left, unzoned, ignored, newest, evidence } = await days(probe)
  if (left.length === 0) return open(unexplained(evidence))
  if (ignored) return open(unapplied(evidence))
  if (unzoned) {
    const offsets = left.map(({ start }) => start.offset)
    const [least, most] = [Math.min(...offsets), Math.max(...offsets)]
    const beside = least === most ? offsetText(least) : `between ${offsetText(least)} and ${offsetText(most)}`
    return open(`${evidence}; days begin ${beside} from midnight on the clock of the rows, whose zone is unknown.`)
  }
  const zones = [...new Set(left.flatMap(({ start }) => (start.zone ? [start.zone] : [])))]
  const assumed = probe.source.assumptions[id] ?? 'unknown'
  const fits = zones.some(({ names }) => names.includes(assumed))
  const [zone] = zones
  if (zones.length === 1 && zone)
    return settled(
      fits ? assumed : zone.name,
      `${evidence}; only days of ${zone.name}, or of a zone with the same clocks, explain them.`,
    )
  const explained = `${evidence}; ${count(zones.length, 'zone')} that differ within a year explain them, ${zonesText(zones, newest)}`
  return fits || assumed === 'unknown' ? open(`${explained}.`) : contradicted('unknown', `${explained}, not the assumed one.`)
}

const unapplied = (evidence: string) =>
  `${evidence}; every response was the whole list, so the filters may let everything through.`
const unexplained = (evidence: string) => `${evidence}; no reading of the filters explains them.`

/** Asks for days until the answers leave one reading, or no request is left. */
function days(probe: Probe): Promise<Days> {
  return probe.once('days', async () => {
    const pages = await probe.sample()
    const direction = await directionOf(probe)
    const { dateFilters, known } = probe
    const total = pages[0]?.page.total ?? null
    const sampled = datedRows(known)
    const newest = Math.max(0, ...sampled.map(({ createdAt }) => createdAt))
    const zone = probe.source.assumptions[probe.idOf('date-zone') ?? ''] ?? 'unknown'
    let left = sampled.length === 0 ? [] : allReadings(sampled, known.unzoned, zone)
    const all = left
    const answers: { bound: DayBound; answer: DayAnswer }[] = []
    const done = new Set<string>()
    let whole = 0
    for (let unknown = 0; left.length > 0; ) {
      const rows = datedRows(known)
      const costOf = (bound: DayBound) => costs(bound, rows, total, direction)
      const worth = (bounds: DayBound[]) => bounds.filter((bound) => !done.has(keyOf(bound)) && costOf(bound) <= probe.left)
      let bound = chooseBound(worth(boundsNear(rows, known.unzoned)), left, rows, costOf)
      if (!bound && unknown++ < MOST_UNKNOWN) bound = chooseUnknown(worth(boundsBetween(rows, known.unzoned)), left, costOf)
      const filter = dateFilters.find((each) => each.precision === 'day' && each.bound === bound?.bound)
      if (!bound || !filter) break
      done.add(keyOf(bound))
      const answer = await askDay(probe, filter, bound, direction)
      if (answer.total !== null && answer.total === total) whole++
      answers.push({ bound, answer })
      const compared = datedRows(known)
      left = left.filter((reading) => compared.every((row) => explains(reading, bound, row, answer)))
    }
    // With the requests that are left: a call that vanished or changed meanwhile came, or did not, for that reason.
    if (left.length > 0 && answers.length > 0 && probe.left >= pages.length) {
      const moved = await movedSince(probe, pages)
      const compared = datedRows(known).filter(({ id }) => !moved.has(id))
      if (moved.size > 0)
        left = all.filter((reading) =>
          answers.every(({ bound, answer }) => compared.every((row) => explains(reading, bound, row, answer))),
        )
    }
    const asked = done.size
    const evidence = `${count(asked, 'day bound')} requested, compared with ${count(datedRows(known).length, 'known call')}`
    return { left, unzoned: known.unzoned, ignored: asked > 0 && whole === asked, newest, evidence }
  })
}

/** The calls of the sample that are no longer listed as they were. */
async function movedSince(probe: Probe, pages: readonly RowPage[]): Promise<ReadonlySet<string>> {
  const now = await probe.rowsNow()
  const stood = ({ id, createdAt, updatedAt }: Row) =>
    now.get(id)?.createdAt === createdAt && now.get(id)?.updatedAt === updatedAt
  return new Set(pages.flatMap(({ rows }) => rows.filter((row) => !stood(row)).map(({ id }) => id)))
}

const keyOf = ({ bound, day }: DayBound) => `${bound} ${day}`
