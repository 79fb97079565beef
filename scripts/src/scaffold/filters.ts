import type { FilterKind, FilterName } from '../../../packages/provider/src/definition.ts'
import type { Facts, Input } from './facts.ts'
import { comparedStamp, type StampForm, stampForm } from './members.ts'
import { folded, guessDirection, guessStatus } from './words.ts'

/** How a filter can be met, as far as the spec tells, in the mapping and in the tests. */
export interface GuessedFilter {
  name: FilterName
  kind: FilterKind
  because: string
  /** The function that makes the inputs. */
  pushdown?: string
  /** The platform filters by what its rows do not show. */
  hidden?: boolean
  /** The input that it is sent as. */
  input?: string
  /** `[query, kind, inputs of each request]` as source text; `null`: no request. */
  wire: [query: string, kind: FilterKind, requests: string[] | null][]
}

// Names of inputs, folded.
const STATUS = ['status', 'state', 'callstatus', 'callstate']
const DIRECTION = ['direction', 'calldirection', 'type', 'calltype']
const AGENT = ['agent', 'agentid', 'assistant', 'assistantid', 'botid']
const CAMPAIGN = ['campaign', 'campaignid', 'batchid']

export function guessFilters(facts: Facts): GuessedFilter[] {
  const { call } = facts
  const hasNumbers = call.from !== undefined || call.to !== undefined
  return [
    period(facts),
    status(facts),
    direction(facts),
    hasNumbers
      ? kept('channel', "{ channel: 'phone' }", 'every call of the list has telephone numbers')
      : lacking('channel', "{ channel: 'phone' }", 'a channel'),
    call.isTest
      ? kept('isTest', '{ isTest: true }', `rows carry ${call.isTest.name}`)
      : lacking('isTest', '{ isTest: true }', 'a test'),
    hasNumbers
      ? kept('phoneNumber', 'NUMBER', 'no filter by number is documented')
      : lacking('phoneNumber', 'NUMBER', 'a number'),
    byId(facts, 'agentId', call.agent?.id !== undefined, 'an agent'),
    byId(facts, 'campaignId', call.campaign?.id !== undefined, 'a campaign'),
    call.duration
      ? kept('duration', '{ minDurationSeconds: 60 }', 'no filter by duration is documented')
      : lacking('duration', '{ minDurationSeconds: 60 }', 'a duration'),
  ]
}

/** Inputs of the list that no filter is sent as. */
export function unusedInputs({ list }: Facts, filters: readonly GuessedFilter[]): string[] {
  const { input, size, order } = list.paging
  const used = new Set([input, size, ...Object.keys(order), ...filters.map((filter) => filter.input)])
  const dates = new Set(list.dateFilters.map(({ parameter }) => parameter))
  return list.inputs.map(({ name }) => name).filter((name) => !used.has(name) && !dates.has(name))
}

const inputNamed = ({ list }: Facts, names: readonly string[]): Input | undefined =>
  list.inputs.find(({ name }) => names.includes(folded(name)))

/** The inputs of the list that filter by something that calls have, each by the filter. */
export const filterInputs = (facts: Facts): Partial<Record<'status' | 'direction' | 'agentId' | 'campaignId', Input>> => {
  const found = {
    status: inputNamed(facts, STATUS),
    direction: inputNamed(facts, DIRECTION),
    agentId: inputNamed(facts, AGENT),
    campaignId: inputNamed(facts, CAMPAIGN),
  }
  return Object.fromEntries(Object.entries(found).filter(([, input]) => input !== undefined))
}

/** Whether every request names a period, within which the one that tests ask for is a single piece. */
export const namesPeriod = ({ list: { longestPeriod = 0, parent } }: Facts): boolean =>
  !parent && longestPeriod * 1000 - 2000 >= UNTIL - SINCE

/** Whether the list takes anything that it may filter by. */
export const takesFilters = ({ list }: Facts): boolean =>
  list.inputs.some(({ name }) => ![list.paging.input, list.paging.size, ...Object.keys(list.paging.order)].includes(name))

/** What a date filter takes. */
export function boundForm(facts: Facts, parameter: string): StampForm | 'day' {
  const filter = facts.list.dateFilters.find((each) => each.parameter === parameter)
  if (filter?.precision === 'day') return 'day'
  const input = facts.list.inputs.find(({ name }) => name === parameter)
  return input ? stampForm(input) : 'iso'
}

