import { readingsIn, toZoned } from '@callspec/provider'

/** A UTC stamp as clocks in a zone show it: `2026-11-01 08:00:00`, with the offset in the hour that they show twice. */
export function clockText(stamp: string, zone: string): string {
  if (zone === 'UTC') return stamp.slice(0, 19).replace('T', ' ')
  const instant = Date.parse(stamp)
  const clock = toZoned(instant, zone)
  const text = new Date(clock).toISOString().slice(0, 19).replace('T', ' ')
  return readingsIn(zone, clock).length > 1 ? `${text}${offsetText(clock - instant)}` : text
}

/** An instant as RFC 3339 with the offset of a zone: `2026-11-01T08:00:00.000+01:00`. */
export function zonedStamp(instant: number, zone: string): string {
  const clock = toZoned(instant, zone)
  const text = new Date(clock).toISOString()
  return zone === 'UTC' ? text : `${text.slice(0, -1)}${offsetText(clock - instant)}`
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, '0'))
  return `${offset < 0 ? '-' : '+'}${hours}:${rest}`
}
