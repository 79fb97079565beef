import { createRequest } from '#http'
import { type ClientOptions, connect } from '../config/connect.js'
import type { ClientDescriptor } from '../descriptor.js'
import { httpError, isSuccess } from '../errors/http-error.js'
import { toText } from '../http/raw-response.js'
import type { Exchange } from '../transport/attempt.js'
import type { Method, Send, SendInit } from '../types/send.js'
import type { Access } from './access.js'
import { isEmpty, opener } from './lazy-body.js'
import { serializePath, serializeQuery } from './serialize.js'

/** What sends the requests of one account. */
export interface Sender {
  send: Send
  baseUrl: string
  /** What names the account in parameters, by the name of the credential. */
  ids: Readonly<Record<string, string>>
  /** Identifies the account; holds its keys. */
  account: string
  /** Takes the keys out of a text. */
  mask: (text: string) => string
  /** Opens addresses that the platform names; see `openAddress`. */
  access: Access
}

/** Sends the requests of one account without openapi-fetch: no methods per verb and no middleware. */
export function createSender<D extends ClientDescriptor>(descriptor: D, options: ClientOptions<D>): Sender {
  const { baseUrl, headers, ids, account, mask, transport, contextOf } = connect(descriptor, options)

  async function send(method: Method, path: string, init: SendInit = {}): Promise<unknown> {
    const context = contextOf(method, path)
    const { params = {}, signal, retries, urgent, unparsed, onSend, onWait } = init
    const query = serializeQuery(params.query, context)
    const pathname = serializePath(`${baseUrl}${path}`, params.path, context)
    const url = `${pathname}${query && `?${query}`}`
    const own = new Headers(headers)
    if (init.body !== undefined) own.set('content-type', 'application/json')
    const exchange: Exchange = { context, asBytes: false, onSend, onWait }
    const request = createRequest(url, { method, headers: own, body: JSON.stringify(init.body) })
    const { response, body } = await transport({ request, exchange, signal, send: undefined, retries, urgent })
    const text = toText(body)
    if (!isSuccess(response)) throw httpError(response, parsed(text), context)
    if (isEmpty(method, response)) return undefined
    // Not the response itself, which would keep its stream until the page is opened: a tenth more memory per page.
    const { status, headers: received } = response
    const open = opener(text, { status, headers: received }, exchange, true, true)
    return unparsed ? open : open()
  }

  return { send, baseUrl, ids, account, mask, access: () => [headers, account, options] }
}

/** The body of an error: JSON, or the text that came instead. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
