import type { Facts, Input } from './facts.ts'
import { boundForm, filterInputs, key, takesFilters } from './filters.ts'
import { headerCode, inHeaders } from './header-code.ts'
import { imports, literal, quoted, withPlaces } from './literals.ts'
import { comparedStamp, isMilliseconds, type Named, type StampForm, stampForm } from './members.ts'
import type { Member } from './schemas.ts'
import { guessDirection, guessSpeaker, guessStatus } from './words.ts'

/** The platform as a server, as far as its spec tells. */
export function simulatorFile(facts: Facts): string {
  const { id, basePath, credentials, list, get, call } = facts
  const routes = { [`${list.method} ${list.path}`]: 'list', ...(get && { [`GET ${get.path}`]: 'get' }) }
  const words = statusWords(facts)
  const body = `
// FILL IN: read the pages and correct what follows; it was made from the spec, without a look at the mapping.
export const ${id} = defineSimulator({
  basePath: '${basePath}',
  credentials: { ${credentials.map(({ name }) => `${name}: '${id}-simulator-${name.toLowerCase()}'`).join(', ')} },
  headers: ({ ${inHeaders(credentials)
    .map(({ name }) => `${name} = ''`)
    .join(', ')} }) => (${headerCode(credentials, (name) => name, true)}),
  errorBody,
  unauthorized: 'Unauthorized',
  knobs: { ${knobs(facts)} },
  traits: () => ({
    precisionMs: ${precision(facts)},
    ${idTraits(facts)}
    kinds: ${literal(kinds(facts))},
    statuses: [
      // Most calls are over.
      ...Array(5).fill(${status(finalWord(words))} as const),
      ${words
        .filter((word) => word !== finalWord(words))
        .map((word) => `${status(word)},`)
        .join('\n')}
    ],
    agents: agentsWithIds((agent) => ${agentId(facts)}),
    campaigns: ${call.campaign ? "campaignsWithIds((campaign) => ['campaign', campaign + 1].join('_'))" : '[]'},
  }),
  truth,
  row,
  ${call.recording ? `recordings: { origin: 'https://recordings.example', paths: { main: '/{id}.mp3' } },` : ''}
  calls: {
    operations: ${literal(routes)},
    rows: ${literal(list.rows)},
    ${get ? `single: ${literal(get.single)},` : ''}
    page: ${page(facts)},
    ${list.nextCursor ? `nextCursor: ${literal(list.nextCursor)},` : ''}
    ${counters(facts)}
    id: ${quoted(list.id.name)},
    words: ${literal(wordMembers(facts))},
    stamps: ${literal(stampMembers(facts))},
    ${call.createdAt && stampForm(call.createdAt) === 'milliseconds' ? 'epochMs: true,' : ''}
  },
  routes: { ${Object.entries(routes)
    .map(([route, name]) => `'${route}': ${name}`)
    .join(', ')} },
})

${values(facts)}

function row(call: WorldCall${usesPlatform(facts) ? ', platform: Platform' : ''}) {
  return { ${rowText(facts, facts.row)} }
}

function truth(call: WorldCall${call.cost || call.recording ? ', platform: Platform' : ''}): SimulatedCall {
  return { ${truth(facts)} }
}

${listRoute(facts)}

${getRoute(facts)}

function errorBody(message: string) {
  return ${errorText(facts, 'message')}
}

const refuse = (message: string, status = 400): Answer => ({ status, body: errorBody(message) })
`
  const modules = {
    '../../define-simulator.js': ['type Answer', 'type ApiRequest', 'defineSimulator', 'ok', 'type Platform'],
    '../../knobs.js': ['knob', 'rowOrderKnob', 'timeZoneKnob'],
    '../../recordings/recording-knobs.js': ['recordingKnobs'],
    '../../server/input-reader.js': ['InputReader'],
    '../../server/json-body.js': ['membersOf'],
    '../../world/cast.js': ['agentsWithIds', 'campaignsWithIds'],
    '../../world/conversation.js': ['conversation', 'summaryOf'],
    '../../world/criteria.js': ['Criteria'],
    '../../world/id.js': ['hexId', 'indexOfId', 'uuid'],
    '../../world/random.js': ['draw', 'streams'],
    '../../world/simulated-call.js': ['type SimulatedCall'],
    '../../world/stamp.js': ['isoMilliseconds', 'isoSeconds'],
    '../../world/world.js': ['type WorldCall'],
  }
  return `${imports(body, modules)}\n${body}`
}

