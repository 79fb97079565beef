import { type Facts, withFilledPaths } from './facts.ts'
import { type GuessedFilter, guessFilters, namesPeriod, takesFilters } from './filters.ts'
import { accessed, imports, literal, quoted, withPlaces } from './literals.ts'
import { type CallMembers, isMilliseconds, stampForm } from './members.ts'
import { parts } from './provider-file.ts'
import { at, type Member } from './schemas.ts'
import { guessDirection, guessStatus } from './words.ts'

/** What the tests of every provider read of this one: requests from the spec, and the documented row as a call. */
export function documentedFile(facts: Facts): string {
  const { id, name, basePath, list, credentials } = facts
  const filters = guessFilters(facts)
  // A request without a period is for whatever day it is, so that every row names the same one.
  const period = namesPeriod(facts) ? filters.find((each) => each.name === 'period')?.wire.at(-1) : undefined
  const within = (query: string) =>
    !period || query === period[0]
      ? query
      : `{ ...SINCE, ...UNTIL, ${query.startsWith('{') ? query.slice(1, -1).trim() : `...${query}`} }`.replace(/, {2}}$/, ' }')
  const body = `
${period ? `/** Every request names it. */\nconst PERIOD = ${quoted(period[2]?.[0] ?? '')}\n\n` : ''}const ask = (inputs: string) => \`${asking(facts, period ? `\${PERIOD}` : '')}\`

// FILL IN: check each request and the call against the pages, without running the code: they were made from the spec.
/** ${name}, as its documentation says it. */
export const ${id}: Documented = {
  cannot: ${literal(cannot(filters))},
  path: '${basePath}',
  empty: ${emptyPage(facts)},
  credentials: { ${credentials.map((each) => `${each.name}: 'k'`).join(', ')} },
  headers: ${literal([...new Set(credentials.flatMap(({ header }) => header ?? []))])},
  wire: [
    row(null, ${within('{}')}, null, ask('')),
    row(null, ${within("{ include: ['transcript', 'analysis', 'recording', 'cost'] }")}, null, ask('')),
    ${filters.flatMap((filter) => wireRows(period && filter.name === 'period' ? { ...filter, wire: [[period[0], period[1], ['']]] } : filter, within)).join('\n    ')}
  ],
  example: {
    rows: ${list.example.file ? accessed('listCalls.value', list.rows) : '[]'},
    calls: [${list.example.file ? expected(facts) : ''}],
  },
  verify: { ${verify(facts)} },
}
`
  const modules = {
    '../../callspec/test/documented.js': ['type Documented'],
    '../../callspec/test/expected-call.js': ['expectedCall'],
    '../../callspec/test/verify-outcomes.js': [
      'confirmed',
      'DATE_FILTER_STAMP',
      'DATE_TO',
      'learned',
      'OPEN',
      'ROW_ORDER',
      'SAME',
    ],
    '../../callspec/test/wire-row.js': ['NUMBER', 'row', 'SINCE', 'UNTIL'],
  }
  const example = list.example.file
    ? `import listCalls from '../../../specs/${id}/${list.example.file}' with { type: 'json' }\n`
    : ''
  return `${example}${imports(body, modules)}\n${body}`
}

/** The request for the first page; `inputs` stand before those of the order and the page. */
function asking(facts: Facts, period: string): string {
  const { basePath, list } = withFilledPaths(facts, () => 'k')
  const { order, size, askedSize, kind, input, first } = list.paging
  const own: [string, string][] = [
    ...Object.entries(order),
    ...(size !== undefined && askedSize !== null ? [[size, String(askedSize)] satisfies [string, string]] : []),
    ...(kind === 'page' || kind === 'offset' ? [[input, String(first)] satisfies [string, string]] : []),
  ]
  const line = `${list.method} ${basePath}${list.path}`
  if (!list.inBody) return `${line}?\${inputs}${period}${own.map(([name, value]) => `${name}=${value}`).join('&')}`
  return `${line} {\${inputs}${period}${own.map(([name, value]) => `"${name}":${/^\d+$/.test(value) ? value : JSON.stringify(value)}`).join(',')}}`
}

const wireRows = ({ name, wire }: GuessedFilter, within: (query: string) => string): string[] =>
  wire.map(([query, kind, requests]) => {
    const asked = (requests ?? []).map((inputs) => `ask(${quoted(inputs)})`)
    return `row('${name}', ${within(query)}, '${kind}', ${asked.length === 1 ? asked[0] : `[${asked.join(', ')}]`}),`
  })

/** The members of a query that ask for a filter. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['status', 'direction', 'channel', 'isTest', 'phoneNumber', 'agentId', 'campaignId'].map((name) => [name, [name]]),
  ),
  duration: ['minDurationSeconds', 'maxDurationSeconds'],
}

const cannot = (filters: readonly GuessedFilter[]): string[] =>
  filters.flatMap(({ name, kind }) => (kind === 'unsupported' ? (QUESTIONS[name] ?? []) : []))

/** The example of the list without its rows and what follows from them. */
function emptyPage({ list }: Facts): string {
  return withPlaces(list.example.value, [
    [list.rows, '[]'],
    [list.hasMore, 'false'],
    [list.nextCursor, 'null'],
    [list.total, '0'],
    [list.pages, '1'],
    [list.position, String(list.paging.first)],
    [list.sizeEcho, String(list.paging.askedSize ?? list.paging.defaultSize)],
  ])
}

