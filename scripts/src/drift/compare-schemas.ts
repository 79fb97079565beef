import { describe, listed, typesText } from './describe.ts'
import type { Difference } from './difference.ts'
import { object } from './record.ts'
import { BrokenReference } from './references.ts'
import { difference } from './sets.ts'
import type { Shape, Shapes } from './shape.ts'

/** Which way a value travels. Limits of what is sent matter; those of answers hold whatever a document says. */
export type Way = 'request' | 'answer'

/** Deeper than any documented value: a document can be written so that its schemas never repeat. */
const DEEPEST = 40

/** Compares schemas of two documents. What two schemas differ in is told once, where they are first met. */
export class SchemaComparison {
  readonly #ours: Shapes
  readonly #theirs: Shapes
  /** Whether two schemas differ, by the two and the way; not so far while they are compared. */
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
    if (depth > DEEPEST || isSilent(b)) return []
    if (isSilent(a)) return [{ mark: '+', at, text: `${describe(b)}; ours leaves it open` }]

    const pair = `${way} ${this.#ours.number(ours)} ${this.#theirs.number(theirs)}`
    const seen = this.#seen.get(pair)
    if (seen !== undefined) return seen ? [{ mark: '~', at, text: 'as told above', isRepeated: true }] : []
    this.#seen.set(pair, false)
    const found = [
      ...types(a, b, at),
      ...words(a, b, at),
      ...limits(a, b, way, at),
      ...this.#members(a, b, way, at, depth),
      ...this.#inner('items', a, b, way, `${at}[]`, depth),
      ...this.#inner('values', a, b, way, `${at}.*`, depth),
    ]
    this.#seen.set(pair, found.length > 0)
    return found
  }

  #members(a: Shape, b: Shape, way: Way, at: string, depth: number): Difference[] {
    if (!a.types.has('object') || !b.types.has('object')) return []
    const ours = this.#travelling(a.members, this.#ours, way)
    const theirs = this.#travelling(b.members, this.#theirs, way)
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

  /** Members that are sent that way. */
  #travelling(members: ReadonlyMap<string, unknown>, shapes: Shapes, way: Way): ReadonlyMap<string, unknown> {
    const other = way === 'request' ? 'readOnly' : 'writeOnly'
    return new Map([...members].filter(([, schema]) => object(shapes.resolve(schema))[other] !== true))
  }

  #inner(part: 'items' | 'values', a: Shape, b: Shape, way: Way, at: string, depth: number): Difference[] {
    const type = part === 'items' ? 'array' : 'object'
    if (b[part] === undefined || !a.types.has(type) || !b.types.has(type)) return []
    return this.compare(a[part], b[part], way, at, depth + 1)
  }
}

/** Whether a schema says nothing at all. */
const isSilent = ({ types, words, members, items, values }: Shape) =>
  types.size === 0 && words.size === 0 && members.size === 0 && items === undefined && values === undefined

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

function words(a: Shape, b: Shape, at: string): Difference[] {
  if (a.words.size > 0 && b.words.size === 0) return [{ mark: '-', at, text: 'theirs lists no values:', list: listed(a.words) }]
  if (b.words.size > 0 && a.words.size === 0) return [{ mark: '+', at, text: 'ours lists no values:', list: listed(b.words) }]
  return (
    [
      { mark: '+', at, text: 'values', list: listed(difference(b.words, a.words)) },
      { mark: '-', at, text: 'values', list: listed(difference(a.words, b.words)) },
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
