import type { Facts } from './facts.ts'
import { type GuessedFilter, guessFilters, unusedInputs } from './filters.ts'
import { imports, literal, quoted } from './literals.ts'
import { type CallMembers, isMilliseconds, type Named, stampForm } from './members.ts'
import type { Member } from './schemas.ts'
import { guessDirection, guessSpeaker, guessStatus, isSharedStatus } from './words.ts'

/** The mapping, as far as names and types tell. */
export function providerFile(facts: Facts): string {
  const { id, name, list, call, get } = facts
  const filters = guessFilters(facts)
  const body = `
${statuses(facts)}${directions(facts)}${rowType(facts)}/** ${name}. ${list.page} */
export const ${id} = defineProvider({
  descriptor,
  assumptions,
  list: '${list.path}',
  takes: { list: ${list.operationId} },
  stamps: { ${stamps(call)} },
  ${needsStatuses(facts) ? 'statuses: STATUSES,' : ''}
  // FILL IN: check each member against the pages: they were guessed from the names of members. ${nothingFor(facts)}
  map(row: ${facts.detail.length > 0 && get?.schema !== list.rowSchema ? 'Row' : list.rowSchema}, read${list.parent && !call.agent ? ', { parent }' : ''}) {
${map(facts)}
  },
  filters: {
    // FILL IN: check each filter and its reason against the pages.${unused(facts, filters)}
    ${filters.map((filter) => `${filter.name}: ${filterText(filter)},`).join('\n')}
  },
  parts: { ${Object.entries(parts(facts))
    .map(([part, from]) => `${part}: '${from}'`)
    .join(', ')} },
  ${getText(facts)}
})

export const toCall = ${id}.toCall
${turns(facts)}`
  const modules = {
    '@callspec/provider': [
      'analysis',
      'type Direction',
      'dayBounds',
      'defineProvider',
      'endReason',
      'inPath',
      'instantBounds',
      'local',
      'named',
      'query',
      'type Reader',
      'requestPerWord',
      'type Status',
      'sidesByDirection',
      'statusWords',
      'toDirection',
      'type Turn',
      'unsupported',
    ],
    './generated/assumptions.js': ['assumptions'],
    './generated/descriptor.js': ['descriptor'],
    './generated/inputs.js': [list.operationId],
    './generated/types.js': [...new Set([list.rowSchema, ...(get ? [get.schema] : [])])].map((each) => `type ${each}`),
  }
  return `${imports(body, modules)}\n${body}`
}

const needsStatuses = ({ call }: Facts): boolean => (call.status?.words.length ?? 0) > 0

function statuses({ call }: Facts): string {
  const { words = [] } = call.status ?? {}
  if (words.length === 0) return ''
  const unknown = words.some((word) => guessStatus(word) === 'unknown')
  const guessed = words.every(isSharedStatus)
    ? ''
    : `// FILL IN: check what each word means${unknown ? '; those that stand for no known status are unknown' : ''}.\n`
  return `${guessed}const STATUSES: Readonly<Record<string, Status>> = { ${words.map((word) => `${literal({ [word]: guessStatus(word) }).slice(2, -2)}`).join(', ')} }\n\n`
}

const ownDirections = ({ call }: Facts): boolean =>
  call.direction !== undefined && !call.direction.words.every((word) => ['inbound', 'outbound'].includes(word))

function directions(facts: Facts): string {
  if (!ownDirections(facts)) return ''
  const known = (facts.call.direction?.words ?? []).filter((word) => guessDirection(word) !== 'unknown')
  return `const DIRECTIONS = new Map<string | null, Direction>([${known.map((word) => `[${quoted(word)}, '${guessDirection(word)}']`).join(', ')}])\n\n`
}

/** A list row with the parts that the single call adds. */
function rowType({ detail, get, list, call }: Facts): string {
  if (!get || detail.length === 0 || get.schema === list.rowSchema) return ''
  const used = partMembers(call).filter(({ name }) => detail.some((member) => member.name === name))
  if (used.length === 0) return `type Row = ${list.rowSchema}\n\n`
  return `type Row = ${list.rowSchema} & Partial<Pick<${get.schema}, ${used.map(({ name }) => quoted(name)).join(' | ')}>>\n\n`
}

