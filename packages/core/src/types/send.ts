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
