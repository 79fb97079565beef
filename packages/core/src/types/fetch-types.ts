// The options that openapi-fetch takes besides an operation's parameters and body. Written out, because its own declarations cost every
// consumer that checks them 200,000 instantiations; the type tests compare the two.

/** Options of one request, for `fetch` and for openapi-fetch. */
export interface RequestOptions<Query = Record<string, unknown>, Body = unknown> extends Omit<RequestInit, 'body' | 'headers'> {
  /** Base URL for this request; checked like the client's own. */
  baseUrl?: string
  headers?: HeadersOption
  /** Replaces the client's query serialisation. */
  querySerializer?: (query: Query) => string
  /** Replaces `JSON.stringify` for the body: returns whatever the runtime's `fetch` takes. */
  bodySerializer?: (body: Body) => unknown
  /** Replaces the client's path serialisation. */
  pathSerializer?: PathSerializer
  /** A `fetch` for this request only. */
  fetch?: (request: Request) => Promise<Response>
  /** Middleware that runs after the client's own. */
  middleware?: Middleware[]
}

type HeadersOption = NonNullable<RequestInit['headers']> | Record<string, HeaderValue | HeaderValue[] | null | undefined>
type HeaderValue = string | number | boolean

type PathSerializer = (path: string, values: Record<string, unknown>) => string

/** Sees requests, responses and failures, and may replace them. */
export interface Middleware {
  onRequest?: (options: MiddlewareOptions) => Maybe<Request | Response>
  onResponse?: (options: MiddlewareOptions & { response: Response }) => Maybe<Response>
  onError?: (options: MiddlewareOptions & { error: unknown }) => Maybe<Response | Error>
}

// biome-ignore lint/suspicious/noConfusingVoidType: a middleware may return nothing
type Maybe<T> = T | void | undefined | Promise<T | void | undefined>

export interface MiddlewareOptions {
  request: Request
  /** The path as in the spec, with its braces. */
  readonly schemaPath: string
  readonly params: { [Place in 'query' | 'header' | 'path' | 'cookie']?: Record<string, unknown> }
  /** The options of this request. */
  readonly id: string
  readonly options: {
    baseUrl: string
    parseAs: 'json' | 'text' | 'blob' | 'arrayBuffer' | 'stream'
    querySerializer: (query: Record<string, unknown>) => string
    // biome-ignore lint/suspicious/noExplicitAny: that of an operation that is not known here
    bodySerializer: (body: any) => any
    pathSerializer: PathSerializer
    fetch: typeof globalThis.fetch
  }
}
