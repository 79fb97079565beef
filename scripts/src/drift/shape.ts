import { array, isObject, type Json, object } from './record.ts'
import { BrokenReference, type Resolve } from './references.ts'
import { intersection, union } from './sets.ts'

/** What a schema allows, with its references, `allOf`, `anyOf` and `oneOf` merged into one. */
export interface Shape {
  /** Names of JSON types; empty: any type. */
  types: ReadonlySet<string>
  /** Values of the enum, as JSON. */
  enumValues: ReadonlySet<string>
  /** Whether other values are allowed too. */
  isOpen: boolean
  /** `format`, `default`, `maximum` and similar keywords. */
  limits: ReadonlyMap<string, unknown>
  members: ReadonlyMap<string, unknown>
  /** Names of required members. */
  required: ReadonlySet<string>
  /** Schema of the items of an array. */
  items?: unknown
  /** Schema of `additionalProperties`. */
  additional?: unknown
}

const ANY: Shape = {
  types: new Set(),
  enumValues: new Set(),
  isOpen: true,
  limits: new Map(),
  members: new Map(),
  required: new Set(),
}

const LIMITS = ['format', 'default', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].concat([
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
])

/** Keywords that constrain a value. Beside a `$ref`, titles, descriptions and examples change nothing. */
const CONSTRAINTS = new Set(
  ['type', 'nullable', 'enum', 'const', 'properties', 'required', 'items', 'additionalProperties'].concat(
    ['allOf', 'anyOf', 'oneOf'],
    LIMITS,
  ),
)

/** Formats that say how wide a number is in memory; JSON does not care. */
const WIDTHS = new Set(['int32', 'int64', 'float', 'double'])

/** Computes the shape of any schema of a document, each once. */
export class Shapes {
  readonly resolve: Resolve
  readonly #shapes = new Map<unknown, Shape>()
  readonly #numbers = new Map<unknown, number>()
  readonly #joined = new Map<string, Json>()
  readonly #kinds = new Map<unknown, 'allOf' | 'anyOf'>()

  constructor(resolve: Resolve) {
    this.resolve = resolve
  }

  of(schema: unknown): Shape {
    const found = this.#target(schema)
    if (!isObject(found) || found instanceof BrokenReference) return ANY
    const known = this.#shapes.get(found)
    if (known) return known
    // A schema that includes itself adds nothing.
    this.#shapes.set(found, ANY)
    const { $ref } = found
    const parts = [
      own(found),
      ...(typeof $ref === 'string' ? [this.of({ $ref })] : []),
      ...array(found.allOf).map((part) => this.of(part)),
      ...[found.anyOf, found.oneOf]
        .filter(isFilled)
        .map((branches) => branches.map((branch) => this.of(branch)).reduce((a, b) => this.#either(a, b))),
    ]
    const shape = orNull(
      parts.reduce((a, b) => this.#both(a, b)),
      found,
    )
    this.#shapes.set(found, shape)
    return shape
  }

  /** Identifies a schema within the document, whichever reference led to it. */
  number(schema: unknown): number {
    const found = this.#target(schema)
    const number = this.#numbers.get(found) ?? this.#numbers.size
    this.#numbers.set(found, number)
    return number
  }

  /** A reference with constraints beside it is a schema of its own. */
  #target(schema: unknown): unknown {
    return this.resolve(schema, (reference) => Object.keys(reference).some((name) => CONSTRAINTS.has(name)))
  }

  #both(a: Shape, b: Shape): Shape {
    return {
      types: commonTypes(a.types, b.types),
      enumValues:
        a.isOpen === b.isOpen
          ? (a.isOpen ? union : intersection)(a.enumValues, b.enumValues)
          : a.isOpen
            ? b.enumValues
            : a.enumValues,
      isOpen: a.isOpen && b.isOpen,
      limits: new Map([...a.limits, ...b.limits]),
      ...this.#parts('allOf', a, b),
      required: union(a.required, b.required),
    }
  }

  #either(a: Shape, b: Shape): Shape {
    return {
      types: a.types.size === 0 || b.types.size === 0 ? new Set() : union(a.types, b.types),
      enumValues: union(a.enumValues, b.enumValues),
      isOpen: (a.isOpen && !isNull(a)) || (b.isOpen && !isNull(b)),
      limits: new Map([...a.limits, ...b.limits]),
      ...this.#parts('anyOf', a, b),
      required: !mayBeObject(a) ? b.required : !mayBeObject(b) ? a.required : intersection(a.required, b.required),
    }
  }

