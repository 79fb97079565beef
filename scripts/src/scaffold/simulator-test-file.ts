import { operations } from '../specs.ts'
import { type Facts, type Input, withFilledPaths } from './facts.ts'
import { boundForm, filterInputs, key } from './filters.ts'
import { headerCode, inHeaders } from './header-code.ts'
import { accessed, imports, literal, quoted } from './literals.ts'
import { comparedStamp } from './members.ts'
import type { Member } from './schemas.ts'
import { errorText, idKind, idPrefix, mayLack, stampMembers, statusWords, wordMembers } from './simulator-file.ts'
import { guessDirection, guessStatus } from './words.ts'

/** What the simulator's responses look like, from the spec. */
export function simulatorTestFile(given: Facts): string {
  const facts = withFilledPaths(given, (credential) => `${given.id}-simulator-${credential.toLowerCase()}`)
  const { id, name, basePath, credentials, list, get } = facts
  const body = `
// FILL IN: check all of this against the pages, without a look at the simulator: it was made from the spec.
/** ${name}, as its documentation says it. */
export const ${id}: Documented = {
  basePath: '${basePath}',
  credentials: ${literal(credentials.map((each) => each.name))},
  headers: ({ ${inHeaders(credentials)
    .map((each) => each.name)
    .join(', ')} }) => (${headerCode(credentials, (name) => `${name} ?? ''`, false)}),
  list: ${raw(facts)},
  ${get ? `get: (id) => ({ method: 'GET', path: \`${get.path.replace(/\{\w+\}/, `\${id}`)}\` }),` : ''}
  ${get ? `call: (body) => ${accessed('body', get.single)},` : ''}
  rows: (body) => ${accessed('body', list.rows)},
  pagesBy: '${list.paging.kind}',
  ${pages(facts)}
  ${read(facts)}
  ${deep(facts)}
  id: ${quoted(list.id.name)},
  words: ${literal(wordMembers(facts))},
  stamps: ${literal(stampMembers(facts))},
  idForm: ${idForm(facts)},
  statuses: ${facts.call.status ? literal(Object.fromEntries(statusWords(facts).map((word) => [word, guessStatus(word)]))) : '{}'},
  rowMembers: ${quoted(rowMembers(facts))},
  ${facts.call.createdAt ? '' : 'hidesCreation: true,'}
  unauthorized: ${errorText(facts, "'Unauthorized'")},
  errorBody: (message) => (${errorText(facts, 'message')}),
  cases(simulator) {
    const [call] = simulator.calls()
    return [${cases(facts).join('\n')}
${others(facts)}
]
  },
  filters: (${/\bcall\??\./.test(filters(facts).join()) ? 'call' : ''}) => [${filters(facts).join('\n')}],
  parts: [${parts(facts).join('\n')}],
}
`
  const modules = {
    '../ask.js': ['ask'],
    '../documented.js': ['type Documented', 'query'],
  }
  const needsDay = /\bday\b/.test(body)
  return `${imports(body, modules)}\n${needsDay ? `\n/** Some calls are of before, some of after. */\nconst day = Date.parse('2026-11-20T00:00:00Z')\n` : ''}${body}`
}

const raw = ({ list }: Facts): string =>
  list.inBody
    ? `{ method: '${list.method}', path: '${list.path}', body: '{}' }`
    : `{ method: '${list.method}', path: '${list.path}' }`

/** A request for a page as an argument list of \`ask\`; \`values\` is the source text of an object. */
const asked = ({ list }: Facts, values: string): string =>
  list.inBody ? `'${list.path}', { method: '${list.method}', body: ${values} }` : `\`${list.path}?\${query(${values})}\``

const page = ({ list }: Facts, values: string): string =>
  list.inBody
    ? `{ method: '${list.method}', path: '${list.path}', body: ${values} }`
    : `{ path: \`${list.path}?\${query(${values})}\` }`

function pages(facts: Facts): string {
  const { kind, input, size, first } = facts.list.paging
  if (kind !== 'page' && kind !== 'offset') return ''
  const position = kind === 'offset' ? 'number * 10' : first === 0 ? 'number' : `number + ${first}`
  return `page: (number) => (${page(facts, `{ ${size ? `${size}: 10, ` : ''}${input}: ${position} }`)}),`
}

/** Page after page, to the end that the list itself tells. */
function read(facts: Facts): string {
  const { list } = facts
  const { kind, input, size, first } = list.paging
  // Tests ask for pages of any size.
  const { maximum } = list.inputs.find(({ name }) => name === size) ?? {}
  const sized = size ? `${size}: ${maximum === undefined ? 'size' : `Math.min(size, ${maximum})`}, ` : ''
  const rows = accessed('body', list.rows)
  if (kind === 'cursor') {
    return `async *read(simulator, size, filters) {
    for (let cursor: string | undefined, more = true; more; ) {
      const { body } = await ask(simulator, ${asked(facts, `{ ...filters, ${sized}...(cursor && { ${input}: cursor }) }`)})
      yield* ${rows}
      cursor = ${cursorIn(list)}
      more = ${list.hasMore ? accessed('body', list.hasMore) : 'Boolean(cursor)'}
    }
  },`
  }
  if (kind === 'window') {
    return `// FILL IN: read window after window, to the one that brings no new row.
  async *read(simulator, size, filters) {
    const { body } = await ask(simulator, ${asked(facts, `{ ...filters, ${sized} }`)})
    yield* ${rows}
  },`
  }
  const position = kind === 'offset' ? 'done' : 'position'
  const ends = list.hasMore
    ? `!${accessed('body', list.hasMore)}`
    : list.total
      ? `done >= ${accessed('body', list.total)}`
      : list.pages
        ? `position >= ${accessed('body', list.pages)} + ${first}`
        : `${rows}.length === 0`
  const counts = /\bdone\b/.test(`${position} ${ends}`)
  const places = [...(kind === 'page' ? [`position = ${first}`] : []), ...(counts ? ['done = 0'] : [])]
  return `async *read(simulator, size, filters) {
    for (let ${places.join(', ')}; ; ) {
      const { body } = await ask(simulator, ${asked(facts, `{ ...filters, ${sized}${input}: ${position} }`)})
      yield* ${rows}
      ${counts ? `done += ${rows}.length` : ''}
      ${kind === 'page' ? 'position++' : ''}
      if (${ends}) return
    }
  },`
}

/** The cursor of the next page, which may be in a link. */
function cursorIn({ nextCursor = ['next'], paging: { besides, input } }: Facts['list']): string {
  const next = accessed('body', nextCursor)
  return besides ? `${next} && new URL(${next}, simulator.baseUrl).searchParams.get(${quoted(input)})` : next
}

function deep(facts: Facts): string {
  const { kind, input, size, first, askedSize } = facts.list.paging
  const rows = Math.min(askedSize ?? 100, 100)
  const sized = size ? `${size}: ${rows}, ` : ''
  const values =
    kind === 'cursor' || kind === 'window'
      ? `{ ${sized}${input}: ${kind === 'cursor' ? 'oldest.id' : 'new Date(oldest.createdAt ?? 0).toISOString()'} }`
      : `{ ${sized}${input}: ${kind === 'offset' ? 500_000 : 5000 + first} }`
  const text = page(facts, values).replace(/ \}$/, `, rows: ${kind === 'cursor' || kind === 'window' ? 0 : rows} }`)
  return `deep: (${/oldest/.test(values) ? 'oldest' : ''}) => (${text}),`
}