/** The first row of the example as a call, without what is null. */
function expected(facts: Facts): string {
  const { id, call, list } = facts
  const row = at(list.example.value, [...list.rows, '0'])
  if (row === undefined) return ''
  const value = (member: Member | undefined) => (member ? at(row, [member.name]) : undefined)
  const named = (name: 'agent' | 'campaign') => {
    const found = call[name]
    if (!found) return undefined
    const of = (member: Member | undefined) => member?.example ?? null
    const [own, label] = [of(found.id), of(found.name)]
    return own === null && label === null ? null : { id: own === null ? null : String(own), name: label }
  }
  const word = value(call.status)
  const said = typeof word === 'string' ? word : null
  const direction = call.direction ? guessDirection(String(value(call.direction))) : 'unknown'
  const [from, to] = [value(call.from) ?? null, value(call.to) ?? null]
  const [reason, summary] = [value(call.endReason), value(call.summary)]
  const members: Record<string, unknown> = {
    id: String(at(row, [list.id.name])),
    carrierId: value(call.carrierId),
    ...(said !== null && { status: guessStatus(said), rawStatus: said }),
    direction,
    channel: call.from || call.to ? 'phone' : 'unknown',
    isTest: value(call.isTest),
    from,
    to,
    ...(direction === 'inbound' && { customerNumber: from, agentNumber: to }),
    ...(direction === 'outbound' && { customerNumber: to, agentNumber: from }),
    agent: named('agent'),
    campaign: named('campaign'),
    createdAt: stamp(call.createdAt),
    startedAt: stamp(call.startedAt),
    endedAt: stamp(call.endedAt),
    updatedAt: stamp(call.updatedAt),
    durationSeconds: seconds(call.duration),
    endReason: reason === undefined || reason === null ? null : { code: 'unknown', raw: reason },
    cost: cost(call),
    recordingUrl: value(call.recording),
    transcriptText: value(call.transcriptText),
    analysis: summary === undefined || summary === null ? null : { summary, successful: null, sentiment: null },
  }
  // What the single call adds is not in a row.
  const late = Object.entries(parts(facts)).flatMap(([part, from]) => (from === 'get' ? (LATE[part] ?? []) : []))
  const notNull = Object.entries(members).filter(([name, each]) => each !== undefined && each !== null && !late.includes(name))
  return `expectedCall('${id}', { ${notNull.map(([name, each]) => literal({ [name]: each }).slice(2, -2)).join(', ')} }${late.length > 0 ? `, ${literal(late)}` : ''})`
}

const LATE: Readonly<Record<string, string[]>> = {
  transcript: ['transcript', 'transcriptText'],
  analysis: ['analysis'],
  recording: ['recordingUrl'],
  cost: ['cost'],
}

function seconds(member: Member | undefined): number | null {
  if (typeof member?.example !== 'number') return null
  return isMilliseconds(member) ? member.example / 1000 : member.example
}

function stamp(member: Member | undefined): string | null {
  if (member?.example === undefined || member.example === null) return null
  const form = stampForm(member)
  const at = new Date(form === 'seconds' ? Number(member.example) * 1000 : (member.example as string | number))
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

function cost({ cost }: CallMembers): unknown {
  const amount = cost?.amount.example
  if (amount === undefined || amount === null) return null
  return { amount: String(amount), unit: cost?.currency?.example ?? 'unknown' }
}

/** What `verify` finds, for the kinds of assumptions whose outcomes are known. */
function verify(facts: Facts): string {
  const assumptions = Object.entries(facts.spec['x-callspec'].assumptions)
  const unturned = assumptions.map(([id, { kind, default: assumed, values = [] }]) => {
    const [side] = values.filter((value) => value !== 'unknown')
    const found = ['row-order', 'last-cursor', 'speakers', 'date-filter-stamp', 'date-to'].includes(kind) && side !== undefined
    return `'${id}': ${!found ? 'OPEN' : assumed === 'unknown' ? `learned('${id}', '${side}')` : `confirmed('${assumed}')`},`
  })
  const turned = assumptions.flatMap(([id, { kind, values = [] }]) => {
    if (kind === 'row-order') return [`'${id}': ROW_ORDER,`]
    const settings = values.filter((value) => value !== 'unknown')
    const all = settings.length === 1 ? [...settings, 'other'] : settings
    return [`'${id}': { ${all.map((value) => `${literal({ [value]: 0 }).slice(2, -5)}: SAME`).join(', ')} },`]
  })
  const filters = takesFilters(facts) ? 'filters: { applied: SAME, ignored: SAME },' : ''
  return `unturned: { ${unturned.join(' ')} }, turned: { ${turned.join(' ')} ${filters} },`
}
