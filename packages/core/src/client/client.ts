import createFetchClient from 'openapi-fetch'
import { createRequest, toResponse } from '#http'
import { resolveBaseUrl } from '../config/base-url.js'
import { type ClientOptions, connect } from '../config/connect.js'
import type { ClientDescriptor } from '../descriptor.js'
import { saysFailed } from '../errors/documented-failure.js'
import { type ErrorContext, httpError, notJson, type ReadResponse } from '../errors/http-error.js'
import { toText } from '../http/raw-response.js'
import type { Draft } from '../http/request-draft.js'
import { paginate } from '../paging/paginate.js'
import type { Exchange } from '../transport/attempt.js'
import type { TransportOptions } from '../transport/transport.js'
import type { Middleware } from '../types/fetch-types.js'
import type { Methods } from '../types/methods.js'
import type { Paginate } from '../types/paginate.js'
import type { Method, Send, SendInit } from '../types/send.js'
import { isEmpty, opener } from './lazy-body.js'
import { serializePath, serializeQuery } from './serialize.js'

// openapi-fetch is imported in this file only, so that there is one place to replace it; its types are in fetch-types.ts.

// `{}` is what openapi-fetch constrains the generated `paths` with.
// biome-ignore lint/complexity/noBannedTypes: see above
export type Paths = {}

/** openapi-fetch's client, plus `paginate` and the descriptor that it was made from. */
export interface ProviderClient<P extends Paths, D extends ClientDescriptor> extends Methods<P> {
  /** Adds middleware to every request from now on. */
  readonly use: (...middleware: Middleware[]) => void
  /** Removes middleware again. */
  readonly eject: (...middleware: Middleware[]) => void
  /** The part of the spec that it uses. */
  readonly descriptor: D
  /** Where requests go, without a slash at the end. */
  readonly baseUrl: string
  /**
   * Iterates over every item of a paged operation. Rows per page default to the largest documented size.
   * `.pages()` yields whole pages, each with the `token` that continues after it.
   * Throws a `CallspecError` for a response that is not a success, and for a page without progress.
   */
  readonly paginate: Paginate<P, D>
  /** Sends any operation by method and path. Returns the body of a success, else throws a `CallspecError`. */
  readonly send: Send
  /**
   * Returns the body of a success: `await client.unwrap(client.GET('/calls'))`. Throws anything else as a `CallspecError`, like
   * `paginate`.
   */
  readonly unwrap: <Answer extends { data?: unknown; response: Response }>(
    answer: Answer | Promise<Answer>,
  ) => Promise<Extract<Answer, { error?: never }>['data']>
}

