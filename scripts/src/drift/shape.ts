import { array, isObject, type Json, object } from './record.ts'
import { BrokenReference, type Resolve } from './references.ts'
import { intersection, union } from './sets.ts'

/** What a schema says of a value, with its references and its `allOf`, `anyOf` and `oneOf` folded into one. */
export interface Shape {
  /** Names of the types of JSON; none: any. */
  types: ReadonlySet<string>
  /** Listed values as JSON. */
  words: ReadonlySet<string>
  /** Whether values that are not listed will do as well. */
  isOpen: boolean
  /** `format`, `default`, `maximum` and their like. */
  limits: ReadonlyMap<string, unknown>
  members: ReadonlyMap<string, unknown>
  /** Members that are always there. */
  required: ReadonlySet<string>
  /** Schema of what an array holds. */
  items?: unknown
  /** Schema of members whose names are not known beforehand. */
  values?: unknown
}

const ANY: Shape = {
  types: new Set(),
  words: new Set(),
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

/** What may be said of a value beside a reference; titles, descriptions and examples say nothing of it. */
const SAID_BESIDE = new Set(
  ['type', 'nullable', 'enum', 'const', 'properties', 'required', 'items', 'additionalProperties'].concat(
    ['allOf', 'anyOf', 'oneOf'],
    LIMITS,
  ),
)

/** Widths of numbers in memory; on the wire they are the same. */
const WIDTHS = new Set(['int32', 'int64', 'float', 'double'])

/** Gives the shape of any schema of a document. Each schema is looked at once. */
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
    // A schema that is made of itself adds nothing to itself.
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

  /** Tells a schema from every other of the document, whichever reference led to it. */
  number(schema: unknown): number {
    const found = this.#target(schema)
    const number = this.#numbers.get(found) ?? this.#numbers.size
    this.#numbers.set(found, number)
    return number
  }

  /** A reference beside which something else is said of the value is a schema of its own. */
  #target(schema: unknown): unknown {
    return this.resolve(schema, (reference) => Object.keys(reference).some((name) => SAID_BESIDE.has(name)))
  }

  #both(a: Shape, b: Shape): Shape {
    return {
      types: commonTypes(a.types, b.types),
      words: a.isOpen === b.isOpen ? (a.isOpen ? union : intersection)(a.words, b.words) : a.isOpen ? b.words : a.words,
      isOpen: a.isOpen && b.isOpen,
      limits: new Map([...a.limits, ...b.limits]),
      ...this.#parts('allOf', a, b),
      required: union(a.required, b.required),
    }
  }

  #either(a: Shape, b: Shape): Shape {
    return {
      types: a.types.size === 0 || b.types.size === 0 ? new Set() : union(a.types, b.types),
      words: union(a.words, b.words),
      isOpen: (a.isOpen && !isNull(a)) || (b.isOpen && !isNull(b)),
      limits: new Map([...a.limits, ...b.limits]),
      ...this.#parts('anyOf', a, b),
      required: !mayBeObject(a) ? b.required : !mayBeObject(b) ? a.required : intersection(a.required, b.required),
    }
  }

  #parts(how: 'allOf' | 'anyOf', a: Shape, b: Shape): Pick<Shape, 'members' | 'items' | 'values'> {
    const names = union(new Set(a.members.keys()), new Set(b.members.keys()))
    return {
      members: new Map([...names].map((name) => [name, this.#join(how, a.members.get(name), b.members.get(name))])),
      items: this.#join(how, a.items, b.items),
      values: this.#join(how, a.values, b.values),
    }
  }

  /** One schema of two. The same two always make the same one, so that comparing schemas that hold themselves comes to an end. */
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
    words: new Set(values.map((value) => JSON.stringify(value))),
    isOpen: values.length === 0,
    limits: limitsOf(schema),
    members,
    required: new Set(array(schema.required).filter((name) => typeof name === 'string')),
    items: schema.items,
    values: isObject(schema.additionalProperties) ? schema.additionalProperties : undefined,
  }
}

/** Many documents leave out a type that follows from the rest. */
function impliedTypes(schema: Json, listed: readonly unknown[], members: ReadonlyMap<string, unknown>): string[] {
  if (members.size > 0 || isObject(schema.additionalProperties)) return ['object']
  if (isObject(schema.items)) return ['array']
  const simple = listed.map((value) => typeof value).filter((type) => ['string', 'number', 'boolean'].includes(type))
  return simple.length === listed.length ? simple : []
}

function limitsOf(schema: Json): Map<string, unknown> {
  const limits = new Map(LIMITS.filter((name) => name in schema).map((name) => [name, schema[name]]))
  if (WIDTHS.has(String(limits.get('format')))) limits.delete('format')
  // OpenAPI 3.0 says by a flag what 3.1 says by the number itself.
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

/** OpenAPI 3.0's `nullable`, which stands beside an `allOf` too. */
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
