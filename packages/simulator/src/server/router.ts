import type { IncomingMessage } from 'node:http'
import type { Answer, CallOperation, Platform, Route, SimulatorDefinition } from '../define-simulator.js'
import { malformed } from './read-body.js'

/** What a request asks for, as far as its head says. */
export interface Destination {
  operation: CallOperation
  /** Values of the placeholders. */
  path: Readonly<Record<string, string>>
  /** Returns the response, which may be a refusal. */
  route: Route
}

interface CompiledRoute {
  method: string
  segments: readonly string[]
  isPublic: boolean
  operation: CallOperation
  route: Route
}

/** Finds the route of a request: the path decides first, then the method, then the credentials. */
export class Router {
  readonly #routes: CompiledRoute[]
  readonly #definition: SimulatorDefinition

  constructor(definition: SimulatorDefinition) {
    this.#definition = definition
    this.#routes = Object.entries(definition.routes).map(([name, route]) => {
      const [method = '', path = ''] = name.split(' ')
      return {
        method,
        segments: `${definition.basePath}${path}`.split('/'),
        isPublic: definition.publicRoutes?.includes(name) ?? false,
        operation: definition.calls.operations[name] ?? 'other',
        route,
      }
    })
  }

  find({ method, headers }: IncomingMessage, pathname: string, credentials: Platform['credentials']): Destination {
    const matches = this.#routes.flatMap((candidate) => {
      const path = match(candidate.segments, pathname.split('/'))
      return path ? [{ ...candidate, path }] : []
    })
    const found = matches.find((candidate) => candidate.method === method)
    const nowhere = { operation: 'other', path: {} } as const
    if (matches.length === 0) return { ...nowhere, route: () => this.#refuse(404, 'Not found') }
    if (!found) return { ...nowhere, route: () => this.#refuse(405, 'Method not allowed') }
    const { operation, path, isPublic } = found
    const wanted = Object.entries(this.#definition.headers(credentials))
    if (!isPublic && wanted.some(([name, value]) => headers[name] !== value)) {
      return { operation, path, route: () => this.#refuse(401, this.#definition.unauthorized) }
    }
    const route: Route = (request, platform) =>
      request.body === malformed ? this.#refuse(400, 'Malformed JSON') : found.route(request, platform)
    return { operation, path, route }
  }

  #refuse(status: number, message: string): Answer {
    return { status, body: this.#definition.errorBody(message, status) }
  }
}

// Values of the placeholders, or undefined if the path does not match.
function match(pattern: readonly string[], actual: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== actual.length) return undefined
  const values: Record<string, string> = {}
  for (const [position, expected] of pattern.entries()) {
    const segment = actual[position] ?? ''
    // What follows a placeholder is the same for every value: `{id}.json`.
    const [, name, ending = ''] = /^\{(\w+)\}(.*)$/.exec(expected) ?? []
    const value = segment.endsWith(ending) ? decode(segment.slice(0, segment.length - ending.length)) : undefined
    if (name === undefined ? segment !== expected : !value) return undefined
    if (name !== undefined && value) values[name] = value
  }
  return values
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
