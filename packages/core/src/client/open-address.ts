import { harmlessCause } from '#http'
import type { RateLimit } from '../descriptor.js'
import { CallspecError, type ErrorCode } from '../errors/error.js'
import { requestLabel } from '../errors/http-error.js'
import { type Fetch, MAX_REDIRECTS, REDIRECTS } from '../transport/attempt.js'
import { type Limits, limiterOf } from '../transport/limiter.js'
import { TOTAL_TIMEOUT_MS, type TransportOptions } from '../transport/transport.js'
import type { Access } from './access.js'
import { checkAddress } from './check-address.js'

/** The account that an address is opened for; a source is one. */
export interface Opener {
  /** Provider id. */
  readonly provider: string
  /** Id of the source. */
  readonly id: string
  readonly baseUrl: string
  /** Takes the keys out of a text. */
  readonly mask: (text: string) => string
  readonly concurrency: number
  readonly rateLimit: RateLimit | null
  /** Absent: no credentials, no limits, and the runtime's `fetch`. */
  readonly access?: Access | undefined
}

export interface OpenOptions {
  /** Whether to send the account's credentials. They go to the origin of the base URL only, and not behind a redirect to another. */
  authorize: boolean
  headers?: Readonly<Record<string, string>>
  /** Ends the request, and the reading of its body. */
  signal: AbortSignal
  /** Called for each request that goes out: the first, and each followed redirect. Before, it may wait for the account's limits. */
  onSend?: () => void
  /** The `fetch` to send with. Default: the account's, or the runtime's. */
  fetch?: Fetch | undefined
}

/** Kept as long as the response: Node's `Request` follows its signal by a weak reference, so an abort would be lost. */
const requests = new WeakMap<Response, Request>()

/**
 * Requests an address that a platform named, such as a recording's, and returns the response, whatever its status, with its body unread. Redirects
 * are followed here, at most five; see `checkAddress` for where to. Errors hold no part of an address, whose query may be a key.
 * @throws CallspecError `network`, `rate-limited`, or `unexpected-response` for an address or a redirect that is refused; the signal's reason
 */
export async function openAddress(opener: Opener, address: string, options: OpenOptions): Promise<Response> {
  const own = new URL(opener.baseUrl)
  const fail = failureOf(opener)

  function checked(text: string, from?: URL): URL {
    const url = checkAddress(text, from, own)
    if (url instanceof URL) return url
    const what = from ? 'a redirect' : 'the address'
    throw fail('unexpected-response', `${what} was refused: ${url}. Check the base URL.`)
  }

  let url = checked(address)
  let isTrusted = options.authorize
  for (let redirects = 0; ; redirects++) {
    const isOwn = url.origin === own.origin
    // The only place that decides where credentials go. Once it led elsewhere, a redirect may have been made up there.
    isTrusted &&= isOwn
    const response = await send(opener, url, isOwn, { ...options, authorize: isTrusted })
    // Browsers report manual redirects as this type.
    if (response.type !== 'opaqueredirect' && !REDIRECTS.includes(response.status)) return response
    await response.body?.cancel()
    const location = response.headers.get('location')
    if (location === null || redirects === MAX_REDIRECTS) {
      const why = location === null ? 'leads nowhere' : 'followed five others'
      throw fail('unexpected-response', `a redirect (${response.status}) ${why}. Check the base URL.`)
    }
    url = checked(location, url)
  }
}

/** One request. */
async function send(opener: Opener, url: URL, isOwn: boolean, options: OpenOptions): Promise<Response> {
  const { mask } = opener
  const { authorize, signal, onSend } = options
  const fail = failureOf(opener)
  const [credentials, account, defaults] = opener.access?.() ?? [{}, undefined, {}]
  const isLimited = isOwn && account !== undefined
  const leave = isLimited ? await limiterOf(account).enter(limitsOf(opener, defaults), signal) : () => undefined
  if (!leave) throw fail('rate-limited', 'the platform asked to wait longer than totalTimeoutMs. Try again later.')
  // Ends the wait even if a caller's `fetch` ignores the signal.
  const stopped = Promise.withResolvers<never>()
  const stop = () => stopped.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    onSend?.()
    const headers = { ...options.headers, ...(authorize && credentials) }
    const request = new Request(url, { headers, redirect: 'manual', signal })
    const response = await Promise.race([(options.fetch ?? defaults.fetch ?? fetch)(request), stopped.promise])
    requests.set(response, request)
    return response
  } catch (error) {
    signal.throwIfAborted()
    const cause = harmlessCause(error, mask)
    throw fail('network', `no response (${cause?.message ?? 'unknown reason'}). Check the connection.`, cause)
  } finally {
    signal.removeEventListener('abort', stop)
    leave()
  }
}

const limitsOf = ({ concurrency, rateLimit }: Opener, { totalTimeoutMs = TOTAL_TIMEOUT_MS }: TransportOptions): Limits => ({
  concurrency,
  rateLimit,
  patienceMs: totalTimeoutMs,
})

const failureOf =
  ({ provider, id }: Opener) =>
  (code: ErrorCode, text: string, cause?: unknown) =>
    new CallspecError(`${requestLabel(provider, id, 'GET recording')}: ${text}`, { code, provider, source: id, cause })
