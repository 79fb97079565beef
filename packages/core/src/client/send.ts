import type { ClientOptions } from '../config/client-options.js'
import { connect } from '../config/connect.js'
import type { Descriptor } from '../descriptor.js'
import { httpError, isSuccess } from '../errors/http-error.js'
import { toText } from '../http/raw-response.js'
import { DraftOrRequest } from '../http/request-draft.js'
import type { Exchange } from '../transport/attempt.js'
import { isEmpty, opener } from './lazy-body.js'
import { serializePath, serializeQuery } from './serialize.js'

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE'

export type Send = (method: Method, path: string, init?: SendInit) => Promise<unknown>

export interface SendInit {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown> } | undefined
  body?: unknown
  signal?: AbortSignal | undefined
  /** Most tries after the first, where it is not as many as the client makes. */
  retries?: number | undefined
  /** Sent before the requests that wait for their turn under the same host and credential. */
  urgent?: boolean | undefined
  /** Called as each request goes out: once, and once more for each retry and each redirect that is followed. */
  onSend?: (() => void) | undefined
  /**
   * Gives a function that parses the body, in place of the body: an answer that waits for its turn is one text until then
   * and not hundreds of objects.
   */
  unparsed?: boolean | undefined
}

/** What sends the requests of one account without a client of openapi-fetch around it: no method per verb and no middleware. */
export function createSender<D extends Descriptor>(descriptor: D, options: ClientOptions<D>): { send: Send; baseUrl: string } {
  const { baseUrl, headers, transport, contextOf } = connect(descriptor, options)

  async function send(method: Method, path: string, init: SendInit = {}): Promise<unknown> {
    const context = contextOf(method, path)
    const { params = {}, signal, retries, urgent, unparsed, onSend } = init
    const query = serializeQuery(descriptor.operations[context.operation], params.query ?? {}, context)
    const url = `${serializePath(`${baseUrl}${path}`, params.path ?? {}, context)}${query && `?${query}`}`
    const own = new Headers(headers)
    if (init.body !== undefined) own.set('content-type', 'application/json')
    const exchange: Exchange = { context, keeps: false, asBytes: false, onSend }
    const request = DraftOrRequest(url, { method, headers: own, body: JSON.stringify(init.body) })
    const { response, body } = await transport({ request, exchange, signal, send: undefined, retries, urgent })
    const text = toText(body)
    if (!isSuccess(response)) throw httpError(response, parsed(text), context)
    if (isEmpty(method, response)) return undefined
    // Not the answer itself: it would keep the chunks that the text was read from until the page is opened.
    const open = opener(text, { status: response.status, headers: response.headers }, exchange, true, true)
    return unparsed ? open : open()
  }

  return { send, baseUrl }
}

/** The body of an error: JSON, or what came in its place. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
