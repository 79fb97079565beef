import { required, type SchemaComparison } from './compare-schemas.ts'
import { describe } from './describe.ts'
import type { Difference } from './difference.ts'
import type { Operation } from './match-operations.ts'
import { isObject, type Json, object } from './record.ts'
import type { Shapes } from './shape.ts'

/** Headers that OpenAPI describes elsewhere: by media types and security schemes. */
const ELSEWHERE = new Set(['header accept', 'header content-type', 'header authorization'])

export interface Side {
  document: Json
  shapes: Shapes
  operation: Operation
}

/** Differences of the parameters. Path parameters are matched by position: their names are not sent. */
export function compareParameters(ours: Side, theirs: Side, schemas: SchemaComparison): Difference[] {
  const credentials = new Set([...credentialsOf(ours), ...credentialsOf(theirs), ...ELSEWHERE])
  const a = parametersOf(ours, credentials)
  const b = parametersOf(theirs, credentials)
  return [
    ...[...a].flatMap(([key, parameter]): Difference[] => {
      const at = placeOf(parameter)
      const other = b.get(key)
      if (!other) return [{ mark: '-', at, text: describe(ours.shapes.of(schemaOf(parameter))) }]
      return [
        ...required(parameter.required === true, other.required === true, at),
        ...(other.deprecated === true && parameter.deprecated !== true ? [deprecated(at)] : []),
        ...serialization(parameter, other, ours.shapes, at),
        ...schemas.compare(schemaOf(parameter), schemaOf(other), 'request', at),
      ]
    }),
    ...[...b]
      .filter(([key]) => !a.has(key))
      .map(
        ([, parameter]): Difference => ({
          mark: '+',
          at: placeOf(parameter),
          text: `${describe(theirs.shapes.of(schemaOf(parameter)))}${parameter.required === true ? ', required' : ''}`,
        }),
      ),
  ]
}

export const deprecated = (at: string): Difference => ({ mark: '~', at, text: 'deprecated in theirs' })

const placeOf = ({ in: place, name }: Json) => `${place} ${name}`

function parametersOf({ shapes, operation }: Side, credentials: ReadonlySet<string>): Map<string, Json> {
  const names = [...operation.path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name)
  // A parameter of the operation replaces that of the path.
  return new Map(
    operation.parameters
      .map((parameter) => shapes.resolve(parameter))
      .filter(isObject)
      .map((parameter): [string, Json] => {
        const { in: place, name } = parameter
        if (place === 'path') return [`path ${names.indexOf(String(name))}`, parameter]
        return [`${place} ${place === 'header' ? String(name).toLowerCase() : name}`, parameter]
      })
      .filter(([key]) => !credentials.has(key)),
  )
}

const schemaOf = ({ schema, content }: Json) => schema ?? object(Object.values(object(content))[0]).schema

/** Credentials, which some documents list among the parameters. */
function credentialsOf({ document, shapes }: Side): string[] {
  const schemes = Object.values(object(object(document.components).securitySchemes)).map((scheme) =>
    object(shapes.resolve(scheme)),
  )
  return schemes
    .filter(({ type }) => type === 'apiKey')
    .map(({ in: place, name }) => `${place} ${place === 'header' ? String(name).toLowerCase() : name}`)
}

/** How arrays and objects are serialized. It makes no difference for single values. */
function serialization(ours: Json, theirs: Json, shapes: Shapes, at: string): Difference[] {
  const { types } = shapes.of(schemaOf(ours))
  if (!types.has('array') && !types.has('object')) return []
  const [a, b] = [ours, theirs].map(styleOf)
  return a === b ? [] : [{ mark: '~', at, text: `ours ${a}, theirs ${b}` }]
}

function styleOf({
  in: place,
  style = place === 'query' || place === 'cookie' ? 'form' : 'simple',
  explode = style === 'form',
}: Json) {
  return `style ${style} ${explode ? 'with' : 'without'} explode`
}
