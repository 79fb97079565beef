import { createHash } from 'node:crypto'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import type { Call } from 'callspec'

/** What was sent: by source and day of the calls, digests of their keys and of what was sent of them. It names no key and no call. */
export interface SentState {
  version: 1
  sources: Record<string, Record<string, Record<string, string>>>
}

/** Remembers which calls were sent, so that one that is read again goes out again only if something about it changed. */
export interface SentCalls {
  /** `new`, `changed` since it was sent, or `same`. */
  compare(call: Call, spans: readonly ReadableSpan[]): 'new' | 'changed' | 'same'
  add(call: Call, spans: readonly ReadableSpan[]): void
  /** Forgets calls of a source from before a stamp. */
  forget(source: string, before: string): void
  state(): SentState
}

/** From what `state` gave; anything else counts as nothing, and then calls are sent once more. */
export function createSentCalls(state?: unknown): SentCalls {
  const sources = new Map<string, Map<string, Sent>>(read(state))
  const of = ({ source, key }: Call) => sources.get(source)?.get(digest(key))
  return {
    compare(call, spans) {
      const before = of(call)
      if (!before) return 'new'
      return before.what === whatOf(spans) ? 'same' : 'changed'
    },
    add(call, spans) {
      const sent = sources.get(call.source) ?? new Map<string, Sent>()
      sent.set(digest(call.key), { day: dayOf(call.occurredAt ?? ''), what: whatOf(spans) })
      sources.set(call.source, sent)
    },
    forget(source, before) {
      const sent = sources.get(source)
      for (const [key, { day }] of sent ?? []) if (day < dayOf(before)) sent?.delete(key)
    },
    state: () => ({ version: 1, sources: Object.fromEntries([...sources].map(([source, sent]) => [source, byDay(sent)])) }),
  }
}

interface Sent {
  day: string
  what: string
}

const dayOf = (stamp: string) => stamp.slice(0, 10)

const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 12)

/** Without the stamp of the platform's last change: it alone is no change of what is sent. */
const whatOf = (spans: readonly ReadableSpan[]) =>
  digest(
    JSON.stringify(spans, (name, value: unknown) =>
      name === 'resource' || name === 'callspec.call.updated_at' ? undefined : value,
    ),
  )

function byDay(sent: ReadonlyMap<string, Sent>): Record<string, Record<string, string>> {
  const days: Record<string, Record<string, string>> = {}
  for (const [key, { day, what }] of sent) {
    days[day] ??= {}
    days[day][key] = what
  }
  return days
}

function read(state: unknown): [string, Map<string, Sent>][] {
  if (!isRecord(state) || state.version !== 1) return []
  return entries(state.sources).map(([source, days]) => [
    source,
    new Map(entries(days).flatMap(([day, sent]) => entries(sent).map(([key, what]) => [key, { day, what: String(what) }]))),
  ])
}

const entries = (value: unknown): [string, unknown][] => (isRecord(value) ? Object.entries(value) : [])

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
