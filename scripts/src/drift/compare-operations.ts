import { compareParameters, deprecated, type Side } from './compare-parameters.ts'
import { required, type SchemaComparison } from './compare-schemas.ts'
import { describe } from './describe.ts'
import type { Difference } from './difference.ts'
import { isObject, type Json, object } from './record.ts'
import { securityOf } from './security.ts'
import { difference } from './sets.ts'

/** Every operation of ours has these, documented or not. */
const ALWAYS_OURS = new Set(['401', 'default'])

/** All differences between their operation and ours. */
export function compareOperations(ours: Side, theirs: Side, schemas: SchemaComparison): Difference[] {
  const [a, b] = [ours.operation, theirs.operation]
  const isMoved = a.route !== undefined && b.route !== undefined && a.route !== b.route
  const [security, other] = [securityOf(ours), securityOf(theirs)]
  return [
    ...(isMoved ? [differs('path', `ours ${a.route}, theirs ${b.route}`)] : []),
    ...(b.operation.deprecated === true && a.operation.deprecated !== true ? [deprecated('operation')] : []),
    ...(security === other ? [] : [differs('security', `ours ${security}, theirs ${other}`)]),
    ...compareParameters(ours, theirs, schemas),
    ...compareBodies(ours, theirs, schemas),
    ...compareResponses(ours, theirs, schemas),
  ]
}

const differs = (at: string, text: string): Difference => ({ mark: '~', at, text })

function compareBodies(ours: Side, theirs: Side, schemas: SchemaComparison): Difference[] {
  const [a, b] = [ours, theirs].map(({ shapes, operation }) => shapes.resolve(operation.operation.requestBody))
  if (!isObject(a) && !isObject(b)) return []
  if (!isObject(a)) return [{ mark: '+', at: 'body', text: describe(theirs.shapes.of(jsonSchema(object(b)))) }]
  if (!isObject(b)) return [{ mark: '-', at: 'body', text: describe(ours.shapes.of(jsonSchema(a))) }]
  return [
    ...required(a.required === true, b.required === true, 'body'),
    ...compareMediaTypes(a, b, 'body'),
    ...schemas.compare(jsonSchema(a), jsonSchema(b), 'request', 'body'),
  ]
}

function compareResponses(ours: Side, theirs: Side, schemas: SchemaComparison): Difference[] {
  const [a, b] = [ours, theirs].map(
    ({ shapes, operation }) =>
      new Map(
        Object.entries(object(operation.operation.responses)).map(([status, response]) => [
          status,
          object(shapes.resolve(response)),
        ]),
      ),
  ) as [Map<string, Json>, Map<string, Json>]
  const wild = (status: string) => `${status[0]}XX`
  const found: Difference[] = []
  for (const [status, response] of a) {
    const other = b.get(status) ?? b.get(wild(status))
    if (other) found.push(...compareResponse(response, other, schemas, status))
    else if (!ALWAYS_OURS.has(status)) found.push({ mark: '-', at: status, text: 'no such response in theirs' })
  }
  const isOurs = (status: string) => a.has(status) || [...a.keys()].some((own) => wild(own) === status)
  for (const [status, { description }] of b) {
    if (isOurs(status) || status.startsWith('x-')) continue
    const [sentence] = String(description ?? '').split('\n')
    found.push({ mark: '+', at: status, text: sentence ? `response: ${sentence}` : 'response' })
  }
  return found
}

function compareResponse(a: Json, b: Json, schemas: SchemaComparison, status: string): Difference[] {
  // Many documents leave the bodies of errors out.
  if (Object.keys(object(b.content)).length === 0 && !status.startsWith('2')) return []
  return [...compareMediaTypes(a, b, status), ...schemas.compare(jsonSchema(a), jsonSchema(b), 'response', status)]
}

function compareMediaTypes(a: Json, b: Json, at: string): Difference[] {
  const [ours, theirs] = [a, b].map(({ content }) => new Set(Object.keys(object(content)).map(withoutParameters))) as [
    Set<string>,
    Set<string>,
  ]
  if (ours.has('*/*') || theirs.has('*/*')) return []
  return (
    [
      { mark: '+', at, text: 'media type', list: [...difference(theirs, ours)] },
      { mark: '-', at, text: 'media type', list: [...difference(ours, theirs)] },
    ] as const
  ).filter(({ list }) => list.length > 0)
}

const withoutParameters = (type: string) => type.split(';')[0]!.trim().toLowerCase()

function jsonSchema({ content }: Json): unknown {
  const [, media] = Object.entries(object(content)).find(([type]) => /[/+]json$|^\*\/\*$/.test(withoutParameters(type))) ?? []
  return object(media).schema
}
