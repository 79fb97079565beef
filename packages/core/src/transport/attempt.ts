import { failureOf, initFor, isUnreadable, sendByDefault, toRequest } from '#http'
import { CallspecError, type ErrorCode, type ErrorDetails } from '../errors/error.js'
import { type ErrorContext, requestError } from '../errors/http-error.js'
import { type Bytes, type Incoming, type Landed, readBody } from '../http/raw-response.js'
import type { Draft } from '../http/request-draft.js'
import { encodingName } from '../privacy/safe-text.js'
import type { OnWait } from '../types/send.js'
import type { RequestLimiter } from './limiter.js'
import { MAX_DELAY_MS } from './sleep.js'

export type Fetch = (request: Request) => Promise<Response>

/** One request, and what hooks and errors need of its response. */
export interface Exchange {
  context: ErrorContext
  /** Whether the body is wanted as bytes, not as text. */
  asBytes: boolean
  /** The body's content encoding, by the response's headers. */
  encoding?: string | null
  /** Called for each request that goes out: each try, and each followed redirect. */
  onSend?: (() => void) | undefined
  onWait?: OnWait | undefined
  /** Whether a request that is sent only once went out; undefined: unknown. */
  isOut?: boolean | undefined
  /** The request's body as bytes: unlike its own stream, they can be sent again. */
  body?: Promise<ArrayBuffer> | undefined
  /** The failure. */
  thrown?: unknown
  /** Kept until the end: Node's `Request` follows its signal by a weak reference, so the abort would be lost. */
  sent?: Request
}

export interface AttemptOptions {
  timeoutMs: number
  /** The name of that limit, for messages. */
  limit: string
  maxResponseBytes: number
  /** The caller's. */
  signal: AbortSignal
  /** Counts each followed redirect as a request. */
  limiter: RequestLimiter
}

export const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]
export const MAX_REDIRECTS = 5

/**
 * One try: connect, headers and the whole body under one deadline. It follows no redirect to another origin (an API key in a custom header
 * would travel along) and turns network failures into a `CallspecError`. An abort by the caller rejects with the caller's own reason.
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
  /** Of the response, once it has begun. */
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
    // A caller's `fetch` may pass on only the request, so everything is in it.
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
      // Browsers report manual redirects as this type.
      if (response.type !== 'opaqueredirect' && !REDIRECTS.includes(status)) return take(response)
      const location = response.headers.get('location')
      const from = new URL(target)
      const to = location && URL.canParse(location, target) ? new URL(location, target) : undefined
      // `fetch` refuses URLs with a user name or password.
      const isSafe = to?.origin === from.origin && !to.username && !to.password
      if (!isSafe || redirects === MAX_REDIRECTS || request.method !== 'GET') {
        // The name of another host may contain anything.
        const where = to?.host ? ` to ${to.hostname === from.hostname ? to.host : 'another host'}` : ''
        const said = to && context.mask(to.host)
        throw fail('unexpected-response', `a redirect (${status})${where} was refused. Check the base URL.`, { status, said })
      }
      await response.body?.cancel()
      target = to.href
      options.limiter.count()
    }
  }

  /** Reads the body of a response that is not a redirect. */
  async function take(response: Incoming): Promise<Landed> {
    const { status } = response
    // `Response` accepts no other status.
    if (status < 200 || status > 599)
      throw fail('unexpected-response', `${status} is not an HTTP status. Check the base URL.`, { status })
    exchange.encoding = response.headers.get('content-encoding')
    let body: string | Bytes = ''
    try {
      body = await readBody(response, checkLength, asBytes)
    } catch (error) {
      // The status of a failure says what it is, without its body.
      if (status < 400 || !isUnreadable(error)) throw error
    }
    return { response, body }
  }

  // A controller and a cleared timer, because a signal from `AbortSignal.timeout` outlives the request. The promise ends the
  // wait even if a caller's `fetch` ignores the signal.
  const controller = new AbortController()
  const stopped = Promise.withResolvers<never>()
  const stop = (reason: unknown) => {
    stopped.reject(reason)
    controller.abort(reason)
  }
  const abort = () => stop(caller.reason)
  caller.addEventListener('abort', abort, { once: true })
  // The caller may have aborted already.
  if (caller.aborted) abort()
  const advice = isOnce ? 'Raise it.' : 'Raise it or try again later.'
  const timedOut = () => fail('timeout', `no complete response within ${limit}. ${advice}`)
  const timer = setTimeout(() => stop(timedOut()), Math.min(timeoutMs, MAX_DELAY_MS))
  exchange.isOut = false

  try {
    return await Promise.race([read(controller.signal), stopped.promise])
  } catch (error) {
    if (controller.signal.aborted) throw controller.signal.reason
    // Closes a connection whose body is not read to its end.
    controller.abort(error)
    if (error instanceof CallspecError) throw error
    const { host } = new URL(request.url)
    const { mask } = context
    const encoding = exchange.encoding ? encodingName(exchange.encoding) : undefined
    const failure = failureOf(error, { host, mask, encoding, hasStatus: status !== undefined })
    const { cause, reason, check = 'the base URL' } = failure
    if (!status && failure.isUnsent) exchange.isOut = false
    if (failure.code) throw fail(failure.code, failure.text ?? '', { status: failure.status ?? status })
    const missing = status && isOnce ? 'complete response' : 'response'
    throw fail('network', `no ${missing} from ${host} (${reason}). Check ${check} and the connection.`, { cause })
  } finally {
    clearTimeout(timer)
    caller.removeEventListener('abort', abort)
  }
}
