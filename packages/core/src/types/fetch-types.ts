// What openapi-fetch takes beside the parameters and the body of an operation. Written out, because its own declarations
// cost every consumer that checks them 200,000 instantiations; the type tests hold the two together.

/** Options of one request, for `fetch` and for openapi-fetch. */
export interface RequestOptions<Query = Record<string, unknown>, Body = unknown> extends Omit<RequestInit, 'body' | 'headers'> {
  /** Where this request goes instead; checked like the client's own. */
  baseUrl?: string
  headers?: HeadersOption
  /** Writes the query string instead of the client. */
  querySerializer?: (query: Query) => string
  /** Writes the body instead of `JSON.stringify`: gives what `fetch` takes, which differs by runtime. */
  bodySerializer?: (body: Body) => unknown
  /** Fills the path instead of the client. */
  pathSerializer?: PathSerializer
  /** A `fetch` for this request only. */
  fetch?: (request: Request) => Promise<Response>
  /** After the client's own. */
  middleware?: Middleware[]
}

type HeadersOption = NonNullable<RequestInit['headers']> | Record<string, HeaderValue | HeaderValue[] | null | undefined>
type HeaderValue = string | number | boolean

type PathSerializer = (path: string, values: Record<string, unknown>) => string

/** Looks at requests, answers and failures, and may put another in their place. */
export interface Middleware {
  onRequest?: (options: MiddlewareOptions) => Maybe<Request | Response>
  onResponse?: (options: MiddlewareOptions & { response: Response }) => Maybe<Response>
  onError?: (options: MiddlewareOptions & { error: unknown }) => Maybe<Response | Error>
}

// biome-ignore lint/suspicious/noConfusingVoidType: a middleware may return nothing
type Maybe<T> = T | void | undefined | Promise<T | void | undefined>

export interface MiddlewareOptions {
  request: Request
  /** As in the spec, with its braces. */
  readonly schemaPath: string
  readonly params: { [Place in 'query' | 'header' | 'path' | 'cookie']?: Record<string, unknown> }
  /** Of this request. */
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
