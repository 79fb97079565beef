import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Spec } from '../specs.ts'

/** A JSON Schema as far as the scaffold reads it. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  default?: unknown
  description?: string
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/** A member of an object, with what its schema says in one place. */
export interface Member {
  name: string
  type: string
  /** It may also be of another type. */
  isUnion: boolean
  nullable: boolean
  required: boolean
  words: string[]
  format: string
  description: string
  /** The members of an object, or of the objects in an array. */
  members: Member[]
  example: unknown
}

/** What a reference within the spec points at. */
export function resolve<Value extends { $ref?: string }>(value: Value, spec: Spec): Value {
  if (value.$ref === undefined) return value
  const steps = value.$ref.split('/').slice(1)
  const found = steps.reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], spec)
  if (found === undefined) throw new Error(`${value.$ref} points at nothing in this spec.`)
  return resolve(found as Value, spec)
}

/** The name of a schema that is referred to. */
export const nameOf = (schema: Schema | undefined): string | undefined => schema?.$ref?.split('/').at(-1)

/** The members of an object schema, each with its value in an example. */
export function membersOf(schema: Schema, spec: Spec, example?: unknown): Member[] {
  const { properties = {}, required = [], allOf = [] } = resolve(schema, spec)
  const own = Object.entries(properties).map(([name, member]) =>
    memberOf(name, member, required.includes(name), spec, at(example, [name])),
  )
  return [...allOf.flatMap((part) => membersOf(part, spec, example)), ...own]
}

function memberOf(name: string, schema: Schema, required: boolean, spec: Spec, example: unknown): Member {
  const variants = variantsOf(schema, spec)
  const types = variants.flatMap(({ type }) => type ?? [])
  const object = variants.find(({ properties }) => properties)
  const items = variants.find((variant) => variant.items)?.items
  const [type = 'string', ...others] = types.filter((each) => each !== 'null')
  return {
    name,
    type,
    isUnion: others.some((other) => other !== type),
    nullable: types.includes('null'),
    required,
    words: variants.flatMap((variant) => (variant.enum ?? []).map(String)),
    format: variants.find((variant) => variant.format)?.format ?? '',
    description: schema.description ?? resolve(schema, spec).description ?? '',
    // A schema that holds itself is read one level deep.
    members: object ? membersOf(object, spec, example) : items ? membersOf(items, spec, at(example, ['0'])) : [],
    example,
  }
}

/** A schema and, if it is a choice, what it chooses from. */
function variantsOf(schema: Schema, spec: Spec): Schema[] {
  const resolved = resolve(schema, spec)
  const { anyOf = [], oneOf = [], allOf = [] } = resolved
  return [resolved, ...[...anyOf, ...oneOf, ...allOf].flatMap((variant) => variantsOf(variant, spec))]
}

/** The value at a place of an example; undefined if there is none. */
export const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((node, name) => (node as Record<string, unknown> | null | undefined)?.[name], value)

/** The names in a JSONPath of dotted names. */
export const namesIn = (path: string | undefined): string[] => (path ?? '$').split('.').slice(1)

/** The first documented value among `examples`, which stand in the spec or in a file beside it. */
export function exampleIn(examples: Record<string, { $ref?: string; value?: unknown }> | undefined, folder: string): Example {
  const [example] = Object.values(examples ?? {})
  if (example?.$ref === undefined) return { value: example?.value }
  const file = example.$ref
  return { file, value: JSON.parse(readFileSync(join(folder, file), 'utf8')).value }
}

export interface Example {
  /** Where it stands, relative to the spec. */
  file?: string
  value: unknown
}
