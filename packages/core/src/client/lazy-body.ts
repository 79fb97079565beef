import { saysFailed } from '../errors/documented-failure.js'
import { type Headed, httpError, notJson } from '../errors/http-error.js'
import type { Exchange } from '../transport/attempt.js'

/**
 * Gives a body when it is called, once; a text is parsed and let go of then. `judges`: one that says that the request failed is thrown.
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
    // A text is what openapi-fetch gives where it is asked for one.
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

/** Whether an answer has no body, as documented. */
export const isEmpty = (method: string, { status }: Headed): boolean => method === 'HEAD' || status === 204 || status === 205