const partMembers = ({ transcript, transcriptText, summary, recording, cost }: CallMembers): Member[] =>
  [transcript?.list, transcriptText, summary, recording, cost?.object ?? cost?.amount].filter((member) => member !== undefined)

const stamps = ({ createdAt, startedAt }: CallMembers): string =>
  [createdAt && `createdAt: ${quoted(createdAt.name)}`, startedAt && `startedAt: ${quoted(startedAt.name)}`]
    .filter(Boolean)
    .join(', ')

/** What of a call nothing was found for. */
function nothingFor({ call }: Facts): string {
  const wanted = [
    'status',
    'direction',
    'isTest',
    'from',
    'to',
    'agent',
    'createdAt',
    'startedAt',
    'endedAt',
    'updatedAt',
    'duration',
  ] as const
  const missing = [...wanted, 'cost', 'endReason', 'carrierId', 'campaign', 'recording', 'summary'] as const
  const lacking = missing.filter((member) => call[member] === undefined)
  return lacking.length > 0 ? `None was found for ${lacking.join(', ')}.` : ''
}

function unused(facts: Facts, filters: readonly GuessedFilter[]): string {
  const inputs = unusedInputs(facts, filters)
  return inputs.length > 0 ? ` No filter sends ${inputs.join(', ')}.` : ''
}

/** `row.agent.id`, through an object that may be missing. */
const ofNamed = (variable: string, { object }: Named, member: Member | undefined): string => {
  if (!member) return 'null'
  const read = member.type === 'string' ? 'text' : 'id'
  return `read.${read}(${object ? `${variable}?.` : 'row.'}${member.name})`
}

function map(facts: Facts): string {
  const { call } = facts
  const lines: string[] = []
  const text = (member: Member | undefined) => (member ? `read.text(row.${member.name})` : 'null')
  const stamp = (member: Member | undefined) => {
    if (!member) return 'null'
    const form = stampForm(member)
    const reader = form === 'seconds' ? 'epochSeconds' : form === 'milliseconds' ? 'epoch' : 'stamp'
    return `read.${reader}(row.${member.name})`
  }
  const group = (name: 'agent' | 'campaign') => {
    const found = call[name]
    if (!found) return 'null'
    if (found.object) lines.push(`const ${name} = read.child(row.${found.object.name})`)
    return `named(${ofNamed(name, found, found.id)}, ${ofNamed(name, found, found.name)})`
  }
  const direction = call.direction
    ? ownDirections(facts)
      ? `DIRECTIONS.get(${text(call.direction)}) ?? 'unknown'`
      : `toDirection(${text(call.direction)})`
    : undefined
  if (direction) lines.push(`const direction = ${direction}`)
  const [agent, campaign] = [group('agent'), group('campaign')]
  let duration = call.duration ? `read.number(row.${call.duration.name})` : 'null'
  if (call.duration && isMilliseconds(call.duration)) {
    lines.push(`const durationMs = ${duration}`)
    duration = 'durationMs === null ? null : durationMs / 1000'
  }
  if (call.cost) {
    const { object, amount } = call.cost
    if (object) lines.push(`const price = read.child(row.${object.name})`)
    lines.push(`const amount = read.decimal(${object ? 'price?.' : 'row.'}${amount.name})`)
  }
  const unit = call.cost?.currency ? `read.text(price?.${call.cost.currency.name}) ?? 'unknown'` : "'unknown'"
  const late = (member: Member | undefined, text: string) =>
    member && isDetail(facts, member) ? `row.${member.name} === undefined ? undefined : ${text}` : text
  const spoken = call.transcript?.list ?? call.transcriptText
  const fields = {
    carrierId: text(call.carrierId),
    rawStatus: text(call.status),
    direction: direction ? 'direction' : "'unknown'",
    channel: call.from || call.to ? "'phone'" : "'unknown'",
    isTest: call.isTest ? `read.flag(row.${call.isTest.name})` : 'null',
    sides: `sidesByDirection(${direction ? 'direction' : "'unknown'"}, ${text(call.from)}, ${text(call.to)})`,
    // What the list belongs to is an agent nearly everywhere.
    agent: facts.list.parent && !call.agent ? 'parent && { id: parent.id, name: parent.name }' : agent,
    campaign,
    contact: 'null',
    createdAt: stamp(call.createdAt),
    startedAt: stamp(call.startedAt),
    endedAt: stamp(call.endedAt),
    updatedAt: stamp(call.updatedAt),
    durationSeconds: duration,
    endReason: call.endReason ? `endReason(${text(call.endReason)}, {})` : 'null',
    answeredBy: 'null',
    cost: late(call.cost?.object ?? call.cost?.amount, call.cost ? `amount === null ? null : { amount, unit: ${unit} }` : 'null'),
    recordingUrl: late(call.recording, text(call.recording)),
    transcript: late(spoken, call.transcript ? `toTurns(row, read)` : 'null'),
    transcriptText: late(spoken, call.transcript ? 'null' : text(call.transcriptText)),
    analysis: late(call.summary, call.summary ? `analysis(${text(call.summary)}, null, null)` : 'null'),
  }
  const members = Object.entries(fields).map(([name, value]) => (value === name ? `${name},` : `${name}: ${value},`))
  return [...lines, 'return {', ...members, '}'].join('\n')
}