export const statusWords = ({ call }: Facts): string[] => {
  const words = call.status?.words ?? []
  return words.length > 0 ? words : ['completed']
}

const finalWord = (words: readonly string[]): string => words.find((word) => guessStatus(word) === 'completed') ?? words[0] ?? ''

const status = (word: string) => `{ word: ${quoted(word)}, state: '${guessStatus(word)}' }`

export const wordMembers = ({ call }: Facts): string[] =>
  [call.status, call.direction].flatMap((member) => (member ? [member.name] : []))

export const stampMembers = ({ call }: Facts): string[] =>
  [call.createdAt, call.startedAt].flatMap((member) => (member ? [member.name] : []))

/** Every assumption with all its values, and whether filters are applied. */
function knobs(facts: Facts): string {
  const own = Object.entries(facts.spec['x-callspec'].assumptions).map(
    ([id, { kind, format, values = [], default: assumed }]) => {
      if (kind === 'row-order') return `'${id}': rowOrderKnob`
      if (format === 'time-zone') return `'${id}': timeZoneKnob`
      const known = values.filter((value) => value !== 'unknown')
      const first = [assumed, ...known].find((value) => known.includes(value))
      const all = [first, ...known.filter((value) => value !== first), ...(known.length === 1 ? ['other'] : [])]
      return `'${id}': knob(${all.map((value) => quoted(value ?? 'other')).join(', ')})`
    },
  )
  const filters = takesFilters(facts) ? ["filters: knob('applied', 'ignored')"] : []
  return [...own, ...filters, ...(facts.call.recording ? ['...recordingKnobs'] : [])].join(', ')
}

const precision = ({ call }: Facts) => {
  const forms = [call.createdAt, call.startedAt].flatMap((member) => (member ? [stampForm(member)] : []))
  return forms.some((form) => form === 'iso' || form === 'seconds') ? '1000' : '1'
}

/** What stands before the digits of a documented id. */
export const idPrefix = ({ list }: Facts): string => /^[A-Za-z]+[_-]/.exec(String(list.id.example ?? ''))?.[0] ?? ''

export const idKind = ({ list }: Facts): 'number' | 'uuid' | 'hex' => {
  if (list.id.type === 'integer' || list.id.type === 'number') return 'number'
  return list.id.format === 'uuid' || /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(String(list.id.example)) ? 'uuid' : 'hex'
}

function idTraits(facts: Facts): string {
  const kind = idKind(facts)
  if (kind === 'number') return 'id: (_, index) => String(index + 1), indexOf: (_, id) => Number(id) - 1,'
  if (kind === 'uuid') return 'id: uuid, indexOf: indexOfId,'
  return `id: (seed, index) => \`${idPrefix(facts)}\${hexId(seed, index)}\`, indexOf: indexOfId,`
}

const kinds = ({ call }: Facts): string[] => {
  const words = call.direction?.words ?? []
  return words.length > 0 ? words : ['inbound', 'outbound']
}

function agentId({ call }: Facts): string {
  const id = call.agent?.id
  if (id && id.type !== 'string') return 'String(agent + 1)'
  const prefix = /^[A-Za-z]+[_-]/.exec(String(id?.example ?? ''))?.[0] ?? 'agent_'
  return `\`${prefix}\${agent + 1}\``
}

function page({ list }: Facts): string {
  const { kind, input, first, size, defaultSize } = list.paging
  const place = list.inBody ? 'body' : 'query'
  const sized = size === undefined ? '' : `, size: { input: '${size}', default: ${defaultSize} }`
  if (kind === 'page') return `{ kind: 'page', in: '${place}', input: '${input}', first: ${first}${sized} }`
  if (kind === 'offset') return `{ kind: 'offset', in: '${place}', input: '${input}', first: 0${sized} }`
  return `{ kind: 'cursor', in: '${place}', input: '${input}'${kind === 'cursor' ? ', isId: true' : ''}${list.paging.besides ? `, inLink: ${literal(list.paging.besides)}` : ''} }`
}

function counters({ list: { total, pages, hasMore, position, sizeEcho } }: Facts): string {
  const known = { total, pages, hasMore, position, size: sizeEcho }
  const said = Object.entries(known).filter(([, path]) => path !== undefined)
  // A cursor with the id and a flag is not faulted by its counters.
  return said.length > 0 ? `counters: ${literal(Object.fromEntries(said))},` : ''
}

