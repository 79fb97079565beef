import createFetchClient from 'openapi-fetch'
import type { Exchange } from './attempt.js'
import { type BaseUrlOptions, type BrandOption, baseUrlVariable, resolveBaseUrl } from './base-url.js'
import { checkTransportOptions } from './check-options.js'
import { checkRuntime } from './check-runtime.js'
import { type Credentials, createMask, processEnvironment, resolveCredentials } from './credentials.js'
import type { Descriptor } from './descriptor.js'
import { type Draft, DraftOrRequest } from './draft.js'
import type { Middleware } from './fetch-types.js'
import { type ErrorContext, httpError, notJson } from './http-error.js'
import { laneOf } from './lane.js'
import type { Methods } from './methods.js'
import { paginate } from './paginate.js'
import type { Paginate } from './paginated-types.js'
import { saysFailed } from './says-failed.js'
import { serializePath, serializeQuery } from './serialize.js'
import { createTransport, type TransportOptions } from './transport.js'

// openapi-fetch is imported in this file only, so that there is one place to replace it; its types are in fetch-types.ts.

export interface CommonClientOptions extends BaseUrlOptions, TransportOptions {
  /** Names this client in errors. Default: the provider's id. */
  source?: string | undefined
}

/** Credentials (typed from the spec's security schemes; all or none), base URL or brand, and the transport. */
export type ClientOptions<D extends Descriptor> = CommonClientOptions & Credentials<D> & BrandOption<D>

// `{}` is what openapi-fetch constrains the generated `paths` with.
// biome-ignore lint/complexity/noBannedTypes: see above
export type Paths = {}

/** openapi-fetch's client with `paginate` and the descriptor that it was made from. */
export interface ProviderClient<P extends Paths, D extends Descriptor> extends Methods<P> {
  /** Adds middleware to every request from now on. */
  readonly use: (...middleware: Middleware[]) => void
  /** Takes it out again. */
  readonly eject: (...middleware: Middleware[]) => void
  /** What of the spec it works by. */
  readonly descriptor: D
  /** Where requests go, without a slash at the end. */
  readonly baseUrl: string
  /**
   * Iterates over every item of a paged operation. Rows per page default to the largest documented size.
   * `.pages()` gives whole pages, each with the `token` that continues after it.
   * Throws a `CallspecError` for an answer that is not a success, and for a page that shows no progress.
   */
  readonly paginate: Paginate<P, D>
  /** Any operation by method and path. Throws a `CallspecError` unless the answer is a success; gives its body. */
  readonly send: Send
  /**
   * The body of a success of `GET` and the others: `await client.unwrap(client.GET('/calls'))`. Anything else is thrown as the
   * `CallspecError` that `paginate` throws for it.
   */
  readonly unwrap: <Answer extends { data?: unknown; response: Response }>(
    answer: Answer | Promise<Answer>,
  ) => Promise<Extract<Answer, { error?: never }>['data']>
}

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

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const
export type Method = (typeof METHODS)[number]

