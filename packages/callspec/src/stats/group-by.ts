import type { Agent, Call, Channel, Direction, EndReasonCode, Status } from '@callspec/provider'
import { CALENDAR, type LocalClock, WEEKDAYS, type Weekday } from './local-clock.js'
import { type Outcome, outcomeOf } from './outcome.js'

/** What stats need of a call: a call of a live log or of a copy, with or without the platform's own rows. */
export type CountedCall = Omit<Call, 'raw' | 'rawDetail'>

/** What calls can be grouped by. */
export const STATS_BY = [
  'source',
  'provider',
  'agent',
  'campaign',
  'status',
  'direction',
  'channel',
  'isTest',
  'endReason',
  'answeredBy',
  'outcome',
  'hour',
  'weekday',
  'day',
  'week',
  'month',
] as const

export type StatsBy = (typeof STATS_BY)[number]

/** What the calls of a group have in common: a member for each word of `by`. `null`: their platforms do not say. */
export interface GroupValues {
  /** Also where calls are grouped by agent or campaign: two accounts may use the same ids. */
  source?: string
  provider?: string
  /** One agent is one group, by its source and id, whatever its name was. The name is that of its latest call. */
  agent?: Agent | null
  /** By its source and id, like an agent. */
  campaign?: Agent | null
  status?: Status
  direction?: Direction
  channel?: Channel
  isTest?: boolean | null
  endReason?: EndReasonCode | null
  answeredBy?: 'human' | 'machine' | 'unknown' | null
  outcome?: Outcome
  /** The hour on the clock in the time zone, from `00` to `23`; `null`, like every time, for calls without a stamp. */
  hour?: string | null
  weekday?: Weekday | null
  /** `2026-11-01`, in the time zone. */
  day?: string | null
  /** The Monday that it began with: `2026-10-26`. */
  week?: string | null
  /** `2026-11` */
  month?: string | null
}

/** A call's value as a text that tells groups apart; `null`: none. */
export type KeyReader = (call: CountedCall, local: number | null) => string | null

/** Reads each word of `by`. */
export const KEYS: { readonly [Word in StatsBy]: KeyReader } = {
  source: ({ source }) => source,
  provider: ({ provider }) => provider,
  agent: ({ agent }) => namedKey(agent),
  campaign: ({ campaign }) => namedKey(campaign),
  status: ({ status }) => status,
  direction: ({ direction }) => direction,
  channel: ({ channel }) => channel,
  isTest: ({ isTest }) => (isTest === null ? null : String(isTest)),
  endReason: ({ endReason }) => endReason?.code ?? null,
  answeredBy: ({ answeredBy }) => answeredBy,
  outcome: outcomeOf,
  hour: timeKey('hour'),
  weekday: timeKey('weekday'),
  day: timeKey('day'),
  week: timeKey('week'),
  month: timeKey('month'),
}

function timeKey(word: keyof typeof CALENDAR): KeyReader {
  return (_, local) => (local === null ? null : CALENDAR[word](local))
}

/** Whether a word groups by time, and is thus listed in the order of time. */
export const isTime = (word: StatsBy): word is keyof typeof CALENDAR => word in CALENDAR

/** Whether groups of a word have a name beside their id. */
export const isNamed = (word: StatsBy): word is 'agent' | 'campaign' => word === 'agent' || word === 'campaign'

/** Two keys of a time word, the earlier first. */
export function compareTimes(word: StatsBy, one: string, other: string): number {
  if (word !== 'weekday') return compareTexts(one, other)
  const days: readonly string[] = WEEKDAYS
  return days.indexOf(one) - days.indexOf(other)
}

/** By code unit: the same on every machine. */
export const compareTexts = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

// The first letter says which of the two follows.
const namedKey = (named: Agent | null) => named && (named.id === null ? `n${named.name}` : `i${named.id}`)

/** What a key of an agent or a campaign says. */
export const fromNamedKey = (key: string): Agent =>
  key.startsWith('i') ? { id: key.slice(1), name: null } : { id: null, name: key.slice(1) }

/** The local time of a call; `null`: it has no stamp. */
export const localTime = ({ occurredAt }: CountedCall, clock: LocalClock): number | null =>
  occurredAt === null ? null : clock(Date.parse(occurredAt))
