import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { membersOf } from '../../../../scripts/src/docstrings.ts'
import { code, table } from '../../../../scripts/src/markdown.ts'
import { root } from '../folders.ts'
import type { Page } from './page.ts'

interface Schema {
  description?: string
  type?: string | string[]
  const?: string
  enum?: (string | null)[]
  format?: string
  anyOf?: Schema[]
  items?: Schema
  required?: string[]
  properties?: Record<string, Schema>
}

const SCHEMA = 'packages/callspec/call.schema.json'
const QUERY = 'packages/callspec/src/query/query.ts'

/** The unified call and the query, from the published schema and the query's docstrings. */
export function callPage(): Page {
  const schema: Schema & { $id: string } = JSON.parse(readFileSync(join(root, SCHEMA), 'utf8'))
  const query = membersOf(join(root, QUERY), 'CallQuery')
  const bare = query.find(({ text }) => text === '')
  if (bare) throw new Error(`${QUERY}: CallQuery.${bare.name} has no docstring. Fix: say what it is.`)
  const body = [
    `${schema.description} Its JSON Schema is \`callspec/call.schema.json\`, named ${code(schema.$id)}; every line of \`callspec list --json\` is one.`,
    '## Call',
    table(['field', 'value', 'meaning'], rows(schema)),
    'An *optional* part (`cost`, `recordingUrl`, `transcript`, `analysis`) is absent unless `include` asks for it or the list row holds it.',
    '## Query',
    'What `log.list(query)` takes. It means the same on every platform; a call matches when it meets every member. All are optional.',
    table(
      ['member', 'value', 'meaning'],
      query.map(({ name, type, text }) => [code(name), code(type.replace(' | undefined', '')), text]),
    ),
  ].join('\n\n')
  return { source: SCHEMA, slug: 'call', title: 'The call and the query', body }
}

function rows(schema: Schema, prefix = ''): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const optional = schema.required?.includes(name) ? '' : ' *optional*'
    const cells = [code(prefix + name), `${valueText(value)}${optional}`, value.description ?? '']
    return [cells, ...rows(innerObject(value), `${prefix}${name}.`)]
  })
}

/** The object that a field, or each item of its list, may be. */
function innerObject(schema: Schema): Schema {
  const inner = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  return inner.items ?? inner
}

function valueText(schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map(valueText).join(' or ')
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum) return schema.enum.map((word) => code(String(word))).join(', ')
  if (schema.type === 'array') return `list${schema.items?.enum ? ` of ${valueText(schema.items)}` : ''}`
  return [schema.type ?? 'anything']
    .flat()
    .map((type) => (schema.format && type === 'string' ? 'stamp' : type))
    .join(' or ')
}
