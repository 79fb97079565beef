import { type Document, type Operation, operationsOf, parametersOf, type Ref, resolve, type Schema } from '../document.ts'
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
  text: string
}

/**
 * Every operation, every parameter of every operation, and every field of requests and responses. A field that several operations share
 * by its schema is one record, which names them all: ten equal hits help nobody.
 */
export function recordsOf(document: Document): SearchRecord[] {
  const fields = new Map<string, { name: string; text: string; operations: Set<Operation> }>()
  const records: SearchRecord[] = []
  for (const { method, path, operation } of operationsOf(document)) {
    const anchor = operationAnchor(operation)
    const { summary, operationId, description } = operation
    records.push({ kind: 'operation', title: summary, where: `${method} ${path}`, anchor, text: `${operationId} ${description}` })
    for (const { name, description = '' } of parametersOf(document, path, operation)) {
      records.push({ kind: 'parameter', title: name, where: summary, anchor, text: `${description} ${operationId}` })
    }
    for (const [key, { name, text }] of fieldsOf(document, operation)) {
      const known = fields.get(key) ?? { name, text, operations: new Set() }
      fields.set(key, known)
      known.operations.add(operation)
    }
  }
  for (const { name, text, operations } of fields.values()) records.push(fieldRecord(name, text, [...operations]))
  return records
}

function fieldRecord(name: string, text: string, operations: readonly Operation[]): SearchRecord {
  const [first] = operations
  const more = operations.length > 1 ? ` and ${operations.length - 1} more` : ''
  return {
    kind: 'field',
    title: name,
    where: `${first!.summary}${more}`,
    anchor: operationAnchor(first!),
    text: `${text} ${operations.map(({ operationId }) => operationId).join(' ')}`,
  }
}

type Field = [key: string, { name: string; text: string }]

function fieldsOf(document: Document, operation: Operation): Field[] {
  const request = operation.requestBody && resolve(document, operation.requestBody)
  const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
  return [
    ...fieldsIn(document, request?.content['application/json']?.schema, `${operation.operationId} body`),
    ...answers.flatMap(([, answer]) =>
      fieldsIn(document, resolve(document, answer).content?.['application/json']?.schema, operation.operationId),
    ),
  ]
}

/** The fields of a schema and of what is inside it. Each is known by the named schema that it is written in. */
function fieldsIn(document: Document, given: Ref<Schema> | undefined, place: string, above: readonly string[] = []): Field[] {
  if (!given) return []
  const reference = '$ref' in given ? given.$ref : undefined
  // A schema that contains itself.
  if (reference !== undefined && above.includes(reference)) return []
  const inside = reference === undefined ? above : [...above, reference]
  const here = reference?.split('/').at(-1) ?? place
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = resolve(document, given)
  return [
    ...Object.entries(properties).flatMap(([name, value]): Field[] => [
      [`${here}.${name}`, { name, text: `${here} ${resolve(document, value).description ?? ''}` }],
      ...fieldsIn(document, value, `${here}.${name}`, inside),
    ]),
    ...[...(items ? [items] : []), ...anyOf, ...oneOf, ...allOf].flatMap((schema) => fieldsIn(document, schema, here, inside)),
  ]
}
