import { array, isObject, type Json, object } from './record.ts'
import type { Resolve } from './references.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

export interface Operation {
  /** `GET /calls/{id}`, as its document writes it. */
  name: string
  method: string
  path: string
  /** Path including that of the base URL, without parameter names: `/v1/calls/{}`; undefined where no base URL is known. */
  route: string | undefined
  operation: Json
  /** Parameters of the path, then those of the operation. */
  parameters: readonly unknown[]
}

export function operationsOf(document: Json, resolve: Resolve): Operation[] {
  return Object.entries(object(document.paths)).flatMap(([path, value]) => {
    const item = object(resolve(value))
    return METHODS.filter((method) => isObject(item[method])).map((method): Operation => {
      const operation = object(item[method])
      const [server] = [operation.servers, item.servers, document.servers].flatMap((servers) => array(servers).slice(0, 1))
      const base = basePath(object(server))
      return {
        name: `${method.toUpperCase()} ${path}`,
        method,
        path,
        route: base === undefined ? undefined : nameless(`${base}${path}`),
        operation,
        parameters: [...array(item.parameters), ...array(operation.parameters)],
      }
    })
  })
}

/** Their operation at our path, base URL included; else at the same path; else the only one that differs by a prefix. */
export function findOperation(ours: Operation, theirs: readonly Operation[]): Operation | undefined {
  const candidates = theirs.filter(({ method }) => method === ours.method)
  const own = nameless(ours.path)
  const exact =
    candidates.find(({ route }) => route !== undefined && route === ours.route) ??
    candidates.find(({ path }) => nameless(path) === own)
  if (exact) return exact
  const alike = candidates.filter(({ path }) => isPrefixed(nameless(path), own) || isPrefixed(own, nameless(path)))
  return alike.length === 1 ? alike[0] : undefined
}

/** Whether one path is the other with a fixed prefix, such as a version. */
function isPrefixed(long: string, short: string): boolean {
  return /\w/.test(short) && long.endsWith(short) && !long.slice(0, -short.length).includes('{')
}

/** Path of a base URL; undefined where the document gives none. */
function basePath({ url = '/', variables }: Json): string | undefined {
  const filled = String(url).replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    String(object(object(variables)[name]).default ?? name),
  )
  return filled === '/' ? undefined : URL.parse(filled, 'https://relative')?.pathname.replace(/\/$/, '')
}

const nameless = (path: string) => path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '')