/** The input with a value, as it stands in the inputs of `ask`: of a query, or of a body. */
export const sent = ({ list }: Facts, name: string, value: string): string =>
  list.inBody
    ? `"${name}":${/^\d+$/.test(value) ? value : JSON.stringify(value)},`
    : `${encodeURIComponent(name)}=${encodeURIComponent(value)}&`

const [SINCE, UNTIL] = [Date.parse('2026-11-01T08:00:00Z'), Date.parse('2026-11-08T08:00:00Z')]

/** A filter by instant is made a second wider, one by day two days: a person narrows it to what the page says. */
function period(facts: Facts): GuessedFilter {
  const { list, call } = facts
  const query = '{ ...SINCE, ...UNTIL }'
  if (list.dateFilters.length === 0) {
    if (!call.createdAt && !call.startedAt) return lacking('period', query, 'a time')
    return kept('period', query, 'no filter by date is documented')
  }
  const [since, last] = (['since', 'until'] as const).map((bound) => list.dateFilters.find((each) => each.bound === bound))
  const compared = comparedStamp(call, since?.parameter ?? last?.parameter ?? '')
  // What began since then also ended, and was updated, since then; but it may end later than the period.
  const isLater = compared === 'endedAt' || compared === 'updatedAt'
  const until = isLater && !list.longestPeriod ? undefined : last
  const asked = isLater && !list.longestPeriod && last ? '{ since: period.since, until: null }' : 'period'
  const names = [since, until].flatMap((filter) => (filter ? [filter.parameter] : []))
  const form = boundForm(facts, names[0] ?? '')
  const place = list.inBody ? 'body' : 'query'
  const where = `descriptor.operations['${list.method} ${list.path}'].dateFilters`
  const write = (at: number) => {
    if (form === 'seconds') return String(Math.round(at / 1000))
    if (form === 'milliseconds') return String(at)
    return form === 'day' ? new Date(at).toISOString().slice(0, 10) : new Date(at).toISOString()
  }
  const [earlier, later] = form === 'day' ? [86_400_000, 172_800_000] : [1000, 1000]
  const [from, to] = [
    since ? sent(facts, since.parameter, write(SINCE - earlier)) : '',
    until ? sent(facts, until.parameter, write(UNTIL + later)) : '',
  ]
  const factor = form === 'seconds' ? ' / 1000' : ''
  const bound = (name: string, filter: typeof since, value: string) =>
    filter ? `...(${name} !== null && { ${key(filter.parameter)}: ${value} }),` : ''
  const epoch = `({ since, until }) => ({ ${place}: {
    // No call was before 1970, and an epoch has no sign.
    ${bound('since', since, `Math.max(0, Math.floor(since${factor}) - ${form === 'seconds' ? 1 : 1000})`)}
    ${bound('until', until, `Math.max(0, Math.ceil(until${factor}) + ${form === 'seconds' ? 1 : 1000})`)}
  } })`
  return {
    name: 'period',
    kind: 'inexact',
    because: `whether the bounds of ${names.join(' and ')} count is not documented`,
    pushdown:
      form === 'day'
        ? `(period) => dayBounds(${where}, ${asked}, { zone: 'unknown', lastDay: 'unknown' })`
        : form === 'seconds' || form === 'milliseconds'
          ? epoch
          : `(period) => instantBounds(${where}, ${asked})`,
    wire: [
      ...(since ? [['SINCE', 'inexact', [from]] satisfies GuessedFilter['wire'][number]] : []),
      [query, 'inexact', [from + to]],
    ],
  }
}

