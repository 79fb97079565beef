import type { Operation } from '../descriptor.js'
import { CallspecError } from '../errors/error.js'
import { label, type RequestOrigin } from '../errors/http-error.js'

/**
 * Writes query parameters as the operation's spec says: openapi-fetch repeats the name for every array, whatever
 * `explode` says, so the comma-separated ones are listed in the descriptor.
 */
export function serializeQuery(
  operation: Operation | undefined,
  query: Readonly<Record<string, unknown>>,
  context: RequestOrigin,
): string {
  const parts: string[] = []
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    try {
      if (!Array.isArray(value)) parts.push(pair(name, encode(value)))
      else if (value.length === 0) continue
      else if (operation?.commaSeparated?.includes(name)) parts.push(pair(name, value.map(encode).join(',')))
      else for (const item of value) parts.push(pair(name, encode(item)))
    } catch {
      throw unsendable('query', name, context)
    }
  }
  return parts.join('&')
}

const pair = (name: string, value: string) => `${encodeURIComponent(name)}=${value}`
const encode = (value: unknown) => encodeURIComponent(String(value))

/** Fills `{names}` in a path. A value can never leave its segment: empty ones, `.` and `..` are refused. */
export function serializePath(path: string, values: Readonly<Record<string, unknown>>, context: RequestOrigin): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name]
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
    if (typeof text !== 'string' || text === '' || text === '.' || text === '..') {
      const received = value === undefined ? 'missing' : JSON.stringify(value)
      throw invalidRequest(`the path parameter ${name} is ${received}. Pass a non-empty id.`, context)
    }
    try {
      return encode(text)
    } catch {
      throw unsendable('path', name, context)
    }
  })
}

/** Half a surrogate pair, or an object that has no text. */
const unsendable = (where: 'query' | 'path', name: string, context: RequestOrigin) =>
  invalidRequest(`the ${where} parameter ${JSON.stringify(name)} is no text that a URL can hold. Pass whole characters.`, context)

const invalidRequest = (what: string, context: RequestOrigin) =>
  new CallspecError(`${label(context)}: ${what}`, {
    code: 'invalid-request',
    provider: context.descriptor.id,
    source: context.source,
  })
