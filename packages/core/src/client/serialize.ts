import type { ClientOperation } from '../descriptor.js'
import { type RequestOrigin, requestError } from '../errors/http-error.js'

/** The request that is written. */
export interface WrittenRequest extends RequestOrigin {
  /** What the descriptor says of the operation. */
  known: ClientOperation | undefined
  /** What names the account, by the name of the credential: it fills parameters. */
  ids: Readonly<Record<string, string>>
}

/**
 * Serialises query parameters according to the operation's spec. openapi-fetch repeats the name for every array, whatever `explode`
 * says, so the descriptor lists the comma-separated ones.
 */
export function serializeQuery(query: Readonly<Record<string, unknown>> | undefined, context: WrittenRequest): string {
  const { known, ids } = context
  const parts = Object.entries({ ...known?.filled?.by(known.filled.query, ids), ...query }).flatMap(([name, value]) => {
    if (value === undefined || value === null) return []
    try {
      const values = [value].flat().map(encode)
      const isJoined = values.length > 1 && known?.commaSeparated?.includes(name)
      return (isJoined ? [values.join()] : values).map((text) => `${encode(name)}=${text}`)
    } catch {
      // Half a surrogate pair, or an object without a text.
      throw invalidRequest(
        `the query parameter ${JSON.stringify(name)} cannot be written in a URL. Pass whole characters.`,
        context,
      )
    }
  })
  return parts.join('&')
}

const encode = (value: unknown) => encodeURIComponent(String(value))

/** Fills `{names}` in a path. A value can never leave its segment: empty values, `.` and `..` are refused. */
export function serializePath(
  path: string,
  passed: Readonly<Record<string, unknown>> | undefined,
  context: WrittenRequest,
): string {
  const { known, ids } = context
  const values: Readonly<Record<string, unknown>> = { ...known?.filled?.by(known.filled.path, ids), ...passed }
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name]
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
    if (typeof text === 'string' && text.isWellFormed() && !/^\.{0,2}$/.test(text)) return encode(text)
    const received = value === undefined ? 'missing' : JSON.stringify(value)
    throw invalidRequest(`the path parameter ${name} is ${received}. Pass a non-empty id.`, context)
  })
}

const invalidRequest = (what: string, context: RequestOrigin) => requestError(context, what, { code: 'invalid-request' }, false)