function idForm(facts: Facts): string {
  const kind = idKind(facts)
  if (kind === 'number') return '/^[1-9]\\d*$/'
  if (kind === 'uuid') return '/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/'
  return `/^${idPrefix(facts)}[0-9a-f]{12}$/`
}

const rowMembers = (facts: Facts): string =>
  facts.row
    .map((member) => `${member.name}${mayLack(facts, member) ? '?' : ''}`)
    .sort()
    .join(' ')

const isDate = ({ list }: Facts, { name }: Input): boolean => list.dateFilters.some(({ parameter }) => parameter === name)

/** A good value of an input as source text. */
function good(facts: Facts, input: Input): string {
  if (isDate(facts, input)) {
    const form = boundForm(facts, input.name)
    return form === 'day'
      ? "'2026-11-20'"
      : form === 'seconds'
        ? 'day / 1000'
        : form === 'milliseconds'
          ? 'day'
          : 'new Date(day).toISOString()'
  }
  if (input.words.length > 0) return quoted(input.words[0] ?? '')
  if (input.type === 'integer' || input.type === 'number') return String(input.maximum ?? 10)
  if (input.type === 'boolean') return 'true'
  if (input === filterInputs(facts).agentId) return 'call?.agent?.id'
  return input === filterInputs(facts).campaignId ? 'call?.campaign?.id' : "'x'"
}

