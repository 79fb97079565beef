import { DAY_MS, toZoned } from '@callspec/provider'
import { isUnzoned, type Row } from '../probe/known-rows.js'
import type { Probe } from '../probe/probe.js'
import { contradicted, count, type Finding, open, settled } from '../report/finding.js'
import { offsetText, zoneClasses, zonesText } from './days/zones.js'

const YEAR = 366 * DAY_MS

/** Calls to get, the newest and the oldest known ones first: clocks may have changed in between. */
const TRIES = 4

/** Clocks of the platform and of this machine may differ by so much. */
const CLOCK_ERROR_MS = 300_000

/**
 * A stamp without a zone can be placed only beside the same stamp with one. Where the list writes none with a zone, all that
 * can be seen is a call that would not have happened yet.
 */
export async function stampZone(probe: Probe, id: string): Promise<Finding> {
  await probe.sample()
  const rows = [...probe.known.byId.values()].filter(({ createdAt }) => createdAt !== null)
  const assumed = probe.source.assumptions[id] ?? 'unknown'
  if (rows.length === 0) return open('The account has no calls.')
  return probe.known.unzoned ? fromNow(rows, assumed) : fromDetails(probe, rows, assumed)
}

function fromNow(rows: readonly Row[], zone: string): Finding {
  const newest = Math.max(...rows.map(({ createdAt }) => createdAt ?? 0))
  const now = Date.now()
  if (zone === 'unknown') return open(`The ${count(rows.length, 'row')} read show no zone.`)
  const ahead = newest - toZoned(now, zone)
  if (ahead > CLOCK_ERROR_MS) {
    return contradicted(
      null,
      `The newest of ${count(rows.length, 'stamp')} lies ${offsetText(ahead)} in the future, so the zone is further ahead.`,
    )
  }
  return open(`None of ${count(rows.length, 'stamp')} lies in the future, and nothing else in the rows shows their zone.`)
}

/** The list writes a zone and the single call does not: the difference is the zone. */
async function fromDetails(probe: Probe, rows: readonly Row[], assumed: string): Promise<Finding> {
  const sorted = rows.toSorted((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0))
  const chosen = new Set(
    [0, sorted.length - 1, Math.floor(sorted.length / 2), Math.floor(sorted.length / 4)].map((index) => sorted[index]!),
  )
  const offsets: { at: number; offset: number }[] = []
  for (const row of [...chosen].slice(0, TRIES)) {
    const detail = await probe.call(row.id)
    if (!detail || !isUnzoned(probe.source, detail)) continue
    const shown = probe.known.read(detail)
    for (const name of ['createdAt', 'updatedAt'] as const) {
      const [at, wall] = [row[name], shown?.[name]]
      // The list may cut off what lies below the second.
      if (at !== null && typeof wall === 'number') offsets.push({ at, offset: Math.round((wall - at) / 60_000) * 60_000 })
    }
  }
  if (offsets.length === 0) return open(`None of ${count(rows.length, 'row')} read have a stamp without a zone.`)
  const times = offsets.map(({ at }) => at)
  const classes = zoneClasses(Math.min(...times), Math.max(...times) + YEAR, assumed === 'unknown' ? [] : [assumed])
  const fitting = classes.filter(({ name }) => offsets.every(({ at, offset }) => toZoned(at, name) - at === offset))
  const seen = `Compared with the same ${count(offsets.length, 'stamp')} with a zone, those without one fit`
  if (fitting.length === 0) return open(`${seen} no zone.`)
  const [first] = fitting
  const fits = fitting.find(({ names }) => names.includes(assumed))
  if (fitting.length === 1 && first)
    return settled(fits ? assumed : first.name, `${seen} ${first.name} and no zone with other clocks.`)
  const remaining = `${seen} ${zonesText(fitting, times[0]!)}`
  return fits || assumed === 'unknown' ? open(`${remaining}.`) : contradicted(null, `${remaining}, not the assumed one.`)
}