function status(facts: Facts): GuessedFilter {
  const input = filterInputs(facts).status
  const query = "{ status: 'completed' }"
  if (!input) {
    const { status } = facts.call
    return status ? kept('status', query, 'no filter by status is documented') : lacking('status', query, 'a status')
  }
  const own = facts.call.status?.words ?? []
  const words = input.words.length > 0 ? input.words : own
  const statusesOf = (each: readonly string[]) => [...new Set(each.map(guessStatus))]
  // Rows may have states that cannot be asked for, such as those of a call that goes on: no answer then is no proof that there is no call.
  const unasked = statusesOf(own).filter((status) => !statusesOf(words).includes(status))
  const of = (...wanted: string[]) => words.filter((word) => wanted.includes(guessStatus(word)))
  const requests = (found: string[]) => (found.length === 0 ? null : found.map((word) => sent(facts, input.name, word)))
  const asked = (statuses: string[]): GuessedFilter['wire'][number] => {
    const found = of(...statuses)
    const isHere = found.length > 4 || statuses.some((each) => unasked.some((status) => status === each))
    const text = statuses.map((each) => `'${each}'`).join(', ')
    return [
      `{ status: ${statuses.length > 1 ? `[${text}]` : text} }`,
      isHere ? 'local' : 'exact',
      isHere ? [''] : requests(found),
    ]
  }
  const list = (each: readonly string[]) => `[${each.map((word) => `'${word}'`).join(', ')}]`
  const vocabulary = unasked.length > 0 ? list(words) : 'Object.keys(STATUSES)'
  const request = `requestPerWord('${input.name}', statusWords(wanted, ${own.length > 0 ? `${vocabulary}, STATUSES` : list(words)}))`
  return {
    name: 'status',
    kind: 'exact',
    because: `${input.name} takes one documented word`,
    input: input.name,
    pushdown: facts.list.inBody
      ? '() => null'
      : `(wanted) => ${unasked.length > 0 ? `wanted.some((status) => ${list(unasked)}.includes(status)) ? null : ${request}` : request}`,
    wire: [asked(['completed']), asked(['queued', 'in_progress']), asked(['busy']), ["{ status: 'unknown' }", 'local', ['']]],
  }
}

function direction(facts: Facts): GuessedFilter {
  const input = filterInputs(facts).direction
  const query = "{ direction: 'inbound' }"
  const [into, out] = ['inbound', 'outbound'].map((wanted) => input?.words.find((word) => guessDirection(word) === wanted))
  if (!input || into === undefined || out === undefined) {
    if (!facts.call.direction) return lacking('direction', query, 'a direction')
    return kept('direction', query, 'no filter by direction is documented')
  }
  const value = into === 'inbound' && out === 'outbound' ? 'value' : `value === 'inbound' ? '${into}' : '${out}'`
  return {
    name: 'direction',
    kind: 'exact',
    because: `${input.name} takes ${into} or ${out}`,
    input: input.name,
    pushdown: `(value) => (value === 'unknown' ? null : ${pushed(facts, input.name, value)})`,
    ...(!facts.call.direction && { hidden: true }),
    wire: [
      [query, 'exact', [sent(facts, input.name, into)]],
      ["{ direction: 'outbound' }", 'exact', [sent(facts, input.name, out)]],
      ["{ direction: 'unknown' }", facts.call.direction ? 'local' : 'exact', ['']],
    ],
  }
}

/** The inputs of a filter as source text. */
const pushed = ({ list }: Facts, name: string, value: string): string =>
  list.inBody ? `({ body: { ${key(name)}: ${value} } })` : `query('${name}', ${value})`

/** A name as the key of an object. */
export const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`)

const kept = (name: FilterName, query: string, because: string): GuessedFilter => ({
  name,
  kind: 'local',
  because,
  wire: [[query, 'local', ['']]],
})

const lacking = (name: FilterName, query: string, what: string): GuessedFilter => ({
  name,
  kind: 'unsupported',
  because: `neither rows nor filters name ${what}`,
  wire: [[query, 'unsupported', null]],
})

function byId(facts: Facts, name: 'agentId' | 'campaignId', isCarried: boolean, what: string): GuessedFilter {
  const input = filterInputs(facts)[name]
  const query = `{ ${name}: 'id_1' }`
  const { parent } = facts.list
  if (name === 'agentId' && parent?.isInPath) {
    return {
      name,
      kind: 'exact',
      because: `${parent.name} is the agent whose list it is`,
      pushdown: `(id) => inPath('${parent.name}', id)`,
      wire: [[query, 'exact', ['']]],
    }
  }
  if (!input) return isCarried ? kept(name, query, `no filter by ${what.slice(3)} is documented`) : lacking(name, query, what)
  return {
    name,
    kind: 'exact',
    because: input.name,
    input: input.name,
    pushdown: `(id) => ${pushed(facts, input.name, 'id')}`,
    ...(!isCarried && { hidden: true }),
    wire: [[query, 'exact', [sent(facts, input.name, 'id_1')]]],
  }
}
