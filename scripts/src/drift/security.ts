import type { Side } from './compare-parameters.ts'
import { array, object } from './record.ts'

/** The credentials of a request: `bearer`, `header x-api-key + header x-api-secret`; alternatives are joined by `or`. */
export function securityOf({ document, shapes, operation }: Side): string {
  const schemes = object(object(document.components).securitySchemes)
  const alternatives = array(operation.operation.security ?? document.security).map((requirement) =>
    Object.keys(object(requirement))
      .map((name) => schemeText(object(shapes.resolve(schemes[name]))))
      .sort()
      .join(' + '),
  )
  return [...new Set(alternatives)].sort().join(' or ') || 'nothing'
}

function schemeText({ type, scheme, in: place, name }: Readonly<Record<string, unknown>>): string {
  if (type === 'http') return String(scheme).toLowerCase()
  return type === 'apiKey' ? `${place} ${String(name).toLowerCase()}` : String(type)
}
