import { CallspecError } from '@callspec/core'
import type { Channel, Direction, DurationRange, Included, Part, Status } from '@callspec/provider'
import {
  CHANNELS,
  DIRECTIONS,
  fromZoned,
  hasDay,
  INCLUDED,
  isZone,
  ORDERS,
  type OrderName,
  STATUSES,
  subscriberNumber,
  toInstant,
  withinStamps,
} from '@callspec/provider'

// Each member has a docstring: `pnpm generate` copies them into the published JSON Schema, whose members are these.

/** What to list. It means the same on every platform; a call matches if it meets every member. */
export interface CallQuery {
  /** From this instant on: an RFC 3339 stamp with an offset, a date (midnight in `timeZone`) or, in code, a `Date`. */
  since?: Date | string | undefined
  /** Before this instant. Same forms as `since`. */
  until?: Date | string | undefined
  /** IANA zone in which a date in `since` and `until` begins. Default `UTC`. */
  timeZone?: string | undefined
  /** This status, or one of these. */
  status?: Status | readonly Status[] | undefined
  /** Who called whom. */
  direction?: Direction | undefined
  /** By telephone, over the web, or in writing without any audio. */
  channel?: Channel | undefined
  /** `true`: only tests; `false`: no tests. */
  isTest?: boolean | undefined
  /**
   * A number with its country, like `+15551234567` or `tel:+1-555-123-4567`. Compared by its digits with the customer's subscriber
   * number or, if that is unknown, with those of `from` and `to`.
   */
  phoneNumber?: string | undefined
  /** The platform's own id of the agent. */
  agentId?: string | undefined
  /** The platform's own id of the campaign. */
  campaignId?: string | undefined
  /** At least so many seconds, as the platform tells them. A call whose platform tells no duration never matches. */
  minDurationSeconds?: number | undefined
  /** At most so many seconds. */
  maxDurationSeconds?: number | undefined
  /** By `occurredAt`, or `arrival`: as pages land. Default `newest`. */
  order?: OrderName | undefined
  /** At most this many calls. */
  limit?: number | undefined
  /** Parts to fetch if the list row does not hold them; `details`: what only the request for a single call tells, such as numbers on some platforms. */
  include?: readonly Included[] | undefined
  /** Push down no filter that relies on an assumption if rows can be filtered here, and do not end early on an assumed order. Default `false`. */
  strict?: boolean | undefined
}

/** A validated query, in the form that reading uses. */
export interface CheckedQuery {
  /** Epoch milliseconds. */
  since: number | null
  until: number | null
  status: readonly Status[] | null
  direction: Direction | null
  channel: Channel | null
  isTest: boolean | null
  /** `+` and digits. */
  phoneNumber: string | null
  agentId: string | null
  campaignId: string | null
  /** Absent: any, so that the states of earlier versions fit. */
  duration?: DurationRange
  order: OrderName
  limit: number
  include: readonly Part[]
  /** Absent: not wanted, so that the states of earlier versions fit. */
  details?: true
  strict: boolean
}

const KEYS: ReadonlySet<string> = new Set([
  'since',
  'until',
  'timeZone',
  'status',
  'direction',
  'channel',
  'isTest',
  'phoneNumber',
  'agentId',
  'campaignId',
  'minDurationSeconds',
  'maxDurationSeconds',
  'order',
  'limit',
  'include',
  'strict',
] satisfies (keyof CallQuery)[])

