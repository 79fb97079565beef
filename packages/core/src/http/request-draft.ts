/**
 * What openapi-fetch makes in place of a `Request` where nobody else looks at it: Node's takes as long to make as all else that a client
 * does before it sends. Where a `fetch` is to send it, it becomes one.
 */
export class Draft implements Pick<Request, 'url' | 'method' | 'headers' | 'signal' | 'body'> {
  /** The URL, taken apart once. */
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

  /** Made when it is asked for, where none was passed: most callers hand theirs on beside the request. */
  get signal(): AbortSignal {
    return this.#init.signal ?? new AbortController().signal
  }

  toRequest(): Request {
    return new Request(this.url, this.#init)
  }
}

/** As openapi-fetch always gives it. */
type DraftInit = RequestInit & { method: string; headers: Headers }

/** For openapi-fetch to call with `new`. A body is left to a `Request`, which knows the kinds of it. */
export function DraftOrRequest(url: string, init: DraftInit): Draft | Request {
  return init.body === undefined ? new Draft(url, init) : new Request(url, init)
}

export const toRequest = (request: Draft | Request): Request => (request instanceof Draft ? request.toRequest() : request)