  #parts(how: 'allOf' | 'anyOf', a: Shape, b: Shape): Pick<Shape, 'members' | 'items' | 'additional'> {
    const names = union(new Set(a.members.keys()), new Set(b.members.keys()))
    return {
      members: new Map([...names].map((name) => [name, this.#join(how, a.members.get(name), b.members.get(name))])),
      items: this.#join(how, a.items, b.items),
      additional: this.#join(how, a.additional, b.additional),
    }
  }

  /** Joins two schemas. The same two always give the same object, so that comparing recursive schemas ends. */
  #join(how: 'allOf' | 'anyOf', a: unknown, b: unknown): unknown {
    if (a === undefined || b === undefined) return a ?? b
    const parts = [a, b].flatMap((schema) => (this.#kinds.get(schema) === how ? array((schema as Json)[how]) : [schema]))
    const byNumber = new Map(parts.map((part) => [this.number(part), part]))
    if (byNumber.size === 1) return a
    const key = `${how} ${[...byNumber.keys()].sort((x, y) => x - y)}`
    const joined = this.#joined.get(key) ?? { [how]: [...byNumber.values()] }
    this.#joined.set(key, joined)
    this.#kinds.set(joined, how)
    return joined
  }
}

const isFilled = (branches: unknown): branches is readonly unknown[] => array(branches).length > 0

function own(schema: Json): Shape {
  const listed = 'const' in schema ? [schema.const] : array(schema.enum)
  const values = listed.filter((value) => value !== null)
  const members = new Map(Object.entries(object(schema.properties)))
  const types = new Set([schema.type].flat().filter((type) => typeof type === 'string'))
  if (types.size === 0) for (const type of impliedTypes(schema, listed, members)) types.add(type)
  if (values.length < listed.length) types.add('null')
  return {
    types,
    enumValues: new Set(values.map((value) => JSON.stringify(value))),
    isOpen: values.length === 0,
    limits: limitsOf(schema),
    members,
    required: new Set(array(schema.required).filter((name) => typeof name === 'string')),
    items: schema.items,
    additional: isObject(schema.additionalProperties) ? schema.additionalProperties : undefined,
  }
}

/** Many documents leave out a type that the other keywords imply. */
function impliedTypes(schema: Json, listed: readonly unknown[], members: ReadonlyMap<string, unknown>): string[] {
  if (members.size > 0 || isObject(schema.additionalProperties)) return ['object']
  if (isObject(schema.items)) return ['array']
  const simple = listed.map((value) => typeof value).filter((type) => ['string', 'number', 'boolean'].includes(type))
  return simple.length === listed.length ? simple : []
}

function limitsOf(schema: Json): Map<string, unknown> {
  const limits = new Map(LIMITS.filter((name) => name in schema).map((name) => [name, schema[name]]))
  if (WIDTHS.has(String(limits.get('format')))) limits.delete('format')
  // In OpenAPI 3.0 these are flags beside the bound; in 3.1 they are the bound itself.
  for (const [flag, number] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = limits.get(flag)
    if (typeof value !== 'boolean') continue
    limits.delete(flag)
    if (!value) continue
    limits.set(flag, limits.get(number))
    limits.delete(number)
  }
  return limits
}

/** OpenAPI 3.0's `nullable`, also beside an `allOf`. */
function orNull(shape: Shape, { nullable }: Json): Shape {
  return nullable === true && shape.types.size > 0 ? { ...shape, types: new Set([...shape.types, 'null']) } : shape
}

function commonTypes(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  if (a.size === 0) return b
  if (b.size === 0) return a
  const narrow = (type: string, other: ReadonlySet<string>) => other.has(type) || (type === 'integer' && other.has('number'))
  return new Set([...[...a].filter((type) => narrow(type, b)), ...[...b].filter((type) => narrow(type, a))])
}

const isNull = ({ types }: Shape) => types.size === 1 && types.has('null')

/** Whether a value may be an object. */
const mayBeObject = ({ types }: Shape) => types.size === 0 || types.has('object')
