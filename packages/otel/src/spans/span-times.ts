import type { HrTime } from '@opentelemetry/api'
import type { Call, Turn } from 'callspec'

export interface SpanTimes {
  startMs: number
  endMs: number
}

/** The part of a call that says when it was. */
type Dated = Pick<Call, 'occurredAt' | 'startedAt' | 'endedAt' | 'durationSeconds'>

/**
 * When the span of a call begins and ends; `null` if the platform tells no beginning. Where it tells no end, the span is as long as the platform
 * says the call was; where it says neither, it ends where it begins.
 */
export function callTimes({ occurredAt, endedAt, durationSeconds }: Dated): SpanTimes | null {
  if (occurredAt === null) return null
  const startMs = Date.parse(occurredAt)
  const told = endedAt === null ? Number.NaN : Date.parse(endedAt)
  // OTLP has no span that ends before it begins.
  const endMs = told >= startMs ? told : startMs + Math.max(0, Math.round((durationSeconds ?? 0) * 1000))
  return { startMs, endMs }
}

/**
 * When a turn began, by its stamp or else by its offset from where the call began; `null` if the platform tells neither. Without `startedAt`,
 * the call's stamp is that of its creation, from which no offset counts.
 */
export function turnStartMs({ at, offsetSeconds }: Turn, { startedAt }: Dated): number | null {
  if (at !== null) return Date.parse(at)
  if (offsetSeconds === null || startedAt === null) return null
  return Date.parse(startedAt) + Math.round(offsetSeconds * 1000)
}

/** Epoch milliseconds as seconds and nanoseconds, without an error of rounding. */
export function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000)
  return [seconds, (ms - seconds * 1000) * 1_000_000]
}
