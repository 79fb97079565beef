import type { CopiedSource } from '@callspec/sync'
import { checkQuery, POWERS, wantedFilters } from 'callspec/kit'
import { WEEKDAYS } from 'callspec/stats'
import type { ExplorerQuery } from '../api/explorer-query.js'
import { toCopyQuery } from '../api/to-copy-query.js'
import { type CallsInMemory, LONG, NONE } from './calls-in-memory.js'
import { FAIL, FacetCounts } from './facets.js'
import { NO_HOUR } from './week-hours.js'
import { CODES } from './words.js'

/** The calls that a query leaves. */
export interface Selection {
  /** Their places, newest first. */
  places: Int32Array
  facets: FacetCounts
}

/** What has been worked out of a query beforehand, by place. */
export interface Prepared {
  /** 1 for calls that the search finds; `null`: nothing is searched for. */
  found: Uint8Array | null
  /** Hours of the week in the query's zone. */
  weekHours: Uint8Array
}

/**
 * Chooses the calls of a query, in one look at each call.
 * @throws CallspecError `invalid-query`
 */
export function select(
  calls: CallsInMemory,
  sources: readonly CopiedSource[],
  query: ExplorerQuery,
  { found, weekHours }: Prepared,
): Selection {
  const fails = failureOf(calls, sources, query, weekHours)
  const facets = new FacetCounts(facetsOutOfReach(calls, sources))
  const places = new Int32Array(calls.order.length)
  let count = 0
  for (const place of calls.order) {
    if (found !== null && found[place] !== 1) continue
    const fail = fails(place)
    if (fail & FAIL.OTHER) continue
    // No facet leaves out more than one filter.
    if ((fail & (fail - 1)) !== 0) continue
    facets.add(calls, place, fail)
    if (fail === 0) places[count++] = place
  }
  return { places: places.slice(0, count), facets }
}

/** Says which filters of a query rule a call out, as bits. */
function failureOf(
  calls: CallsInMemory,
  sources: readonly CopiedSource[],
  query: ExplorerQuery,
  weekHours: Uint8Array,
): (place: number) => number {
  const { columns, otherReadings } = calls
  const { occurredAt, source, status, direction, channel, outcome, agent, seconds, secondsScale } = columns
  const { since, until } = checkQuery(periodOf(query))
  const [from, to] = [since ?? Number.NEGATIVE_INFINITY, until ?? Number.POSITIVE_INFINITY]
  const isPeriod = since !== null || until !== null
  const isWithin = (at: number) => at >= from && at < to
  const ofSource = failuresOfSources(calls, sources, query)
  const statuses = maskOf(query.statuses.map((word) => CODES.status.get(word)!))
  const [wantedDirection, wantedChannel, wantedOutcome] = [
    query.direction === null ? -1 : CODES.direction.get(query.direction)!,
    query.channel === null ? -1 : CODES.channel.get(query.channel)!,
    query.outcome === null ? -1 : CODES.outcome.get(query.outcome)!,
  ]
  const { minDurationSeconds: least, maxDurationSeconds: most } = query
  const isTimed = least !== null || most !== null
  const agents = query.agentId === null ? null : Uint8Array.from(calls.agents.named, ({ id }) => Number(id === query.agentId))
  const hours = hoursOf(query)
  return (place) => {
    let fail = ofSource[source[place]!]!
    if (fail & FAIL.OTHER) return fail
    if (isPeriod && !isWithin(occurredAt[place]!) && !isWithin(otherReadings.get(place) ?? Number.NaN)) return FAIL.OTHER
    if (agents !== null && agents[agent[place]!] === 0) return FAIL.OTHER
    if (hours !== null && hours[weekHours[place]!] !== 1) return FAIL.OTHER
    if (isTimed) {
      const scale = secondsScale[place]!
      if (scale === NONE) return FAIL.OTHER
      const length = scale === LONG ? calls.longDecimals.seconds.get(place)! : seconds[place]! / POWERS[scale]!
      if ((least !== null && length < least) || (most !== null && length > most)) return FAIL.OTHER
    }
    if (statuses !== 0 && !(statuses & (1 << status[place]!))) fail |= FAIL.status
    if (wantedDirection >= 0 && direction[place] !== wantedDirection) fail |= FAIL.direction
    if (wantedChannel >= 0 && channel[place] !== wantedChannel) fail |= FAIL.channel
    if (wantedOutcome >= 0 && outcome[place] !== wantedOutcome) fail |= FAIL.outcome
    return fail
  }
}

/** Of a query: when, and in which zone. */
export const periodOf = ({ since, until, timeZone }: ExplorerQuery) => ({
  timeZone,
  ...(since !== null && { since }),
  ...(until !== null && { until }),
})

const maskOf = (codes: readonly number[]): number => codes.reduce((mask, code) => mask | (1 << code), 0)

/** 1 for each hour of the week that a query wants; `null`: any, also none. */
function hoursOf({ weekdays, hours }: ExplorerQuery): Uint8Array | null {
  if (weekdays.length === 0 && hours.length === 0) return null
  const wanted = new Uint8Array(NO_HOUR + 1)
  for (let hour = 0; hour < 7 * 24; hour++) {
    const isDay = weekdays.length === 0 || weekdays.includes(WEEKDAYS[Math.floor(hour / 24)]!)
    wanted[hour] = Number(isDay && (hours.length === 0 || hours.includes(hour % 24)))
  }
  return wanted
}

/** By the number of each source: the bits of what rules all its calls out. */
function failuresOfSources(calls: CallsInMemory, sources: readonly CopiedSource[], query: ExplorerQuery): Uint8Array {
  return Uint8Array.from(calls.sources.texts, (id, code) => {
    const source = sources.find((each) => each.id === id)
    // Its facts are not read yet.
    if (code > 0 && source === undefined) return FAIL.OTHER
    let fail = 0
    if (source && unanswered(source, query).length > 0) fail |= FAIL.OTHER
    if (query.sources.length > 0 && !query.sources.includes(id)) fail |= FAIL.source
    if (query.providers.length > 0 && !query.providers.includes(calls.providers[code]!)) fail |= FAIL.provider
    return fail
  })
}

/** The filters of a query that a source cannot answer, each with the reason. */
export function unanswered({ unanswerable }: CopiedSource, query: ExplorerQuery): { filter: string; because: string }[] {
  const {
    search: _search,
    providers: _providers,
    outcome: _outcome,
    weekdays: _weekdays,
    hours: _hours,
    ...common
  } = toCopyQuery(query).query
  return wantedFilters(checkQuery(common)).flatMap(([filter]) => {
    const because = unanswerable[filter]
    return because === undefined ? [] : [{ filter, because }]
  })
}

/** By the number of each source: the bits of the facets whose words it cannot be asked for. */
const facetsOutOfReach = (calls: CallsInMemory, sources: readonly CopiedSource[]): Uint8Array =>
  Uint8Array.from(calls.sources.texts, (id) => {
    const { unanswerable } = sources.find((each) => each.id === id) ?? { unanswerable: {} as CopiedSource['unanswerable'] }
    return (['status', 'direction', 'channel'] as const).reduce(
      (bits, name) => (unanswerable[name] === undefined ? bits : bits | FAIL[name]),
      0,
    )
  })