/** The expressions that both the row and the truth are made of. */
function values(facts: Facts): string {
  const { call } = facts
  const direction = call.direction
  const outbound = (direction?.words ?? ['outbound']).filter((word) => guessDirection(word) === 'outbound')
  const duration =
    call.duration && (call.duration.type === 'integer' ? 'Math.round(call.durationMs / 1000)' : 'call.durationMs / 1000')
  return [
    usesSeconds(facts) ? 'const seconds = (instant: number): number => Math.floor(instant / 1000)' : '',
    call.from || call.to || truth(facts).includes('isOutbound')
      ? `const isOutbound = (call: WorldCall): boolean => ${outbound.map((word) => `call.kind === ${quoted(word)}`).join(' || ') || 'false'}`
      : '',
    call.from || call.to
      ? `const ends = (call: WorldCall) =>
  isOutbound(call)
    ? { from: call.agent.number, to: call.customerNumber }
    : { from: call.customerNumber, to: call.agent.number }`
      : '',
    duration ? `const durationSeconds = (call: WorldCall): number | null => (call.durationMs === null ? null : ${duration})` : '',
    call.cost
      ? `const cost = (call: WorldCall, { world: { seed } }: Platform) =>
  call.durationMs === null || !call.parts.cost ? null : ${call.cost.amount.type === 'string' ? '((draw(seed, call.index, streams.cost) % 100) / 100).toFixed(2)' : '(draw(seed, call.index, streams.cost) % 100) / 100'}`
      : '',
    call.cost?.object
      ? `function price(call: WorldCall, platform: Platform) {
  const ${call.cost.amount.name} = cost(call, platform)
  return ${call.cost.amount.name} === null ? null : { ${call.cost.amount.name}${currency(call.cost)} }
}`
      : '',
    lacksSome(facts)
      ? `/** A member that rows lack if there is nothing to say. */
const optional = <Name extends string, Value>(name: Name, value: Value | null) => (value === null ? {} : { [name]: value })`
      : '',
    call.recording
      ? `const recordingUrl = (call: WorldCall, { recordings }: Platform): string | null =>
  call.parts.recording ? recordings.address(call) : null`
      : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

const lacksSome = (facts: Facts): boolean => [...facts.row, ...facts.detail].some((member) => mayLack(facts, member))

/** Whether a row depends on more than the call. */
const usesPlatform = (facts: Facts): boolean => facts.call.cost !== undefined || /\bplatform\b/.test(rowText(facts, facts.row))

const usesSeconds = (facts: Facts): boolean => {
  const { createdAt, startedAt, endedAt, updatedAt } = facts.call
  const inputs = facts.list.dateFilters.map(({ parameter }) => boundForm(facts, parameter))
  const members = [createdAt, startedAt, endedAt, updatedAt].flatMap((member) => (member ? [stampForm(member)] : []))
  return [...members, ...inputs].includes('seconds')
}

function written(form: StampForm | 'day', instant: string): string {
  if (form === 'seconds') return `seconds(${instant})`
  if (form === 'milliseconds') return instant
  return form === 'isoMs' ? `isoMilliseconds(${instant})` : `isoSeconds(${instant})`
}

/** The value of a member that means something, `null` included; undefined for any other. */
function expressionOf({ call, list }: Facts, member: Member): { text: string; mayBeNull: boolean } | undefined {
  const is = (other: Member | undefined) => other?.name === member.name
  const sure = (text: string) => ({ text, mayBeNull: false })
  const stamp = (name: string, mayBeNull: boolean) => {
    const text = written(stampForm(member), `call.${name}`)
    return { text: mayBeNull && text !== `call.${name}` ? `call.${name} === null ? null : ${text}` : text, mayBeNull }
  }
  const { agent, campaign } = call
  const named = (found: Named | undefined, source: string, mayBeNull: boolean) => {
    const step = mayBeNull ? '?.' : '.'
    const inner = (each: Member | undefined) =>
      each && each === found?.id && each.type !== 'string'
        ? `Number(${source}${step}id)`
        : each === found?.id
          ? `${source}${step}id`
          : `${source}${step}name`
    if (found?.object && is(found.object)) {
      const members = found.object.members.map(
        (each) => `${key(each.name)}: ${each === found.id || each === found.name ? inner(each) : literal(each.example ?? null)}`,
      )
      return {
        text: mayBeNull ? `${source} && { ${members.join(', ')} }`.replaceAll('?.', '.') : `{ ${members.join(', ')} }`,
        mayBeNull,
      }
    }
    const own = [found?.id, found?.name].find((each) => !found?.object && is(each))
    if (!own) return undefined
    return { text: mayBeNull ? `${inner(own)} ?? null` : inner(own), mayBeNull }
  }
  if (is(list.id)) return sure(member.type === 'string' ? 'call.id' : 'Number(call.id)')
  if (is(call.status)) return sure('call.status')
  if (is(call.direction)) return sure('call.kind')
  if (is(call.isTest)) return sure('call.isTest')
  if (is(call.from)) return sure('ends(call).from')
  if (is(call.to)) return sure('ends(call).to')
  if (is(call.createdAt)) return stamp('createdAt', false)
  if (is(call.startedAt)) return stamp('startedAt', true)
  if (is(call.endedAt)) return stamp('endedAt', true)
  if (is(call.updatedAt)) return stamp('updatedAt', false)
  if (is(call.duration)) return { text: isMilliseconds(member) ? 'call.durationMs' : 'durationSeconds(call)', mayBeNull: true }
  if (is(call.cost?.object ?? call.cost?.amount))
    return { text: call.cost?.object ? 'price(call, platform)' : 'cost(call, platform)', mayBeNull: true }
  if (is(call.recording)) return { text: 'recordingUrl(call, platform)', mayBeNull: true }
  if (is(call.summary)) return { text: 'call.parts.analysis ? summaryOf(call, platform.world.seed) : null', mayBeNull: true }
  if (is(call.transcript?.list)) return sure(turns(call.transcript))
  if (is(call.transcriptText)) {
    return sure("conversation(call, platform.world.seed).map(({ speaker, text }) => [speaker, text].join(': ')).join('\\n')")
  }
  return named(agent, 'call.agent', false) ?? named(campaign, 'call.campaign', true)
}

const currency = ({ currency }: { currency?: Member }): string =>
  currency ? `, ${key(currency.name)}: ${literal(currency.example ?? 'USD')}` : ''

function turns(turns: Facts['call']['transcript']): string {
  if (!turns) return '[]'
  const word = (who: string) =>
    turns.speaker.words.find((each) => guessSpeaker(each) === who) ?? (who === 'agent' ? 'agent' : 'user')
  return `conversation(call, platform.world.seed).map(({ speaker, text }) => ({ ${key(turns.speaker.name)}: speaker === 'agent' ? ${quoted(word('agent'))} : ${quoted(word('customer'))}, ${turns.text.name === 'text' ? 'text' : `${key(turns.text.name)}: text`} }))`
}

/** The members of a row or of what the single call adds. One that may be null but must not be is left out where it is. */
function rowText(facts: Facts, members: readonly Member[]): string {
  return members
    .map((member) => {
      const value = expressionOf(facts, member)
      if (!value) return `${key(member.name)}: ${literal(member.example ?? fallback(member))},`
      if (value.mayBeNull && !member.nullable) return `...optional(${quoted(member.name)}, ${value.text}),`
      return `${key(member.name)}: ${value.text},`
    })
    .join('\n')
}

/** Whether some rows lack the member. */
export const mayLack = (facts: Facts, member: Member): boolean =>
  !member.nullable && expressionOf(facts, member)?.mayBeNull === true

/** What every row says in a member that the simulator takes from the example. */
const constant = (member: Member | undefined): string => (member ? literal(member.example || fallback(member) || null) : 'null')

/** A value for a member that no example shows. */
function fallback({ nullable, type, words }: Member): unknown {
  if (nullable) return null
  if (type === 'boolean') return false
  if (type === 'integer' || type === 'number') return 0
  return type === 'array' ? [] : type === 'object' ? {} : (words[0] ?? '')
}

function truth({ call }: Facts): string {
  const ends = (name: 'from' | 'to') => (call[name] ? `ends(call).${name}` : 'null')
  const both = call.from && call.to
  const known = call.direction !== undefined
  const direction = known
    ? `${(call.direction?.words ?? []).some((word) => guessDirection(word) === 'unknown') ? directionOf(call.direction?.words ?? []) : "isOutbound(call) ? 'outbound' : 'inbound'"}`
    : "'unknown'"
  const agent = (found: Named | undefined, source: string) =>
    found ? `{ id: ${found.id ? `${source}.id` : 'null'}, name: ${found.name ? `${source}.name` : 'null'} }` : 'null'
  const fields = {
    index: 'call.index',
    id: 'call.id',
    carrierId: constant(call.carrierId),
    createdAt: call.createdAt ? 'call.createdAt' : 'null',
    startedAt: call.startedAt ? 'call.startedAt' : 'null',
    endedAt: call.endedAt ? 'call.endedAt' : 'null',
    updatedAt: call.updatedAt ? 'call.updatedAt' : 'null',
    status: call.status ? 'call.status' : 'null',
    state: call.status ? 'call.state' : "'unknown'",
    direction,
    channel: call.from || call.to ? "'phone'" : "'unknown'",
    isTest: call.isTest ? 'call.isTest' : 'null',
    from: ends('from'),
    to: ends('to'),
    customerNumber: both && known ? 'call.customerNumber' : 'null',
    agentNumber: both && known ? 'call.agent.number' : 'null',
    agent: agent(call.agent, 'call.agent'),
    campaign: call.campaign ? `call.campaign && ${agent(call.campaign, 'call.campaign')}` : 'null',
    contact: 'null',
    durationSeconds: call.duration ? 'durationSeconds(call)' : 'null',
    endReason: constant(call.endReason),
    answeredBy: 'null',
    cost: call.cost ? 'cost(call, platform)' : 'null',
    recordingUrl: call.recording ? 'recordingUrl(call, platform)' : 'null',
    hidden: '{ agentId: null, campaignId: null }',
  }
  return Object.entries(fields)
    .map(([name, text]) => `${name}: ${text},`)
    .join('\n')
}

const directionOf = (words: readonly string[]): string =>
  `${words
    .filter((word) => guessDirection(word) !== 'unknown')
    .map((word) => `call.kind === ${quoted(word)} ? '${guessDirection(word)}' : `)
    .join('')}'unknown'`

/** How an input is read and checked. */
function reading({ name, type, words, format, minimum, maximum }: Input, isDate: boolean): string {
  if (type === 'integer' || type === 'number') {
    const bounds = [minimum !== undefined && `min: ${minimum}`, maximum !== undefined && `max: ${maximum}`].filter(Boolean)
    return `input.whole('${name}'${bounds.length > 0 ? `, { ${bounds.join(', ')} }` : ''})`
  }
  if (words.length > 0) return `input.oneOf('${name}', ${literal(words)})`
  return isDate || format.startsWith('date') ? `input.instant('${name}')` : `input.text('${name}')`
}

function listRoute(facts: Facts): string {
  const { list } = facts
  const { kind, input, size, first, defaultSize } = list.paging
  const sizeInput = list.inputs.find(({ name }) => name === size)
  const position = list.inputs.find(({ name }) => name === input)
  const limit = sizeInput ? `${reading({ minimum: 1, ...sizeInput }, false)} ?? ${defaultSize}` : String(defaultSize)
  const numbered = kind === 'page' || kind === 'offset'
  const filters = criteria(facts)
  const order = facts.spec['x-callspec'].assumptions['row-order'] ? "platform.knob('row-order')" : "'newest-first'"
  const isByStart = list.sortedBy !== undefined && list.sortedBy === facts.call.startedAt?.name
  const sort = isByStart ? ", { name: 'start', value: (index) => platform.world.stamp(index, 'startedAt') }" : ''
  const others = list.inputs.filter(
    ({ name, type, words }) =>
      ![size, input].includes(name) && !filters.inputs.has(name) && (type !== 'string' || words.length > 0),
  )
  return `function list({ ${list.inBody ? 'body' : 'query'} }: ApiRequest, platform: Platform): Answer {
  const input = new InputReader(${list.inBody ? 'membersOf(body)' : 'query'})
  const limit = ${limit}
  ${numbered ? `const position = ${position ? reading({ minimum: first, ...position }, false) : 'undefined'} ?? ${first}` : ''}
  ${kind === 'cursor' ? `const cursor = input.text('${input}')\nconst after = cursor === undefined ? undefined : platform.world.indexOf(cursor)` : ''}
  ${filters.text}
  ${others.map((each) => `${reading(each, false)} // FILL IN: what ${each.name} does.`).join('\n')}
  if (input.problem !== null) return refuse(input.problem)
  ${kind === 'cursor' ? `if (cursor !== undefined && after === undefined) return refuse('${input} is unknown')` : ''}
  const rows = platform.listing.inRowOrder(${order}${filters.text ? ', criteria' : sort && ', undefined'}${sort})
  const offset = ${kind === 'page' ? (first === 0 ? 'position * limit' : `(position - ${first}) * limit`) : kind === 'offset' ? 'position' : kind === 'cursor' ? 'after === undefined ? 0 : rows.positionAfter(after)' : '0'}
  const calls = rows.window(offset, limit)
  return ok(${withPlaces(list.example.value, [
    [list.rows, usesPlatform(facts) ? 'calls.map((call) => row(call, platform))' : 'calls.map(row)'],
    [list.hasMore, 'offset + calls.length < rows.total'],
    [list.nextCursor, nextCursor(facts)],
    [list.total, 'rows.total'],
    [list.pages, 'Math.max(1, Math.ceil(rows.total / limit))'],
    [numbered ? list.position : undefined, 'position'],
    [list.sizeEcho, 'limit'],
  ])})
}`
}

/** The id of the last row, on the last page as well if the example shows that. */
function nextCursor({ list }: Facts): string {
  if (list.paging.besides) {
    return `offset + calls.length < rows.total ? \`?${list.paging.input}=\${calls.at(-1)?.id}\` : null`
  }
  const last = 'calls.at(-1)?.id ?? null'
  return list.hasMore ? last : `offset + calls.length < rows.total ? (${last}) : null`
}

