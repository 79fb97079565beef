import { saysFailed } from '../errors/documented-failure.js'
import { type Headed, httpError, notJson } from '../errors/http-error.js'
import type { Exchange } from '../transport/attempt.js'

/**
 * Returns a body when called, once; a text is parsed and released then. `judges`: throw a body that says that the request failed.
 */
export function opener(
  data: unknown,
  response: Headed,
  { context, encoding }: Exchange,
  isText: boolean,
  judges: boolean | undefined,
): () => unknown {
  let body = data
  return () => {
    let value = body
    body = undefined
    // openapi-fetch returns a text if a text is requested.
    const text = isText ? ((value ?? '') as string) : ''
    try {
      if (isText) value = JSON.parse(text)
    } catch {
      value = undefined
    }
    if (value === undefined) throw notJson(context, { text, response, encoding })
    if (judges && saysFailed(context.descriptor, value)) throw httpError(response, value, context)
    return value
  }
}

/** Whether a response has no body, as documented. */
export const isEmpty = (method: string, { status }: Headed): boolean => method === 'HEAD' || status === 204 || status === 205
