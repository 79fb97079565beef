import {
  type Document,
  hooksOf,
  type Operation,
  operationsOf,
  parametersOf,
  type Ref,
  resolve,
  type Schema,
  sentBody,
} from '../document.ts'
import { operationAnchor } from '../redoc/operation-anchor.ts'

export type RecordKind = 'operation' | 'parameter' | 'field'

/** What the search finds besides pages. */
export interface SearchRecord {
  kind: RecordKind
  title: string
  /** Where it belongs: the operation, or how many. */
  where: string
  /** On the page of the provider. */
  anchor: string
  /** What the documentation says of it. */
  text: string
  /** What else finds it. Those who look for an operation do not want each of its fields. */
  words: string
}

/**
 * Every operation, every parameter of every operation, and every field of requests and responses. A field that several operations share
 * by its schema is one record, which names them all: ten equal hits help nobody.
 */
export function recordsOf(document: Document): SearchRecord[] {
  const fields = new Map<string, Field & { operations: Set<Operation> }>()
  const records: SearchRecord[] = []
  for (const { method, path, operation } of [...operationsOf(document), ...hooksOf(document)]) {
    const anchor = operationAnchor(operation)
    const { summary, operationId, description } = operation
    records.push({
      kind: 'operation',
      title: summary,
      where: `${method} ${path}`,
      anchor,
      text: oneLine(description),
      words: `${operationId} ${method} ${path}`,
    })
    for (const { name, description = '' } of parametersOf(document, path, operation)) {
      records.push({ kind: 'parameter', title: name, where: summary, anchor, text: oneLine(description), words: '' })
    }
    for (const [key, field] of fieldsOf(document, operation)) {
      const known = fields.get(key) ?? { ...field, operations: new Set() }
      fields.set(key, known)
      known.operations.add(operation)
    }
  }
  for (const { operations, ...field } of fields.values()) records.push(fieldRecord(field, [...operations]))
  return records
}

/** Markdown as the plain words of one line. */
const oneLine = (text: string) =>
  text
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

function fieldRecord({ name, schema, text }: Field, operations: readonly Operation[]): SearchRecord {
  const [first] = operations
  const more = operations.length > 1 ? ` and ${operations.length - 1} more` : ''
  return {
    kind: 'field',
    title: name,
    where: `${first!.summary}${more}`,
    anchor: operationAnchor(first!),
    text: oneLine(text),
    words: schema,
  }
}

interface Field {
  name: string
  schema: string
  text: string
}

function fieldsOf(document: Document, operation: Operation): [key: string, Field][] {
  const request = operation.requestBody && resolve(document, operation.requestBody)
  const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
  return [
    ...fieldsIn(document, request && sentBody(request.content)?.schema, `${operation.operationId} body`),
    ...answers.flatMap(([, answer]) =>
      fieldsIn(document, resolve(document, answer).content?.['application/json']?.schema, operation.operationId),
    ),
  ]
}

/** The fields of a schema and of what is inside it. Each is known by the named schema that it is written in. */
function fieldsIn(
  document: Document,
  given: Ref<Schema> | undefined,
  place: string,
  above: readonly string[] = [],
): [key: string, Field][] {
  if (!given) return []
  const reference = '$ref' in given ? given.$ref : undefined
  // A schema that contains itself.
  if (reference !== undefined && above.includes(reference)) return []
  const inside = reference === undefined ? above : [...above, reference]
  const here = reference?.split('/').at(-1) ?? place
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = resolve(document, given)
  return [
    ...Object.entries(properties).flatMap(([name, value]): [key: string, Field][] => [
      [`${here}.${name}`, { name, schema: here, text: resolve(document, value).description ?? '' }],
      ...fieldsIn(document, value, `${here}.${name}`, inside),
    ]),
    ...[...(items ? [items] : []), ...anyOf, ...oneOf, ...allOf].flatMap((schema) => fieldsIn(document, schema, here, inside)),
  ]
}
