import { DAY_MS, fromZoned, toZoned } from '@callspec/provider'

/** Zones whose clocks agree throughout a period, so calls in it cannot distinguish them. */
export interface ZoneClass {
  /** The zone to name: a familiar one if there is one. */
  name: string
  names: readonly string[]
}

/** Preferred names among zones with the same clocks, because more people use them. */
const FAMILIAR = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Athens',
  'Europe/Moscow',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
]

/**
 * All zones that the runtime knows, and `extra`, grouped by what their clocks show once a week between two instants. Zones that differ for less
 * than a week count as one.
 */
export function zoneClasses(from: number, to: number, extra: readonly string[] = []): ZoneClass[] {
  const classes = new Map<string, string[]>()
  for (const zone of new Set([...FAMILIAR, ...extra, ...Intl.supportedValuesOf('timeZone')])) {
    const clocks = clocksOf(zone, from, to)
    classes.set(clocks, [...(classes.get(clocks) ?? []), zone])
  }
  return [...classes.values()].map((names) => ({ name: names[0]!, names }))
}

/** The fitting zones in words: their offsets at an instant, and some of their names. */
export function zonesText(classes: readonly ZoneClass[], at: number): string {
  const offsets = [...new Set(classes.map(({ name }) => toZoned(at, name) - at))].toSorted((one, other) => one - other)
  const shown = offsets.length === 1 ? offsetText(offsets[0]!) : `${offsetText(offsets[0]!)} to ${offsetText(offsets.at(-1)!)}`
  const names = classes.slice(0, 3).map(({ name }) => name)
  return `${shown} (${names.join(', ')}${classes.length > 3 ? ` and ${classes.length - 3} more` : ''})`
}

/** `+05:30` */
export function offsetText(ms: number): string {
  const minutes = Math.abs(Math.round(ms / 60_000))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** When a day begins in a zone, epoch milliseconds. */
export const midnightIn = (zone: string, day: string): number => fromZoned(Date.parse(day), zone)

// Its own formatter, because those of `zone.ts` are kept for ever and there are hundreds of zones. At one instant, what it shows differs only by
// the offset; to take its parts apart would take twice as long.
function clocksOf(zone: string, from: number, to: number): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', hour: 'numeric' })
  let clocks = ''
  for (let at = from; at <= to; at += 7 * DAY_MS) clocks += `${format.format(at)} `
  return clocks
}