function cases(facts: Facts): string[] {
  const { list, get } = facts
  const { input, size } = list.paging
  const one = (values: string, more: string) => {
    const target = list.inBody
      ? `method: '${list.method}', path: '${list.path}', body: ${values}`
      : `path: ${values === '{}' ? quoted(list.path) : `\`${list.path}?\${query(${values})}\``}`
    return `{ operation: '${list.operationId}', ${target}, ${more} },`
  }
  const simple = list.inputs.filter(({ name, type }) => name !== input && !['array', 'object'].includes(type))
  const wrong = simple.flatMap((each) => {
    if (each.name === size && each.maximum !== undefined)
      return [one(`{ ${key(each.name)}: ${each.maximum + 1} }`, 'status: 400, invalid: true')]
    if (each.words.length > 0 || each.type === 'integer')
      return [one(`{ ${key(each.name)}: 'nonsense' }`, 'status: 400, invalid: true')]
    return isDate(facts, each) ? [one(`{ ${key(each.name)}: 'yesterday' }`, 'status: 400')] : []
  })
  const everything = simple.map((each) => `${key(each.name)}: ${good(facts, each)}`).join(', ')
  return [
    one('{}', 'status: 200'),
    ...(everything ? [one(`{ ${everything} }`, 'status: 200')] : []),
    ...(list.paging.kind === 'cursor' ? [one(`{ ${input}: call?.id }`, 'status: 200')] : []),
    ...wrong,
    ...(get
      ? [
          `{ operation: '${get.operationId}', path: \`${get.path.replace(/\{\w+\}/, `\${call?.id}`)}\`, status: 200 },`,
          `{ operation: '${get.operationId}', path: '${get.path.replace(/\{\w+\}/, 'none')}', status: 404 },`,
        ]
      : []),
  ]
}

/** The operations that only a person can write a server for. */
function others({ spec, list, get }: Facts): string {
  const names = [...operations(spec)].flatMap(({ operation }) => operation.operationId)
  const left = names.filter((name) => name !== list.operationId && name !== get?.operationId)
  return left.length > 0 ? `// FILL IN: requests of ${left.join(', ')}, which the simulator has no routes for yet.` : ''
}

function filters(facts: Facts): string[] {
  const { list } = facts
  const { status, direction, agentId, campaignId } = filterInputs(facts)
  const rare =
    statusWords(facts).find((word) => ['no_answer', 'failed', 'queued'].includes(guessStatus(word))) ?? statusWords(facts)[0]
  const inbound = direction?.words.find((word) => guessDirection(word) === 'inbound')
  return [
    ...(status
      ? [`{ filters: { ${key(status.name)}: ${quoted(rare ?? '')} }, keeps: ({ status }) => status === ${quoted(rare ?? '')} },`]
      : []),
    ...(direction && inbound
      ? [`{ filters: { ${key(direction.name)}: ${quoted(inbound)} }, keeps: ({ direction }) => direction === 'inbound' },`]
      : []),
    ...(agentId
      ? [`{ filters: { ${key(agentId.name)}: call.agent?.id }, keeps: ({ agent }) => agent?.id === call.agent?.id },`]
      : []),
    ...(campaignId
      ? [
          `{ filters: { ${key(campaignId.name)}: call.campaign?.id }, keeps: ({ campaign }) => campaign?.id === call.campaign?.id },`,
        ]
      : []),
    ...list.dateFilters.flatMap(({ parameter, bound }) => {
      const input = list.inputs.find(({ name }) => name === parameter)
      const last = boundForm(facts, parameter) === 'day' ? ' + 86_400_000' : ''
      return input
        ? [
            `{ filters: { ${key(parameter)}: ${good(facts, input)} }, keeps: ({ ${comparedStamp(facts.call, parameter)}: at }) => at !== null && at ${bound === 'since' ? '>= day' : /lte$/i.test(parameter) ? '<= day' : `< day${last}`} },`,
          ]
        : []
    }),
  ]
}

function parts(facts: Facts): string[] {
  const { call, get, detail } = facts
  const one = (part: string, member: Member | undefined) => {
    if (!member) return []
    const late = get && detail.some(({ name }) => name === member.name)
    const path = late ? `path: (id) => \`${get.path.replace(/\{\w+\}/, `\${id}`)}\`, ` : ''
    const of = late ? accessed('body', [...get.single, member.name]) : `body.${member.name}`
    return [`{ part: '${part}', ${path}of: (body) => ${of} },`]
  }
  return [
    ...one('transcript', call.transcript?.list ?? call.transcriptText),
    ...one('recording', call.recording),
    ...one('analysis', call.summary),
    ...one('cost', call.cost?.object ?? call.cost?.amount),
  ]
}
