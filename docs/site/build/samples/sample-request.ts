import { credentialsOf } from '../../../../scripts/src/credentials.ts'
import { type Document, FORM, type Operation, parametersOf, resolve, type Schema, sentBody } from '../document.ts'

export type Json = string | number | boolean | Json[] | { [name: string]: Json }

/** The smallest request for an operation, which every code sample sends. */
export interface SampleRequest {
  method: string
  path: string
  operation: Operation
  pathValues: Record<string, Json>
  queryValues: Record<string, Json>
  /** Parameters that a credential fills, which the clients add themselves: the variable of each. */
  filled: Record<'path' | 'query', Record<string, string>>
  body: Json | undefined
  /** Whether the body is a form. */
  isForm: boolean
}

export function sampleRequest(document: Document, method: string, path: string, operation: Operation): SampleRequest {
  const parameters = parametersOf(document, path, operation)
  const required = parameters.filter((parameter) => parameter.required && !parameter['x-callspec'])
  const valuesOf = (place: string) =>
    Object.fromEntries(
      required
        .filter((parameter) => parameter.in === place)
        .map(({ name, description, schema = {} }) => [
          name,
          sampleValue(document, name, { ...(description && { description }), ...resolve(document, schema) }),
        ]),
    )
  const credentials = new Map(credentialsOf(document).map(({ name, environment }) => [name, environment]))
  const filledIn = (place: string) =>
    Object.fromEntries(
      parameters.flatMap(({ name, in: where, 'x-callspec': filled }) => {
        const variable = filled && credentials.get(filled.credential)
        return where === place && variable !== undefined ? [[name, variable]] : []
      }),
    )
  return {
    method,
    path,
    operation,
    pathValues: valuesOf('path'),
    queryValues: valuesOf('query'),
    filled: { path: filledIn('path'), query: filledIn('query') },
    body: body(document, operation),
    isForm: operation.requestBody !== undefined && FORM in resolve(document, operation.requestBody).content,
  }
}

function body(document: Document, operation: Operation): Json | undefined {
  // A list needs nothing but its paging, which each sample writes in its own way.
  if (!operation.requestBody || operation['x-speakeasy-pagination']) return undefined
  const schema = sentBody(resolve(document, operation.requestBody).content)?.schema ?? {}
  return sampleValue(document, '', resolve(document, schema))
}

/** The value that the documentation shows, or else a placeholder named after the parameter. */
function sampleValue(document: Document, name: string, schema: Schema): Json {
  const type = [schema.type].flat()[0]
  const shown = /(?:such as|example shows) `([^`]+)`/.exec(schema.description ?? '')?.[1]
  if (type === 'object') return members(document, schema)
  if (type === 'array') return [sampleValue(document, name, resolve(document, schema.items ?? {}))]
  if (type === 'integer' || type === 'number') return Number(shown) || Math.max(schema.minimum ?? 0, 1)
  if (type === 'boolean') return true
  if (typeof schema.enum?.[0] === 'string') return schema.enum[0]
  if (shown !== undefined) return shown
  if (schema.format === 'uuid') return '00000000-0000-4000-8000-000000000000'
  if (/^from/i.test(name)) return '+15550100001'
  if (name.toLowerCase() === 'to' || /phone|number/i.test(name)) return '+15550101001'
  return `your-${name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()}`
}

/** The required members. If no page says which they are: texts, and lists that may not be empty. */
function members(document: Document, { properties = {}, required }: Schema): Json {
  const isTelling = (schema: Schema) =>
    (schema.type === 'string' && !schema.enum) || (schema.type === 'array' && (schema.minItems ?? 0) > 0)
  const entries = Object.entries(properties)
    .map(([name, schema]) => [name, resolve(document, schema)] as const)
    .filter(([name, schema]) => (required ? required.includes(name) : isTelling(schema)))
  return Object.fromEntries(entries.map(([name, schema]) => [name, sampleValue(document, name, schema)]))
}
