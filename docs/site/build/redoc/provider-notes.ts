import { code, table } from '../../../../scripts/src/markdown.ts'
import { type Document, operationsOf, type Ref, type Schema } from '../document.ts'

/** What a spec's extensions and descriptions say about the platform as a whole, as Markdown with headings. */
export function providerNotes(document: Document): string {
  const fields = describedFields(document)
  const fieldsWith = (pattern: RegExp) =>
    list(fields.filter(({ text }) => pattern.test(text)).map(({ place, text }) => `${code(place)}: ${text}`))
  return [
    ...limits(document),
    ...brands(document),
    '## Assumptions',
    'What the documentation leaves open and callspec assumes. A source may set another value.',
    list(
      Object.entries(document['x-callspec'].assumptions).map(
        ([id, { text, source, default: value }]) => `${code(id)}, assumed ${code(value)}: ${text.trim()} *${source.trim()}*`,
      ),
    ),
    '## Units and formats',
    fieldsWith(UNIT),
    '## Not documented',
    fieldsWith(/not documented/i),
    '## A wrong field',
    'If the platform sends something else than this page says: [how to report it](../../project/contributing/#a-wrong-field).',
  ].join('\n\n')
}

function limits(document: Document): string[] {
  const { rateLimits = [] } = document['x-callspec']
  const rows = rateLimits.map(({ plan, requests, perSeconds }) => [plan, String(requests), `${perSeconds} s`])
  return ['## Limits', rows.length > 0 ? table(['plan', 'requests', 'per'], rows) : 'A request limit is *not documented*.']
}

function brands(document: Document): string[] {
  const { brands = {} } = document['x-callspec']
  const lines = Object.entries(brands).map(([id, { name, baseUrl, assumptions = {} }]) => {
    const differing = Object.entries(assumptions).map(([assumption, value]) => `${code(assumption)} is ${code(value)}`)
    return `${name} (${code(id)}), ${code(baseUrl)}${differing.length > 0 ? `: ${differing.join(', ')}` : ''}`
  })
  return lines.length > 0 ? ['## Brands', 'The same API under other names, with the assumptions that differ.', list(lines)] : []
}

/** A list rather than a table: names of fields are long, and the column is narrow. */
const list = (lines: readonly string[]) => lines.map((line) => `- ${line.replace(/\s+/g, ' ')}`).join('\n')

/** Words that a description of a unit or a format contains. */
const UNIT = /\b(seconds?|milliseconds|minutes|credits|currency|ISO 8601|RFC 3339|E\.164|Unix|epoch|YYYY)\b/i

/** Every described schema field and parameter, with its place. */
function describedFields(document: Document): { place: string; text: string }[] {
  const { schemas = {}, parameters = {} } = document.components
  return [
    ...Object.entries(schemas).flatMap(([name, schema]) => fieldsOf(name, schema)),
    ...Object.values(parameters).map(({ name, description }) => ({ place: name, text: description ?? '' })),
    ...[...operationsOf(document)].flatMap(({ operation }) => [
      ...(operation.parameters ?? []).flatMap((parameter) =>
        '$ref' in parameter ? [] : [{ place: `${operation.operationId} ${parameter.name}`, text: parameter.description ?? '' }],
      ),
      ...Object.values(operation.responses).flatMap((response) =>
        '$ref' in response ? [] : fieldsOf(operation.operationId, response.content?.['application/json']?.schema ?? {}),
      ),
    ]),
  ].filter(({ text }) => text !== '')
}

/** The fields of one schema; a referenced schema is listed under its own name. */
function fieldsOf(place: string, schema: Ref<Schema>): { place: string; text: string }[] {
  if ('$ref' in schema) return []
  const { description = '', properties = {}, items } = schema
  return [
    { place, text: description },
    ...Object.entries(properties).flatMap(([name, value]) => fieldsOf(`${place}.${name}`, value)),
    ...(items ? fieldsOf(`${place}[]`, items) : []),
  ]
}
