// The typed filters of the list: one object per member, combined by "and".

import type { KnobReader } from '../../knobs.js'
import { isObject } from '../../server/json-body.js'
import { Criteria } from '../../world/criteria.js'
import type { WorldCall } from '../../world/world.js'

/** The value of a call's member; null: none. */
export type Value = string | number | boolean | null
type ValueOf = (call: WorldCall) => Value

const comparisons: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
  gt: (one, other) => one > other,
  ge: (one, other) => one >= other,
  lt: (one, other) => one < other,
  le: (one, other) => one <= other,
}

const searches: Readonly<Record<string, (one: string, other: string) => boolean>> = {
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
  sw: (one, other) => one.startsWith(other),
  ew: (one, other) => one.endsWith(other),
  co: (one, other) => one.includes(other),
}

/** A filter as a test of a value, or the text of an error if it is invalid. */
type Kind = (filter: Record<string, unknown>, setting: KnobReader) => ((value: Value) => boolean) | string

const kinds: Readonly<Record<string, Kind>> = {
  string({ op, value }) {
    const search = searches[String(op)]
    if (!search || typeof value !== 'string') return 'a string filter takes eq, ne, sw, ew or co and a string'
    return (held) => typeof held === 'string' && search(held, value)
  },
  number({ op, value }, setting) {
    const compare = comparisons[String(op)]
    if (!compare || typeof value !== 'number') return 'a number filter takes eq, ne, gt, ge, lt or le and a number'
    return (held) => (typeof held === 'number' ? compare(held, value) : keepsAbsent(setting))
  },
  range({ op, value }, setting) {
    const [lower, upper, ...more]: unknown[] = Array.isArray(value) ? value : []
    if (op !== 'bt' || typeof lower !== 'number' || typeof upper !== 'number' || more.length > 0) {
      return 'a range filter takes bt and two numbers'
    }
    const within = setting('range-bounds') === 'inclusive' ? comparisons.ge : comparisons.gt
    return (held) => (typeof held === 'number' ? within!(held, lower) && within!(upper, held) : keepsAbsent(setting))
  },
  boolean({ op, value }) {
    if (op !== 'eq' || typeof value !== 'boolean') return 'a boolean filter takes eq and a boolean'
    return (held) => held === value
  },
  enum({ op, value }) {
    if (op !== 'in' || !Array.isArray(value)) return 'an enum filter takes in and an array'
    return (held) => value.includes(held)
  },
  present({ op }) {
    if (op !== 'pr' && op !== 'np') return 'a present filter takes pr or np'
    return (held) => (held !== null) === (op === 'pr')
  },
}

const keepsAbsent = (setting: KnobReader): boolean => setting('absent-matches') === 'kept'

function toTest(filter: unknown, types: readonly string[], setting: KnobReader): ((value: Value) => boolean) | string {
  if (!isObject(filter)) return 'a filter must be an object'
  const kind = types.includes(String(filter.type)) ? kinds[String(filter.type)] : undefined
  return kind ? kind(filter, setting) : `type must be one of ${types.join(', ')}`
}

/** Filters of single members: the kinds and enum words that each takes, and what it compares. */
export interface Members {
  readonly [name: string]: { types: readonly string[]; words?: readonly string[]; of: ValueOf }
}

/** Filters of members that the organisation defined itself. */
export interface KeyedMembers {
  readonly [name: string]: (call: WorldCall, key: string) => Value
}

const KEYED = ['string', 'number', 'boolean', 'range', 'enum', 'present']

/** Reads `filter_criteria`, or the text of an error if a filter is wrong. Undocumented members are ignored. */
export function toCriteria(
  filters: Record<string, unknown>,
  members: Members,
  keyed: KeyedMembers,
  setting: KnobReader,
): Criteria | string {
  const criteria = new Criteria(setting('filters') === 'ignored')
  const { agent } = filters
  if (agent !== undefined) {
    if (!Array.isArray(agent) || !agent.every((each) => isObject(each) && typeof each.agent_id === 'string')) {
      return 'agent must be an array of objects with an agent_id'
    }
    // Every agent only has version 1.
    const ids = agent.filter(({ version }) => !Array.isArray(version) || version.includes(1)).map(({ agent_id: id }) => id)
    criteria.add('agent', agent, (call) => ids.includes(call.agent.id))
  }
  for (const [name, { types, words, of }] of Object.entries(members)) {
    const filter = filters[name]
    if (filter === undefined) continue
    const test = toTest(filter, types, setting)
    if (typeof test === 'string') return `${name}: ${test}`
    const { value } = filter as { value: unknown }
    if (words && Array.isArray(value) && !value.every((word) => words.includes(word))) {
      return `${name}: value takes ${words.join(', ')}`
    }
    criteria.add(name, filter, (call) => test(of(call)))
  }
  for (const [name, of] of Object.entries(keyed)) {
    const list = filters[name]
    if (list === undefined) continue
    if (!Array.isArray(list)) return `${name} must be an array`
    for (const filter of list) {
      const test = toTest(filter, KEYED, setting)
      if (typeof test === 'string') return `${name}: ${test}`
      criteria.add(`${name} ${JSON.stringify(filter)}`, filter, (call) => test(of(call, String(filter.key))))
    }
  }
  // No agent of the simulator has a tool.
  if (filters.tool_calls !== undefined) criteria.add('tool_calls', filters.tool_calls, () => false)
  return criteria
}
