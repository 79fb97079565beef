export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE'

export type Send = (method: Method, path: string, init?: SendInit) => Promise<unknown>

/** Told how long a request waits, as far as is known by now, and for what, in words. */
export type OnWait = (delayMs: number, because: string) => void

export interface SendInit {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown> } | undefined
  body?: unknown
  signal?: AbortSignal | undefined
  /** Most retries, if it differs from the client's. */
  retries?: number | undefined
  /** Sends it before other waiting requests of the same host and credential. */
  urgent?: boolean | undefined
  /** Called as each request goes out: once, and again for each retry and each followed redirect. */
  onSend?: (() => void) | undefined
  /** Called when it waits: for a rate limit, a pause of the platform, or before another try. */
  onWait?: OnWait | undefined
  /**
   * Returns a function that parses the body, instead of the body: until its turn, a waiting response is one text and not hundreds of
   * objects.
   */
  unparsed?: boolean | undefined
}