/** The filters of the list that its rows answer. */
function criteria(facts: Facts): { text: string; inputs: Set<string> } {
  const { list } = facts
  const found = filterInputs(facts)
  const used = new Set<string>()
  const lines: string[] = []
  const add = (each: Input, isDate: boolean, test: string) => {
    used.add(each.name)
    lines.push(`.add('${each.name}', ${reading(each, isDate)}, ${test})`)
  }
  for (const { parameter, bound } of list.dateFilters) {
    const each = list.inputs.find(({ name }) => name === parameter)
    if (!each) continue
    const form = boundForm(facts, parameter)
    const stamp = comparedStamp(facts.call, parameter)
    const known = stamp === 'createdAt' || stamp === 'updatedAt' ? '' : `call.${stamp} !== null && `
    const at = form === 'seconds' ? `seconds(call.${stamp})` : `call.${stamp}`
    const operator = bound === 'since' ? '>=' : form === 'day' ? '< 86_400_000 + ' : /lte$/i.test(parameter) ? '<=' : '<'
    add(each, true, `(call, bound) => ${known}${at} ${operator} bound`)
  }
  if (found.status) add(found.status, false, '(call, word) => call.status === word')
  if (found.direction) add(found.direction, false, '(call, word) => call.kind === word')
  if (found.agentId) add({ ...found.agentId, type: 'string' }, false, '(call, id) => call.agent.id === id')
  if (found.campaignId) add({ ...found.campaignId, type: 'string' }, false, '(call, id) => call.campaign?.id === id')
  if (lines.length === 0) return { text: '', inputs: used }
  return { text: `const criteria = new Criteria(platform.knob('filters') === 'ignored')\n${lines.join('\n')}`, inputs: used }
}

function getRoute(facts: Facts): string {
  const { get, detail } = facts
  if (!get) return ''
  const more = rowText(facts, detail)
  const whole = `{ ...${usesPlatform(facts) ? 'row(call, platform)' : 'row(call)'},${more} }`
  return `function get({ path }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.${get.parameter} ?? '')
  if (!call) return refuse('There is no such call', 404)
  return ok(${get.single.length > 0 ? `{ ${get.single[0]}: ${whole} }` : whole})
}`
}

/** The error's schema with a text as its message. */
export function errorText({ error }: Pick<Facts, 'error'>, text: string): string {
  const texts = error.filter(({ type }) => type === 'string')
  const message = texts.find(({ name }) => /message|error|problem|detail|description|title/i.test(name)) ?? texts[0]
  const nested = error.find(({ type, members }) => type === 'object' && members.length > 0)
  if (message || !nested) return `{ ${message?.name ?? 'message'}: ${text} }`
  return `{ ${nested.name}: ${errorText({ error: nested.members }, text)} }`
}
