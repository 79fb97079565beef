const DAY_MS = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  return format
}

/** Whether the runtime knows an IANA zone. */
export function isZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined
  } catch {
    return false
  }
}

/** Milliseconds by which clocks in a zone are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  if (zone === 'UTC') return 0
  const name = formatOf(zone)
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value
  // `GMT+05:30`, before standard time also `GMT-00:25:21`, and `GMT` alone.
  const [, sign, hours, minutes, seconds = 0] = /([+-])(\d+):(\d+)(?::(\d+))?$/.exec(name ?? '') ?? []
  const size = sign === undefined ? 0 : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -size : size
}

/** What clocks in a zone show at an instant, as if it were UTC. */
export const clockAt = (instant: number, zone: string): number => instant + offsetAt(instant, zone)

/**
 * The instant at which clocks in a zone show a time, given as if it were UTC. Where they show it twice, the earlier one; where they skip it,
 * what they would show had they not been put forward yet.
 */
export function instantOf(clock: number, zone: string): number {
  return instantsOf(clock, zone)[0] ?? clock - offsetAt(clock - DAY_MS, zone)
}

/** Both instants in the hour that clocks show twice, none in one that they skip. */
function instantsOf(clock: number, zone: string): number[] {
  const around = [clock - DAY_MS, clock + DAY_MS].map((instant) => clock - offsetAt(instant, zone))
  return [...new Set(around)].filter((instant) => clockAt(instant, zone) === clock).sort((one, other) => one - other)
}

/** A stamp in UTC as clocks in a zone show it: `2026-11-01 08:00:00`, with the offset where they show that twice. */
export function clockText(stamp: string, zone: string): string {
  if (zone === 'UTC') return stamp.slice(0, 19).replace('T', ' ')
  const instant = Date.parse(stamp)
  const clock = clockAt(instant, zone)
  const text = new Date(clock).toISOString().slice(0, 19).replace('T', ' ')
  return instantsOf(clock, zone).length > 1 ? `${text}${offsetText(clock - instant)}` : text
}

/** An instant as RFC 3339 with the offset of a zone: `2026-11-01T08:00:00.000+01:00`. */
export function zonedStamp(instant: number, zone: string): string {
  const clock = clockAt(instant, zone)
  const text = new Date(clock).toISOString()
  return zone === 'UTC' ? text : `${text.slice(0, -1)}${offsetText(clock - instant)}`
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, '0'))
  return `${offset < 0 ? '-' : '+'}${hours}:${rest}`
}
