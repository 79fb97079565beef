/** A request without a body that is not a `Request` yet. */
export interface Draft extends Pick<Request, 'url' | 'method' | 'headers' | 'signal'> {
  readonly body: null
  /** The parsed URL. */
  readonly target: URL
}

/**
 * Stands in for a `Request` that no middleware sees: creating Node's costs as much as everything else that a client does before it sends. It
 * becomes one when a `fetch` has to send it.
 */
class LightRequest implements Draft {
  readonly target: URL
  readonly method: string
  readonly headers: Headers
  readonly body = null
  readonly #init: DraftInit

  constructor(url: string, init: DraftInit) {
    this.target = new URL(url)
    this.method = init.method
    this.headers = init.headers
    this.#init = init
  }

  get url(): string {
    return this.target.href
  }

  /** Created on demand: most callers pass their signal beside the request. */
  get signal(): AbortSignal {
    return this.#init.signal ?? new AbortController().signal
  }

  toRequest(): Request {
    return new Request(this.url, this.#init)
  }
}

/** openapi-fetch always sets both. */
type DraftInit = RequestInit & { method: string; headers: Headers }

/** Called by openapi-fetch with `new`. A request with a body becomes a `Request`, which knows the kinds of bodies. */
export function createRequest(url: string, init: DraftInit): Draft | Request {
  return init.body === undefined ? new LightRequest(url, init) : new Request(url, init)
}

// Every draft in Node is a light request.
export const toRequest = (request: Draft | Request): Request =>
  request instanceof LightRequest ? request.toRequest() : (request as Request)