/** @throws CallspecError `invalid-query` naming the member, what was received and the right form. */
export function checkQuery(query: CallQuery): CheckedQuery {
  if (typeof query !== 'object' || query === null) throw invalid('query', shown(query), 'Pass an object like { since }')
  const unknown = Object.keys(query).find((key) => !KEYS.has(key))
  if (unknown) {
    const isOption = unknown === 'signal' || unknown === 'state'
    const advice = isOption ? `Pass it beside the query: list(query, { ${unknown} })` : `Known: ${[...KEYS].join(', ')}`
    throw new CallspecError(`Unknown member of a query: ${unknown}. ${advice}.`, { code: 'invalid-query' })
  }
  const zone = query.timeZone ?? 'UTC'
  if (typeof zone !== 'string' || !isZone(zone)) throw invalid('timeZone', shown(zone), 'Pass an IANA zone like Europe/Berlin')
  const since = instant('since', query.since, zone)
  const until = instant('until', query.until, zone)
  if (since !== null && until !== null && since > until) {
    throw invalid('since', `${new Date(since).toISOString()}, after until`, 'Pass a since before until')
  }
  const { status } = query
  const min = number('minDurationSeconds', query.minDurationSeconds, Number.isFinite, 'seconds,')
  const max = number('maxDurationSeconds', query.maxDurationSeconds, Number.isFinite, 'seconds,')
  if (min !== null && max !== null && min > max) {
    throw invalid('minDurationSeconds', `${min}, more than maxDurationSeconds`, 'Pass one up to maxDurationSeconds')
  }
  return {
    since,
    until,
    status:
      status === undefined ? null : (Array.isArray(status) ? status : [status]).map((word) => oneOf('status', word, STATUSES)),
    direction: query.direction === undefined ? null : oneOf('direction', query.direction, DIRECTIONS),
    channel: query.channel === undefined ? null : oneOf('channel', query.channel, CHANNELS),
    isTest: flag('isTest', query.isTest) ?? null,
    phoneNumber: phoneNumber(query.phoneNumber),
    agentId: id('agentId', query.agentId),
    campaignId: id('campaignId', query.campaignId),
    ...((min !== null || max !== null) && { duration: { min, max } }),
    order: oneOf('order', query.order ?? 'newest', ORDERS),
    limit: number('limit', query.limit, Number.isSafeInteger, 'a whole number') ?? Number.POSITIVE_INFINITY,
    ...included(query.include),
    strict: flag('strict', query.strict) ?? false,
  }
}

function instant(name: string, value: unknown, zone: string): number | null {
  if (value === undefined) return null
  const ms = value instanceof Date ? value.getTime() : typeof value === 'string' ? fromText(value, zone) : null
  if (ms !== null && Number.isFinite(ms)) return withinStamps(ms)
  throw invalid(name, shown(value), 'Pass a date like 2026-11-01 or a stamp with an offset like 2026-11-01T08:00:00Z')
}

function fromText(text: string, zone: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) {
    const ms = toInstant(text)
    // Stamps have whole milliseconds, so a finer bound is rounded up, for `since` and `until` alike.
    return ms !== null && /[.,]\d{3}\d*[1-9]/.test(text) ? ms + 1 : ms
  }
  return hasDay(text) ? fromZoned(Date.parse(`${text}T00:00:00Z`), zone) : null
}

function phoneNumber(value: unknown): string | null {
  if (value === undefined) return null
  const number = typeof value === 'string' ? subscriberNumber(value) : null
  if (number && /^\+\d{3,15}$/.test(number)) return number
  // Only its end is shown: it may be somebody's number or address.
  const end = shown(value).replace(/[^"].{2,}(?=[^"]{2}"?$)/s, '***')
  throw invalid('phoneNumber', end, 'Pass + and 3 to 15 digits, like +15551234567')
}

function id(name: string, value: unknown): string | null {
  if (value === undefined) return null
  // A URL cannot hold half a surrogate pair.
  if (typeof value === 'string' && value.trim() !== '' && value.isWellFormed()) return value
  throw invalid(name, shown(value), "Pass the platform's id as a text")
}

function number(name: string, value: unknown, isOne: (value: unknown) => boolean, what: string): number | null {
  if (value === undefined) return null
  if (typeof value === 'number' && isOne(value) && value >= 0) return value
  throw invalid(name, shown(value), `Pass ${what} from 0 on`)
}

function included(value: unknown): Pick<CheckedQuery, 'include' | 'details'> {
  if (value !== undefined && !Array.isArray(value)) throw invalid('include', shown(value), "Pass a list like ['transcript']")
  const words = new Set<Included>((value ?? []).map((word: unknown) => oneOf('include', word, INCLUDED)))
  const isDetailed = words.delete('details')
  // Without the one that is no part.
  return { include: [...words] as Part[], ...(isDetailed && { details: true }) }
}

function flag(name: string, value: unknown): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value
  throw invalid(name, shown(value), 'Pass true or false')
}

function oneOf<const Word extends string>(name: string, value: unknown, words: readonly Word[]): Word {
  const word = words.find((known) => known === value)
  if (word !== undefined) return word
  throw invalid(name, shown(value), `Pass one of ${words.join(', ')}`)
}

const shown = (value: unknown) =>
  typeof value === 'string' ? `"${value}"` : value instanceof Date ? 'an invalid Date' : String(value)

export function invalid(name: string, received: string, advice: string): CallspecError {
  return new CallspecError(`Invalid ${name}: received ${received}. ${advice}.`, { code: 'invalid-query' })
}