/** The typed client of one provider, from its generated descriptor. Reads the environment for what was not passed. */
export function createProviderClient<P extends Paths, const D extends Descriptor>(
  descriptor: D,
  options: ClientOptions<D>,
): ProviderClient<P, D> {
  checkRuntime()
  const credentials = resolveCredentials(descriptor, options)
  // A base URL from the environment takes part only beside a key from there: it must not lead a key from code elsewhere.
  const variable =
    credentials.fromEnvironment && options.brand === undefined ? processEnvironment()[baseUrlVariable(descriptor)] : undefined
  const baseUrl = resolveBaseUrl(descriptor, { ...options, baseUrl: options.baseUrl ?? (variable || undefined) })
  const { source } = options
  const mask = createMask(credentials.secrets)
  const names = Object.entries(descriptor.credentials)
    .map(([name, { environment }]) => (credentials.fromEnvironment ? `${name} (${environment})` : name))
    .join(' and ')
  const contextOf = (method: Method, path: string): ErrorContext => {
    const operation = `${method} ${path}`
    const isOnce = method !== 'GET' && method !== 'HEAD' && !descriptor.operations[operation]?.safe
    return { descriptor, source, operation, credentials: names, mask, isOnce }
  }
  checkTransportOptions(descriptor.id, options)
  const transport = createTransport(options, laneOf(new URL(baseUrl).origin, credentials.headers), descriptor.rateLimit)
  const inner = createFetchClient<Record<string, never>>({ baseUrl, headers: credentials.headers })
  /** Whose the answers that failed are, for `unwrap`. */
  const failed = new WeakMap<Response, ErrorContext>()
  /** Whether a middleware may look at requests; it stays so when it is taken out again, which costs no more than time. */
  let isWatched = false

  async function request(method: Method, path: string, init: RequestInput = {}, signal?: AbortSignal) {
    const context = contextOf(method, path)
    const { operation } = context
    const { parseAs = 'json' } = init
    const isJson = parseAs === 'json'
    // Text is parsed below, when it is wanted. A middleware is told of what was asked for, so openapi-fetch parses where there is one.
    const asText = isJson && !isWatched && !init.middleware?.length
    const asBytes = !isJson && parseAs !== 'text'
    const exchange: Exchange = { context, keeps: !asText && !asBytes, asBytes, onSend: init.onSend }
    // A middleware may put another request in place of the first, and that follows its signal by a weak reference.
    const given = signal ?? init.signal
    const own = {
      querySerializer: (query: object) => serializeQuery(descriptor.operations[operation], { ...query }, context),
      pathSerializer: (url: string, values: Readonly<Record<string, unknown>>) => serializePath(url, values, context),
      ...init,
      params: { ...init.params, path: init.params?.path ?? {} },
      baseUrl: init.baseUrl === undefined ? baseUrl : resolveBaseUrl(descriptor, { ...options, baseUrl: init.baseUrl }),
      ...(asText && { parseAs: 'text', ...(!context.isOnce && { Request: DraftOrRequest }) }),
      // A closure, so that a request which a middleware put in place of the first is known as well.
      fetch: (request: Draft | Request) =>
        transport({
          request,
          exchange,
          signal: given && !asText ? AbortSignal.any([given, request.signal]) : signal,
          send: init.fetch,
          retries: init.retries,
          urgent: init.urgent,
        }).catch((reason: unknown) => {
          // openapi-fetch takes a reason that is false for no failure.
          exchange.thrown = reason || new DOMException('The request was aborted.', 'AbortError')
          throw exchange.thrown
        }),
    }
    // The paths are typed on the client that is handed out; here any path of the spec passes through.
    const send = inner.request as unknown as (method: string, path: string, init: object) => Promise<FetchResult>
    const result = await send(method, path, own).catch((error: unknown) => {
      // Also what a middleware could not parse: the message of a runtime repeats the text.
      const isParsing = error instanceof SyntaxError || (error instanceof RangeError && exchange.kept)
      throw isParsing && error !== exchange.thrown ? notJson(context, exchange.kept) : error
    })
    const { response, data } = result
    if (!response.ok) failed.set(response, context)
    if (!isJson || !response.ok) return result
    if (method === 'HEAD' || response.status === 204 || response.status === 205) return { response, data: undefined }
    // A text is what openapi-fetch gives where it is asked for one.
    const parse = asText ? bodyParser(data as string | undefined, response, exchange, init.unparsed) : () => data
    if (!asText && data === undefined) throw notJson(context, { text: '', response, encoding: exchange.encoding ?? null })
    if (init.unparsed) return { response, data: asText ? parse : () => succeeded(data, response, context) }
    const body = parse()
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
    // One that is not of this client may be of any request.
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
      // Checked by the type of `request`; openapi-fetch takes lower case as well.
      request(method.toUpperCase() as Method, path, init),
    descriptor,
    baseUrl,
    send,
    unwrap,
    paginate: (path: string, init?: object) => paginate(descriptor, send, path, init, source),
  }
  // The methods above are openapi-fetch's own with one more step; its types say what each takes and gives.
  return client as unknown as ProviderClient<P, D>
}

/** What is read of a request's options here; openapi-fetch reads the rest. */
interface RequestInput extends SendInit {
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

/** Parses a body when it is called, once; the text is let go of then. `judges`: one that says that the request failed is thrown. */
function bodyParser(
  body: string | undefined,
  response: Response,
  { context, encoding = null }: Exchange,
  judges?: boolean,
): () => unknown {
  let text = body
  return () => {
    const json = text ?? ''
    text = undefined
    let value: unknown
    try {
      value = JSON.parse(json)
    } catch {
      throw notJson(context, { text: json, response, encoding })
    }
    return judges ? succeeded(value, response, context) : value
  }
}

function succeeded(body: unknown, response: Response, context: ErrorContext): unknown {
  if (saysFailed(context.descriptor, body)) throw httpError(response, body, context)
  return body
}
