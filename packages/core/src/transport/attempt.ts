import { failureOf, initFor, isUnreadable, sendByDefault, toRequest } from '#http'
import { CallspecError, type ErrorCode, type ErrorDetails } from '../errors/error.js'
import { type Answer, type ErrorContext, requestError } from '../errors/http-error.js'
import { type Bytes, type Incoming, type Landed, readBody, toText } from '../http/raw-response.js'
import type { Draft } from '../http/request-draft.js'
import { harmlessCause, reasonOf } from '../privacy/safe-cause.js'
import { encodingName } from '../privacy/safe-text.js'
import type { RequestLimiter } from './limiter.js'
import { MAX_DELAY_MS } from './sleep.js'

export type Fetch = (request: Request) => Promise<Response>

/** One request and what is worth telling of its answer. */
export interface Exchange {
  context: ErrorContext
  /** Characters of the body; bytes, where those were asked for. */
  length?: number
  /** Whether the answer is kept, for a message about it. */
  keeps: boolean
  kept?: Answer
  /** Whether the body is wanted as it is, and not as text. */
  asBytes: boolean
  /** What the body was encoded in, by the headers of the answer. */
  encoding?: string | null
  /** Told of each request that goes out: of each try, and of each redirect that is followed. */
  onSend?: (() => void) | undefined
  /** Whether a request that is sent once went out; undefined: that is not known. */
  isOut?: boolean | undefined
  /** The request's body, in place of its own: that can be sent once, its bytes can be sent again, and without a stream in between. */
  body?: Promise<ArrayBuffer> | undefined
  /** What it failed with. */
  thrown?: unknown
  /** Held until the end: Node's `Request` follows its signal by a weak reference, and an abort would be lost with it. */
  sent?: Request
}

export interface AttemptOptions {
  timeoutMs: number
  /** Which limit that is, as a message tells it. */
  limit: string
  maxResponseBytes: number
  /** The caller's. */
  signal: AbortSignal
  /** Counts each redirect that is followed: it is a request more. */
  limiter: RequestLimiter
}

const MAX_REDIRECTS = 5

/**
 * One try: connect, headers and the whole body under one deadline. Follows no redirect to another origin (an API key in a
 * header of its own would travel along) and turns failures of the network into a `CallspecError`. An abort by the caller
 * rejects with the caller's own reason.
 */