const isDetail = ({ detail }: Facts, { name }: Member): boolean => detail.some((member) => member.name === name)

/** Where each part comes from. */
export function parts(facts: Facts): Record<'transcript' | 'analysis' | 'recording' | 'cost', 'row' | 'get' | 'never'> {
  const { call } = facts
  const from = (member: Member | undefined) => (member ? (isDetail(facts, member) ? 'get' : 'row') : 'never')
  return {
    transcript: from(call.transcript?.list ?? call.transcriptText),
    analysis: from(call.summary),
    recording: from(call.recording),
    cost: from(call.cost?.object ?? call.cost?.amount),
  }
}

function filterText({ kind, because, pushdown, hidden }: GuessedFilter): string {
  if (kind === 'local' || kind === 'unsupported') return `${kind}(${quoted(because)})`
  return `{ kind: '${kind}', because: ${quoted(because)}, pushdown: ${pushdown}${hidden ? ', carried: false' : ''} }`
}

function getText({ get, list, detail }: Facts): string {
  if (!get) return ''
  const [inner] = get.single
  const sameType = get.schema === list.rowSchema
  const row = sameType || detail.length === 0 ? list.rowSchema : 'Row'
  const toRow = inner
    ? `({ ${inner} }: { ${inner}?: ${get.schema} }) => (${inner} ?? {}) as ${row}`
    : `(call: ${get.schema}) => call${sameType ? '' : ` as ${row}`}`
  return `get: { path: '${get.path}', toRow: ${toRow} },`
}

function turns({ call, list, detail, get }: Facts): string {
  if (!call.transcript) return ''
  const { list: turns, speaker, text } = call.transcript
  const row = detail.length > 0 && get?.schema !== list.rowSchema ? 'Row' : list.rowSchema
  const known = speaker.words.filter((word) => guessSpeaker(word) !== 'unknown')
  const speakers = known.map((word) => `[${quoted(word)}, '${guessSpeaker(word)}']`).join(', ')
  return `
// FILL IN: check who each word of \`${speaker.name}\` is${known.length === 0 ? '; the spec names none' : ''}.
const SPEAKERS = new Map<string | null, Turn['speaker']>([${speakers}])

function toTurns(row: ${row}, read: Reader): Turn[] | null {
  const turns = read.list(row.${turns.name})?.map((turn): Turn => ({
    speaker: SPEAKERS.get(read.text(turn.${speaker.name})) ?? 'unknown',
    text: read.text(turn.${text.name}) ?? '',
    at: null,
    offsetSeconds: null,
  }))
  return turns ?? null
}
`
}
