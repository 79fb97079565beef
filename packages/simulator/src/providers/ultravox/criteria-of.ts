import type { Platform } from '../../define-simulator.js'
import type { InputReader } from '../../server/input-reader.js'
import { summaryOf } from '../../world/conversation.js'
import { Criteria } from '../../world/criteria.js'
import type { WorldCall } from '../../world/world.js'
import { billedSeconds, joinedAt, PROMPT, voiceId } from './call.js'

const DAY_MS = 86_400_000

/** The filters of a list. What is wrong with them is kept in `input.problem`. */
export function criteriaOf(query: URLSearchParams, input: InputReader, platform: Platform): Criteria {
  const { world, knob: setting } = platform
  const seconds = setting('duration-filter') === 'billed' ? billedSeconds : joinedSeconds
  const ids = query.getAll('agentIds')
  const criteria = new Criteria(setting('filters') === 'ignored')
    .add('agentIds', ids.length > 0 ? ids.join() : undefined, ({ agent }) => ids.includes(agent.id))
    .add('fromDate', input.instant('fromDate'), ({ createdAt }, from) => createdAt >= from)
    .add('toDate', lastOf(query.get('toDate'), input), ({ createdAt }, to) => createdAt <= to)
    .add('timeOfDayStart', timeOf('timeOfDayStart', input), ({ createdAt }, start) => createdAt % DAY_MS >= start)
    .add('timeOfDayEnd', timeOf('timeOfDayEnd', input), ({ createdAt }, end) => createdAt % DAY_MS <= end)
    .add('durationMin', durationOf('durationMin', input), (call, least) => (seconds(call) ?? -1) >= least)
    .add('durationMax', durationOf('durationMax', input), (call, most) => (seconds(call) ?? Infinity) <= most)
    .add('voiceId', input.text('voiceId'), (_, id) => id === voiceId)
    .add('search', input.text('search'), (call, text) => textsOf(call, world.seed).some((each) => each.includes(text)))
  for (const [name, value] of query) {
    const [, key] = /^metadata\.(.+)$/.exec(name) ?? []
    if (key !== undefined) criteria.add(name, value, ({ metadata }, wanted) => metadata[key] === wanted)
  }
  return criteria
}

/** A day ends with its last microsecond. */
function lastOf(given: string | null, input: InputReader): number | undefined {
  const at = input.instant('toDate')
  return at !== undefined && given !== null && !given.includes('T') ? at + DAY_MS - 1 : at
}

function timeOf(name: string, input: InputReader): number | undefined {
  const text = input.text(name)
  const at = text === undefined ? undefined : Date.parse(`1970-01-01T${text.slice(0, 12)}Z`)
  if (at !== undefined && Number.isNaN(at)) input.problem ??= `${name} must be a time`
  return at
}

function durationOf(name: string, input: InputReader): number | undefined {
  const text = input.text(name)
  if (text !== undefined && !/^\d+(\.\d{1,9})?s$/.test(text)) input.problem ??= `${name} must be a duration`
  return text === undefined ? undefined : Number.parseFloat(text)
}

const joinedSeconds = (call: WorldCall): number | null => {
  const joined = joinedAt(call)
  return joined === null || call.endedAt === null ? null : (call.endedAt - joined) / 1000
}

const textsOf = (call: WorldCall, seed: number): string[] => [PROMPT, ...(call.parts.analysis ? [summaryOf(call, seed)] : [])]
