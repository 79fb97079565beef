import type { Spec, SpecOperation, SpecResponse } from '../../../scripts/src/specs.ts'

/** What the site reads of a spec: what other scripts read, plus schemas, bodies and responses. */
export interface Document extends Omit<Spec, 'paths' | 'components' | 'info'> {
  info: Spec['info'] & { description?: string; contact?: object }
  paths: Record<string, PathItem>
  components: Omit<Spec['components'], 'parameters' | 'schemas'> & {
    schemas?: Record<string, Schema>
    parameters?: Record<string, Parameter>
    responses?: Record<string, Answer>
  }
}

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

type PathItem = { [Method in (typeof METHODS)[number]]?: Operation } & { parameters?: Ref<Parameter>[] }

export interface Operation extends Omit<SpecOperation, 'parameters' | 'responses'> {
  summary: string
  description: string
  tags: string[]
  parameters?: Ref<Parameter>[]
  requestBody?: Ref<{ content: Content }>
  responses: Record<string, Ref<Answer>>
  'x-codeSamples'?: CodeSample[]
}

export interface CodeSample {
  lang: string
  label: string
  source: string
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema?: Ref<Schema>
}

export interface Answer extends SpecResponse {
  description: string
  content?: Content
}

type Content = Record<string, { schema?: Ref<Schema>; examples?: object }>

export interface Schema {
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  minimum?: number
  minItems?: number
  required?: string[]
  properties?: Record<string, Ref<Schema>>
  items?: Ref<Schema>
  anyOf?: Ref<Schema>[]
  oneOf?: Ref<Schema>[]
  allOf?: Ref<Schema>[]
}

export type Ref<T> = T | { $ref: string }

/** Every operation with its method in capitals, in the order of the document. */
export function* operationsOf(document: Document): Generator<{ method: string; path: string; operation: Operation }> {
  for (const [path, item] of Object.entries(document.paths)) {
    // In the order of the file, not of METHODS.
    for (const method of Object.keys(item) as (keyof PathItem)[]) {
      const operation = method === 'parameters' ? undefined : item[method]
      if (operation) yield { method: method.toUpperCase(), path, operation }
    }
  }
}

/** What a reference to `#/components/…` stands for; any other value is returned as it is. */
export function resolve<T extends object>(document: Document, value: Ref<T>): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T // Only references have a $ref.
  let found: unknown = document
  for (const name of value.$ref.replace('#/', '').split('/')) {
    found = (found as Record<string, unknown>)[name] // The linter has resolved every reference.
  }
  return found as T
}

/** The parameters of an operation, including those of its path. */
export function parametersOf(document: Document, path: string, operation: Operation): Parameter[] {
  return [...(document.paths[path]?.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
    resolve(document, parameter),
  )
}