const METHODS: readonly Method[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']

/** Creates the typed client of a provider from its descriptor. Missing credentials are read from the environment. */
export function createProviderClient<P extends Paths, const D extends ClientDescriptor>(
  descriptor: D,
  options: ClientOptions<D>,
): ProviderClient<P, D> {
  const { source } = options
  const { baseUrl, headers, transport, contextOf } = connect(descriptor, options)
  const inner = createFetchClient<Record<string, never>>({ baseUrl, headers })
  /** The requests of failed responses, for `unwrap`. */
  const failed = new WeakMap<Response, ErrorContext>()
  /** Whether there ever was a middleware, which may look at requests. After its removal this only costs time. */
  let isWatched = false

  async function request(method: Method, path: string, passed: RequestInput = {}, signal?: AbortSignal) {
    const context = contextOf(method, path)
    const init = context.known?.form?.(passed) ?? passed
    const { parseAs = 'json' } = init
    const isJson = parseAs === 'json'
    // Text is parsed below, on demand. With a middleware openapi-fetch parses, because the middleware is told what was requested.
    const asText = isJson && !isWatched && !init.middleware?.length
    const asBytes = !isJson && parseAs !== 'text'
    const exchange: Exchange = { context, asBytes, onSend: init.onSend, onWait: init.onWait }
    /** A response that openapi-fetch parses, for an error about it. */
    let kept: ReadResponse | undefined
    // A middleware may replace the request, and the new one follows its signal by a weak reference.
    const given = signal ?? init.signal
    const own = {
      querySerializer: (query: object) => serializeQuery({ ...query }, context),
      pathSerializer: (url: string, values: Readonly<Record<string, unknown>>) => serializePath(url, values, context),
      ...init,
      params: { ...init.params, path: init.params?.path ?? {} },
      baseUrl: init.baseUrl === undefined ? baseUrl : resolveBaseUrl(descriptor, { ...options, baseUrl: init.baseUrl }),
      ...(asText && { parseAs: 'text', ...(!context.isOnce && { Request: createRequest }) }),
      // A closure, so that a replaced request is known as well.
      fetch: (request: Draft | Request) =>
        transport({
          request,
          exchange,
          signal: given && !asText ? AbortSignal.any([given, request.signal]) : signal,
          send: init.fetch,
          retries: init.retries,
          urgent: init.urgent,
        }).then(
          (landed) => {
            const { response, body } = landed
            if (!asText && !asBytes) kept = { text: toText(body), response, encoding: exchange.encoding }
            return toResponse(landed)
          },
          (reason: unknown) => {
            // openapi-fetch treats a falsy reason as no failure.
            exchange.thrown = reason || new DOMException('The request was aborted.', 'AbortError')
            throw exchange.thrown
          },
        ),
    }
    // The returned client types the paths; here any path of the spec passes.
    const send = inner.request as unknown as (method: string, path: string, init: object) => Promise<FetchResult>
    const result = await send(method, path, own).catch((error: unknown) => {
      // Also if a middleware could not parse it: the runtime's message repeats the text.
      const isParsing = error instanceof SyntaxError || (error instanceof RangeError && kept)
      throw isParsing && error !== exchange.thrown ? notJson(context, kept) : error
    })
    const { response, data } = result
    if (!response.ok) failed.set(response, context)
    if (!isJson || !response.ok) return result
    if (isEmpty(method, response)) return { response, data: undefined }
    const open = opener(data, response, exchange, asText, init.unparsed)
    if (init.unparsed) return { response, data: open }
    const body = open()
    if (!saysFailed(descriptor, body)) return { response, data: body }
    failed.set(response, context)
    return { response, error: body }
  }

  // The signal goes beside the request: a `Request` that follows it leaves a listener there until it is collected, and one
  // signal may serve thousands of pages.
  async function send(method: Method, path: string, { signal, ...init }: SendInit = {}) {
    const { data, error, response }: FetchResult = await request(method, path, init, signal)
    if (!response.ok || error !== undefined) throw httpError(response, error, contextOf(method, path))
    return data
  }

  async function unwrap(answer: FetchResult | Promise<FetchResult>) {
    const { data, error, response } = await answer
    const context = failed.get(response)
    if (response.ok && !context) return data
    // A response from elsewhere may belong to any request.
    throw httpError(response, error, context ?? { ...contextOf('GET', ''), operation: 'request' })
  }

  const methods = Object.fromEntries(
    METHODS.map((method) => [method, (path: string, init?: RequestInput) => request(method, path, init)]),
  )
  const client = {
    ...inner,
    ...methods,
    use(...middleware: Parameters<typeof inner.use>) {
      inner.use(...middleware)
      isWatched = true
    },
    request: (method: string, path: string, init?: RequestInput) =>
      // Checked by the type of `request`; openapi-fetch accepts lower case as well.
      request(method.toUpperCase() as Method, path, init),
    descriptor,
    baseUrl,
    send,
    unwrap,
    paginate: (path: string, init?: object) => paginate(descriptor, send, path, init, source),
  }
  // The methods above are openapi-fetch's own plus one step, with its types.
  return client as unknown as ProviderClient<P, D>
}

/** The request options that are read here; openapi-fetch reads the rest. */
interface RequestInput extends SendInit {
  params?: SendInit['params'] & { header?: object }
  baseUrl?: string | undefined
  fetch?: TransportOptions['fetch']
  middleware?: Middleware[] | undefined
  parseAs?: string | undefined
}

interface FetchResult {
  data?: unknown
  error?: unknown
  response: Response
}
