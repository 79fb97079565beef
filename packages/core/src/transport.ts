import type { RateLimit } from './descriptor.js'
import { CallspecError } from './error.js'
import { type ErrorContext, label, oneLine } from './http-error.js'
import type { Lane } from './lane.js'
import { readText } from './read-text.js'

type Fetch = (request: Request) => Promise<Response>

export interface TransportOptions {
  /** The `fetch` to send with. Default: the runtime's own. */
  fetch?: Fetch | undefined
  /** Milliseconds for connect, headers and body together. Default 30,000. */
  timeoutMs?: number | undefined
  /** Most requests under way at once, over all clients of the same host and credential. Default 6. */
  concurrency?: number | undefined
  /**
   * Most requests in any window of that length, over all clients of the same host and credential; `null`: no limit.
   * Default: the lowest limit that the platform documents.
   */
  rateLimit?: RateLimit | null | undefined
  /** Largest answer in bytes, after decompression. Default 64 MiB. */
  maxResponseBytes?: number | undefined
}

export const DEFAULT_CONCURRENCY = 6

const MAX_REDIRECTS = 5

/** The largest delay that a timer takes; a larger one would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1

/** One request and what is worth telling of its answer. */
export interface Exchange {
  context: ErrorContext
  status?: number
  /** What the body began with and its type, for a message about an answer that is not JSON. */
  received?: () => string
}

/**
 * A `fetch` that reads the whole body under one deadline, follows no redirect to another origin (an API key in a header
 * of its own would travel along) and turns failures of the network into a `CallspecError`. An abort by the caller
 * rejects with the caller's own reason.
 */
export function createTransport(options: TransportOptions, lane: Lane, documented: RateLimit | null) {
  const { timeoutMs = 30_000, maxResponseBytes = 64 * 1024 * 1024, concurrency = DEFAULT_CONCURRENCY } = options
  const limits = { concurrency, rateLimit: options.rateLimit === undefined ? documented : options.rateLimit }

  return async (request: Request, exchange: Exchange, send: Fetch = options.fetch ?? globalThis.fetch): Promise<Response> => {
    const { context } = exchange
    const fail = (code: 'timeout' | 'network' | 'unexpected-response', text: string, cause?: unknown) =>
      new CallspecError(`${label(context)}: ${text}`, { code, provider: context.descriptor.id, source: context.source, cause })

    async function read(signal: AbortSignal): Promise<Response> {
      signal.throwIfAborted()
      let target = request.url
      for (let redirects = 0; ; redirects++) {
        // Everything is in the one request: a `fetch` of the caller may hand on nothing else.
        const response = await send(
          new Request(redirects ? new Request(target, request) : request, { signal, redirect: 'manual' }),
        )
        const next = redirectTarget(response, target)
        if (next === undefined) {
          const text = await readText(response, maxResponseBytes)
          exchange.status = response.status
          exchange.received = () =>
            `"${oneLine(context.mask(text))}" (${response.headers.get('content-type') ?? 'no content type'})`
          return withBody(response, text)
        }
        if (next === 'refused' || redirects === MAX_REDIRECTS || request.method !== 'GET') {
          throw fail('unexpected-response', `a redirect (${response.status}) was refused. Check the base URL.`)
        }
        await response.body?.cancel()
        target = next
      }
    }

    const leave = await lane.enter(limits, request.signal)
    // A controller and a timer that is cleared, because a signal from `AbortSignal.timeout` outlives the request. The
    // promise beside it ends the wait even where a `fetch` of the caller does not heed the signal.
    const controller = new AbortController()
    const stopped = Promise.withResolvers<never>()
    const stop = (reason: unknown) => {
      stopped.reject(reason)
      controller.abort(reason)
    }
    const abort = () => stop(request.signal.reason)
    request.signal.addEventListener('abort', abort, { once: true })
    // The caller may have aborted between the lane's leave and this line.
    if (request.signal.aborted) abort()
    const timedOut = () =>
      fail('timeout', `no complete answer within ${timeoutMs / 1000} s. Raise the timeout or try again later.`)
    const timer = setTimeout(() => stop(timedOut()), Math.min(timeoutMs, MAX_DELAY_MS))

    try {
      return await Promise.race([read(controller.signal), stopped.promise])
    } catch (error) {
      if (controller.signal.aborted) throw controller.signal.reason
      // Lets go of a connection whose body is not read to its end.
      controller.abort(error)
      if (error instanceof CallspecError) throw error
      if (error instanceof RangeError) throw fail('unexpected-response', error.message)
      throw fail('network', `no answer (${context.mask(networkReason(error))}). Check the base URL and the connection.`, error)
    } finally {
      leave()
      clearTimeout(timer)
      request.signal.removeEventListener('abort', abort)
    }
  }
}

/** Where a redirect leads if it stays within its origin. */
function redirectTarget(response: Response, from: string): string | 'refused' | undefined {
  // Browsers hide manual redirects behind this type.
  if (response.type === 'opaqueredirect') return 'refused'
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined
  const location = response.headers.get('location')
  if (!location || !URL.canParse(location, from)) return 'refused'
  const to = new URL(location, from)
  return to.origin === new URL(from).origin ? to.href : 'refused'
}

/** The answer with its body already read; without the lengths, which counted the bytes on the wire. */
function withBody(response: Response, text: string): Response {
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  headers.delete('content-encoding')
  const empty = [204, 205, 304].includes(response.status)
  const { status, statusText, url } = response
  // A made response has no URL of its own.
  return Object.defineProperty(new Response(empty ? null : text, { status, statusText, headers }), 'url', { value: url })
}

/** The innermost reason that a failed `fetch` gives: `ECONNREFUSED`, not `fetch failed`. */
function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  if (error.cause instanceof Error) return networkReason(error.cause)
  // Node puts its code beside the message; other runtimes do not have one.
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : error.message.split('\n')[0] || error.name
}
