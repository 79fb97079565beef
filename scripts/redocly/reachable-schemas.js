/** @import { Context, Location } from './context.js' */

/**
 * @typedef {{ schema: any, location: Location, alternatives?: any[] }} Reached A schema, where it stands, and the `anyOf`
 * that it is a member of. Redocly's nested visitors would do, but they pass over a schema that was seen from elsewhere.
 */

/**
 * Every schema that bodies and headers under a node are made of, once each.
 * @param {any} node a response, request body, header or parameter
 * @param {Context} context
 * @param {Set<any>} seen
 * @returns {Generator<Reached>}
 */
export function* reachableSchemas(node, context, seen) {
  const { location } = context
  if (node.schema) yield* walk({ schema: node.schema, location: location.child(['schema']) }, context, seen)
  for (const [type, media] of Object.entries(node.content ?? {})) {
    if (media?.schema) yield* walk({ schema: media.schema, location: location.child(['content', type, 'schema']) }, context, seen)
  }
}

/** @type {(reached: Reached, context: Context, seen: Set<any>) => Generator<Reached>} */
function* walk(reached, context, seen) {
  const { node: schema, location = reached.location } = reached.schema?.$ref
    ? context.resolve(reached.schema)
    : { node: reached.schema, location: reached.location }
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return
  seen.add(schema)
  yield { ...reached, schema, location }
  for (const path of childPaths(schema)) {
    const alternatives = path[0] === 'anyOf' ? schema.anyOf : undefined
    const child = path.reduce((node, key) => node[key], schema)
    yield* walk({ schema: child, location: location.child(path), alternatives }, context, seen)
  }
}

const SINGLE = ['items', 'additionalProperties', 'unevaluatedProperties', 'not', 'contains', 'propertyNames']
const MANY = ['properties', 'patternProperties', 'anyOf', 'oneOf', 'allOf', 'prefixItems']

/** @param {any} schema @returns {string[][]} */
function childPaths(schema) {
  return [
    ...SINGLE.filter((key) => typeof schema[key] === 'object').map((key) => [key]),
    ...MANY.flatMap((key) => Object.keys(schema[key] ?? {}).map((inner) => [key, inner])),
  ]
}
