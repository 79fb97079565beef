import type { Spec, SpecOperation, SpecResponse } from '../../../scripts/src/specs.ts'

/** What the site reads of a spec: what other scripts read, plus schemas, bodies and responses. */
export interface Document extends Omit<Spec, 'paths' | 'webhooks' | 'components' | 'info'> {
  info: Spec['info'] & { summary?: string; description?: string; contact?: object; license?: object }
  tags: Tag[]
  paths: Record<string, PathItem>
  /** As operations, each by the name that `hookId` gives it. */
  webhooks?: Record<string, { post?: Operation }>
  components: Omit<Spec['components'], 'parameters' | 'schemas'> & {
    schemas?: Record<string, Schema>
    parameters?: Record<string, Parameter>
    responses?: Record<string, Answer>
  }
}

export const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

export interface Tag {
  name: string
  description?: string
  /** A section of its own instead of a group of operations. */
  'x-traitTag'?: true
}

type PathItem = { [Method in (typeof METHODS)[number]]?: Operation } & { parameters?: Ref<Parameter>[] }

export interface Operation extends Omit<SpecOperation, 'parameters' | 'requestBody' | 'responses'> {
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

/** What is drawn beside the name of a field. */
export interface Badge {
  name: string
  color?: string
  position?: 'before' | 'after'
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema?: Ref<Schema>
  'x-badges'?: Badge[]
  'x-callspec'?: { credential: string }
}

export interface Answer extends SpecResponse {
  description: string
  content?: Content
}

export type Content = Record<string, { schema?: Ref<Schema>; examples?: Record<string, Example> }>

export const FORM = 'application/x-www-form-urlencoded'

/** A body that is sent: JSON, or a form where the platform takes nothing else. */
export const sentBody = (content: Content) => content['application/json'] ?? content[FORM]

export interface Example {
  summary?: string
  description?: string
  value: unknown
}

export interface Schema {
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  minItems?: number
  required?: string[]
  properties?: Record<string, Ref<Schema>>
  items?: Ref<Schema>
  allOf?: Ref<Schema>[]
  anyOf?: Ref<Schema>[]
  oneOf?: Ref<Schema>[]
  'x-badges'?: Badge[]
}

export type Ref<T> = T | { $ref: string }

export interface OperationPlace {
  method: string
  path: string
  operation: Operation
}

/** Every operation with its method in capitals, in the order of the document. */
export function* operationsOf(document: Document): Generator<OperationPlace> {
  for (const [path, item] of Object.entries(document.paths)) {
    // In the order of the file, not of METHODS.
    for (const method of Object.keys(item) as (keyof PathItem)[]) {
      const operation = method === 'parameters' ? undefined : item[method]
      if (operation) yield { method: method.toUpperCase(), path, operation }
    }
  }
}

/** Every web hook with its name in place of the path, in the order of the document. */
export function* hooksOf(document: Document): Generator<OperationPlace> {
  for (const [path, { post }] of Object.entries(document.webhooks ?? {})) {
    if (post) yield { method: 'POST', path, operation: { ...post, operationId: hookId(path) } }
  }
}

/** A web hook has no `operationId` of its own; `call.ended` is `hook-call-ended` in addresses. */
export const hookId = (name: string) => `hook-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`

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
