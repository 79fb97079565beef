import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { code, table } from '../../../../../scripts/src/markdown.ts'
import { type Document, operationsOf, type Ref, resolve, type Schema } from '../../document.ts'
import { root } from '../../folders.ts'
import type { FieldSource } from './field-map.ts'
import { unitOf } from './unit-of.ts'

/** How the rows of a platform become calls. */
export interface FieldMaps {
  list: readonly FieldSource[]
  /** Of the response to the request for a single call. */
  get: readonly FieldSource[]
}

/** How the platform's fields become a `Call`, as Markdown. */
export function fieldNotes(document: Document, paths: { list: string; get: string | undefined }, maps: FieldMaps): string {
  const listed = new Set(maps.list.map(({ field }) => field))
  const all = [
    ...maps.list.map((source) => ({ ...source, path: paths.list, by: '' })),
    ...maps.get
      .filter(({ field }) => !listed.has(field))
      .map((source) => ({ ...source, path: paths.get ?? '', by: '; by a request for each call' })),
  ]
  const rows = inOrder(all).map(({ field, members, path, by }) => {
    const schema = rowSchema(document, path)
    const unit = schema && members.map((member) => unitOf(document, schema, member)).find((text) => text !== undefined)
    return { field, from: `${members.map(code).join(', ')}${by}${unit ? `. ${unit}` : ''}` }
  })
  const empty = FIELDS.filter((field) => !all.some((source) => source.field === field || source.field.startsWith(`${field}.`)))
  return [
    'Beside each field of the [`Call`](../../call/) stand the members that decide it. The table is made by trial: a member is left out of rows of the simulator, and the fields that then change are its own.',
    table(
      ['Call', 'from'],
      [...Map.groupBy(rows, ({ from }) => from)].map(([from, same]) => [same.map(({ field }) => code(field)).join(', '), from]),
    ),
    ...(empty.length > 0 ? [`No member decides ${empty.map(code).join(', ')}: the platform's rows do not say it.`] : []),
  ].join('\n\n')
}

/** Fields that are not about the platform, or hold its rows as they are. */
const OWN = new Set(['schema', 'key', 'provider', 'source', 'missing', 'raw', 'rawDetail'])

const FIELDS = Object.keys(
  JSON.parse(readFileSync(join(root, 'packages/callspec/call.schema.json'), 'utf8')).properties as object,
).filter((field) => !OWN.has(field))

/** In the order of the schema. */
function inOrder<Source extends FieldSource>(sources: readonly Source[]): Source[] {
  const place = ({ field }: FieldSource) => FIELDS.indexOf(field.split('.')[0]!)
  return sources.toSorted((one, other) => place(one) - place(other))
}

/** The schema of a row: the items of a list, or what the single call's response holds. */
function rowSchema(document: Document, path: string): Ref<Schema> | undefined {
  const found = [...operationsOf(document)].filter((operation) => operation.path === path)
  const { operation } = found.find((one) => one.operation['x-speakeasy-pagination']) ?? found[0] ?? {}
  const success = operation && Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1]
  const schema = success && resolve(document, success).content?.['application/json']?.schema
  const results = operation?.['x-speakeasy-pagination']?.outputs.results
  if (!schema) return undefined
  return results ? itemsAt(document, schema, results.split('.').slice(1)) : schema
}

function itemsAt(document: Document, reference: Ref<Schema>, path: readonly string[]): Ref<Schema> | undefined {
  const schema = resolve(document, reference)
  const [name, ...rest] = path
  if (name === undefined) return schema.items
  const member = [schema, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])]
    .map((part) => resolve(document, part).properties?.[name])
    .find((value) => value !== undefined)
  return member && itemsAt(document, member, rest)
}
