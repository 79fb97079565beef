import { type CopiedQuery, isOldestFirst, needsZone } from './copy-as-command.js'
import { NEWEST_FIRST } from './explorer-query.js'

/** The same calls in TypeScript. */
export function copyAsCode({ from, query, sort = NEWEST_FIRST, isRedacted = false }: CopiedQuery): string {
  const members: [name: string, value: unknown][] = [
    ['since', query.since],
    ['until', query.until],
    ['timeZone', needsZone(query) ? query.timeZone : null],
    ['search', query.search],
    ['status', query.statuses],
    ['direction', query.direction],
    ['channel', query.channel],
    ['providers', query.providers],
    ['agentId', query.agentId],
    ['outcome', query.outcome],
    ['minDurationSeconds', query.minDurationSeconds],
    ['maxDurationSeconds', query.maxDurationSeconds],
    ['weekdays', query.weekdays],
    ['hours', query.hours],
    ['order', isOldestFirst(sort) ? 'oldest' : null],
  ]
  const wanted = members.filter(([, value]) => !isOpen(value)).map(([name, value]) => `  ${name}: ${literal(value)},\n`)
  const listed = wanted.length === 0 ? '' : `{\n${wanted.join('')}}`
  const sources = query.sources.length === 0 ? '' : `{ sources: ${literal(query.sources)} }`
  return `${isRedacted ? "import { redactCall } from 'callspec'\n" : ''}import { openCopy } from '@callspec/sync'

const copy = await openCopy(${literal(from)})
for await (const call of copy.log(${sources}).list(${listed})) console.log(${isRedacted ? 'redactCall(call)' : 'call'})
await copy.close()
`
}

const isOpen = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** As source text: JSON with the quotes of the rest. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'string') return JSON.stringify(value)
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
