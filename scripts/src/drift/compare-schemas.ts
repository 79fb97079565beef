import { describe, listed, typesText } from './describe.ts'
import type { Difference } from './difference.ts'
import { object } from './record.ts'
import { BrokenReference } from './references.ts'
import { difference } from './sets.ts'
import type { Shape, Shapes } from './shape.ts'

/** Where a value is sent. Limits are compared in requests only: what a response holds is not up to the caller. */
export type Way = 'request' | 'response'

/** Deeper than any documented value. It stops at schemas that nest for ever without repeating. */
const MAX_DEPTH = 40

/** Compares schemas of two documents. A pair of schemas is reported once, where it is first met. */
export class SchemaComparison {
  readonly #ours: Shapes
  readonly #theirs: Shapes
  /** By pair and direction, whether the two differ; `false` while they are being compared. */
  readonly #seen = new Map<string, boolean>()

  constructor(ours: Shapes, theirs: Shapes) {
    this.#ours = ours
    this.#theirs = theirs
  }

  compare(ours: unknown, theirs: unknown, way: Way, at: string, depth = 0): Difference[] {
    const broken = this.#theirs.resolve(theirs)
    if (broken instanceof BrokenReference) {
      return [{ mark: '~', at, text: `theirs refers to ${broken.to}, which is not there` }]
    }
    const a = this.#ours.of(ours)
    const b = this.#theirs.of(theirs)
    if (depth > MAX_DEPTH || isSilent(b)) return []
    if (isSilent(a)) return [{ mark: '+', at, text: `${describe(b)}; ours leaves it open` }]

    const pair = `${way} ${this.#ours.number(ours)} ${this.#theirs.number(theirs)}`
    const seen = this.#seen.get(pair)
    if (seen !== undefined) return seen ? [{ mark: '~', at, text: 'as above', isRepeated: true }] : []
    this.#seen.set(pair, false)
    const found = [
      ...types(a, b, at),
      ...enums(a, b, at),
      ...limits(a, b, way, at),
      ...this.#members(a, b, way, at, depth),
      ...this.#inner('items', a, b, way, `${at}[]`, depth),
      ...this.#inner('additional', a, b, way, `${at}.*`, depth),
    ]
    this.#seen.set(pair, found.length > 0)
    return found
  }

  #members(a: Shape, b: Shape, way: Way, at: string, depth: number): Difference[] {
    if (!a.types.has('object') || !b.types.has('object')) return []
    const ours = this.#membersFor(a.members, this.#ours, way)
    const theirs = this.#membersFor(b.members, this.#theirs, way)
    if (ours.size === 0 && theirs.size > 0) return [{ mark: '+', at, text: 'ours names no member:', list: [...theirs.keys()] }]
    if (theirs.size === 0 && ours.size > 0) return [{ mark: '-', at, text: 'theirs names no member:', list: [...ours.keys()] }]
    const both = [...ours.keys()].filter((name) => theirs.has(name))
    const place = (name: string) => (at.endsWith(' ') ? `${at}${name}` : `${at}.${name}`)
    return [
      ...both.flatMap((name) => [
        ...required(a.required.has(name), b.required.has(name), place(name)),
        ...this.compare(ours.get(name), theirs.get(name), way, place(name), depth + 1),
      ]),
      ...[...theirs]
        .filter(([name]) => !ours.has(name))
        .map(([name, schema]) => added(place(name), this.#theirs.of(schema), b.required.has(name))),
      ...[...ours]
        .filter(([name]) => !theirs.has(name))
        .map(([name, schema]): Difference => ({ mark: '-', at: place(name), text: describe(this.#ours.of(schema)) })),
    ]
  }

  /** Without those that are sent the other way only. */
  #membersFor(members: ReadonlyMap<string, unknown>, shapes: Shapes, way: Way): ReadonlyMap<string, unknown> {
    const other = way === 'request' ? 'readOnly' : 'writeOnly'
    return new Map([...members].filter(([, schema]) => object(shapes.resolve(schema))[other] !== true))
  }

  #inner(part: 'items' | 'additional', a: Shape, b: Shape, way: Way, at: string, depth: number): Difference[] {
    const type = part === 'items' ? 'array' : 'object'
    if (b[part] === undefined || !a.types.has(type) || !b.types.has(type)) return []
    return this.compare(a[part], b[part], way, at, depth + 1)
  }
}

/** Whether a schema constrains nothing. */
const isSilent = ({ types, enumValues, members, items, additional }: Shape) =>
  types.size === 0 && enumValues.size === 0 && members.size === 0 && items === undefined && additional === undefined

const added = (at: string, shape: Shape, isRequired: boolean): Difference => ({
  mark: '+',
  at,
  text: `${describe(shape)}${isRequired ? ', required' : ''}`,
})

export function required(ours: boolean, theirs: boolean, at: string): Difference[] {
  if (ours === theirs) return []
  return [{ mark: '~', at, text: `required in ${ours ? 'ours' : 'theirs'} only` }]
}

function types(a: Shape, b: Shape, at: string): Difference[] {
  if (a.types.size === b.types.size && [...a.types].every((type) => b.types.has(type))) return []
  return [{ mark: '~', at, text: `ours ${typesText(a)}, theirs ${typesText(b)}` }]
}

function enums(a: Shape, b: Shape, at: string): Difference[] {
  if (a.enumValues.size > 0 && b.enumValues.size === 0)
    return [{ mark: '-', at, text: 'theirs lists no values:', list: listed(a.enumValues) }]
  if (b.enumValues.size > 0 && a.enumValues.size === 0)
    return [{ mark: '+', at, text: 'ours lists no values:', list: listed(b.enumValues) }]
  return (
    [
      { mark: '+', at, text: 'values', list: listed(difference(b.enumValues, a.enumValues)) },
      { mark: '-', at, text: 'values', list: listed(difference(a.enumValues, b.enumValues)) },
    ] as const
  ).filter(({ list }) => list.length > 0)
}

function limits(a: Shape, b: Shape, way: Way, at: string): Difference[] {
  const names = way === 'request' ? new Set([...a.limits.keys(), ...b.limits.keys()]) : ['format']
  return [...names].flatMap((name): Difference[] => {
    const [ours, theirs] = [a.limits.get(name), b.limits.get(name)].map((limit) => limit !== undefined && JSON.stringify(limit))
    if (ours === theirs) return []
    if (!ours) return [{ mark: '+', at, text: `${name} ${theirs}` }]
    if (!theirs) return [{ mark: '-', at, text: `${name} ${ours}` }]
    return [{ mark: '~', at, text: `${name} ${ours} in ours, ${theirs} in theirs` }]
  })
}