export async function attempt(
  request: Draft | Request,
  exchange: Exchange,
  send: Fetch | undefined,
  options: AttemptOptions,
): Promise<Landed> {
  const { context, asBytes } = exchange
  const { timeoutMs, limit, maxResponseBytes, signal: caller } = options
  const { isOnce } = context
  /** Of the answer, once it has begun. */
  let status: number | undefined
  const fail = (code: ErrorCode, text: string, more?: Pick<ErrorDetails, 'cause' | 'status' | 'said'>) =>
    requestError(context, text, { code, ...more }, exchange.isOut)

  function checkLength(bytes: number): void {
    if (bytes > maxResponseBytes)
      throw fail(
        'unexpected-response',
        `the response is larger than ${maxResponseBytes} bytes. Raise maxResponseBytes or ask for fewer rows.`,
      )
  }

  async function dispatch(next: Draft | Request, signal: AbortSignal): Promise<Incoming> {
    if (request.body) exchange.body ??= request.arrayBuffer()
    const body = exchange.body && (await exchange.body)
    exchange.onSend?.()
    exchange.isOut = undefined
    if (!send) return sendByDefault(next, signal, body, isOnce ? exchange : undefined)
    // A `fetch` of the caller may hand on nothing but the request, so everything is in it.
    exchange.sent = new Request(toRequest(next), initFor(signal, body, isOnce === true))
    return send(exchange.sent)
  }

  async function read(signal: AbortSignal): Promise<Landed> {
    signal.throwIfAborted()
    let target = request.url
    for (let redirects = 0; ; redirects++) {
      const response = await dispatch(redirects ? new Request(target, toRequest(request)) : request, signal)
      exchange.isOut = true
      status = response.status
      const redirect = redirectOf(response, target)
      if (redirect === undefined) {
        // What is beyond fits in no `Response`.
        if (status < 200 || status > 599)
          throw fail('unexpected-response', `the status ${status} is none of HTTP. Check the base URL.`, { status })
        exchange.encoding = response.headers.get('content-encoding')
        let body: string | Bytes = ''
        try {
          body = await readBody(response, checkLength, asBytes)
        } catch (error) {
          // What a failure is, its status says.
          if (status < 400 || !isUnreadable(reasonOf(error))) throw error
        }
        exchange.length = body.length
        if (exchange.keeps) exchange.kept = { text: toText(body), response, encoding: exchange.encoding }
        return { response, body }
      }
      const { to, isSafe } = redirect
      if (!to || !isSafe || redirects === MAX_REDIRECTS || request.method !== 'GET') {
        // Another host may be called after anybody.
        const isKnown = to?.hostname === new URL(target).hostname
        const where = to?.host ? ` to ${isKnown ? to.host : 'another host'}` : ''
        const said = to && context.mask(to.host)
        throw fail('unexpected-response', `a redirect (${status})${where} was refused. Check the base URL.`, { status, said })
      }
      await response.body?.cancel()
      target = to.href
      options.limiter.count()
    }
  }

  // A controller and a timer that is cleared, because a signal from `AbortSignal.timeout` outlives the request. The
  // promise beside it ends the wait even where a `fetch` of the caller does not heed the signal.
  const controller = new AbortController()
  const stopped = Promise.withResolvers<never>()
  const stop = (reason: unknown) => {
    stopped.reject(reason)
    controller.abort(reason)
  }
  const abort = () => stop(caller.reason)
  caller.addEventListener('abort', abort, { once: true })
  // The caller may have aborted before this line.
  if (caller.aborted) abort()
  const advice = isOnce ? 'Raise it.' : 'Raise it or try again later.'
  const timedOut = () => fail('timeout', `no complete response within ${limit}. ${advice}`)
  const timer = setTimeout(() => stop(timedOut()), Math.min(timeoutMs, MAX_DELAY_MS))
  exchange.isOut = false

  try {
    return await Promise.race([read(controller.signal), stopped.promise])
  } catch (error) {
    if (controller.signal.aborted) throw controller.signal.reason
    // Lets go of a connection whose body is not read to its end.
    controller.abort(error)
    if (error instanceof CallspecError) throw error
    const cause = harmlessCause(error, context.mask)
    const [said, reason] = [reasonOf(error), reasonOf(cause)]
    const { host } = new URL(request.url)
    const encoding = exchange.encoding ? encodingName(exchange.encoding) : undefined
    const failure = failureOf({ said, reason, host, encoding, hasStatus: status !== undefined })
    if (!status && failure.isUnsent) exchange.isOut = false
    if (failure.code) throw fail(failure.code, failure.text ?? '', { status: failure.status ?? status })
    const missing = status && isOnce ? 'complete response' : 'response'
    const { check = 'the base URL' } = failure
    throw fail('network', `no ${missing} from ${host} (${reason}). Check ${check} and the connection.`, { cause })
  } finally {
    clearTimeout(timer)
    caller.removeEventListener('abort', abort)
  }
}

/** Where a redirect leads, if that can be read, and whether it may be followed: it has to stay within its origin. */
function redirectOf(response: Incoming, from: string): { to?: URL; isSafe?: boolean } | undefined {
  // Browsers hide manual redirects behind this type.
  if (response.type === 'opaqueredirect') return {}
  if (![301, 302, 303, 307, 308].includes(response.status)) return undefined
  const location = response.headers.get('location')
  if (!location || !URL.canParse(location, from)) return {}
  const to = new URL(location, from)
  // No request can be made to a URL with a user name or password.
  return { to, isSafe: to.origin === new URL(from).origin && !to.username && !to.password }
}
