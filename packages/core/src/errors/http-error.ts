import { baseUrlVariable } from '../config/base-url.js'
import type { Descriptor } from '../descriptor.js'
import { encodingName, isFieldName, isPlainId, mediaType } from '../privacy/safe-text.js'
import { waitHint } from '../transport/wait-hint.js'
import { CallspecError, type ErrorCode, type ErrorDetails } from './error.js'
import { codesIn, complaintsIn, excerpt } from './error-body.js'

/** Whose request it is. */
export interface RequestOrigin {
  descriptor: Descriptor
  source: string | undefined
  /** `GET /calls` */
  operation: string
  /** Whether the operation is sent once, whatever happens: it does more than read. */
  isOnce?: boolean
}

export interface ErrorContext extends RequestOrigin {
  /** What the credentials are called, for advice: `token`, with its variable where it came from there. */
  credentials: string
  /** Takes secrets out of a text. */
  mask: (text: string) => string
}

/** What is told of an answer, whoever read it. */
export type Headed = Pick<Response, 'status' | 'headers'>

export const isSuccess = ({ status }: Pick<Headed, 'status'>): boolean => status >= 200 && status < 300

/**
 * The error for an answer that is not a success, or that says in its body that the request failed. The message has the status, documented
 * codes and the names of fields; the platform's sentences are asked for by `providerMessage` and `fieldErrors`.
 */
export function httpError({ status, headers }: Headed, body: unknown, context: ErrorContext): CallspecError {
  const ok = isSuccess({ status })
  const { descriptor, mask } = context
  const said = excerpt(body, mask)
  // A text that is no JSON comes from something in front of the platform.
  const isForeign = typeof body === 'string' && body.trim() !== '' && !/\bjson\b/i.test(mediaType(headers))
  const codes = codesIn(said)
  const known = descriptor.failure?.codes ?? {}
  const word = codes.find((each) => typeof each === 'string' && Object.hasOwn(known, each)) as string | undefined
  // A 200 that says it failed may tell in its body which status it stands for.
  const instead = codes.find((each) => typeof each === 'number' && each >= 400 && each < 600) as number | undefined
  const { noMatch, codes: ownCodes } = descriptor.operations[context.operation] ?? {}
  const code = ok ? (word === undefined ? errorCode(instead ?? status) : known[word]!) : (ownCodes?.[status] ?? errorCode(status))
  const retryAfterMs = waitHint(headers, status)
  const names = complaintsIn(said).map(([name]) => name)
  const fields = names.filter(isFieldName).slice(0, MOST_FIELDS).join(', ')
  const parts = [
    `${status} ${code}`,
    ok && 'the response says that the request failed',
    word,
    isForeign && mediaType(headers),
    fields && `fields: ${fields}`,
    retryAfterMs !== undefined && `retry after ${Math.ceil(retryAfterMs / 1000)} s`,
  ]
  // It was the right address where the platform says in its documented words, wherever they stand, that nothing matches.
  const isNoMatch = noMatch && JSON.stringify(said)?.toLowerCase().includes(noMatch.toLowerCase())
  const advice = isNoMatch ? '' : adviceFor(code, context, status, isForeign)
  const details = { code, status, requestId: requestId(headers, mask), retryAfterMs, said }
  return requestError(context, `${parts.filter(Boolean).join(', ')}.${advice}`, details, true)
}

/**
 * An error about a request. Of one that is sent once it says what became of it; `isOut`: whether it went out, where that is known.
 */
export function requestError(context: RequestOrigin, text: string, details: ErrorDetails, isOut?: boolean): CallspecError {
  const { descriptor, source, isOnce } = context
  const said = isOut === false ? 'was not sent.' : `${isOut ? 'was' : 'may have been'} sent; it may have taken effect.`
  // What was answered by another error was refused.
  const { status = 0 } = details
  const outcome = !isOnce || (status >= 400 && status < 500 && status !== 408) ? '' : ` The request ${said}`
  const origin = { provider: descriptor.id, source, sent: isOnce ? isOut : undefined }
  return new CallspecError(`${label(context)}: ${text}${outcome}`, { ...origin, ...details })
}

/** `talkover (acme-eu) GET /calls`: what every message about a request begins with. */
export function requestLabel(provider: string, source: string | undefined, operation: string): string {
  return source === undefined || source === provider ? `${provider} ${operation}` : `${provider} (${source}) ${operation}`
}

export const label = ({ descriptor, source, operation }: RequestOrigin): string => requestLabel(descriptor.id, source, operation)

/** An answer that is read already. */
export interface Answer {
  text: string
  response: Headed
  /** What it was encoded in, by its headers. */
  encoding?: string | null | undefined
}

/** The error for an answer that is a success by its status and not JSON, with its type where that is known. */
export function notJson(context: ErrorContext, { text, response, encoding }: Partial<Answer> = {}): CallspecError {
  const isBroken = text !== undefined && /^\s*[[{]/.test(text)
  const type = text === '' ? 'an empty body' : (response && mediaType(response.headers)) || 'something else'
  // It may not be what the headers say, or have lost its end.
  const encoded = encoding ? `, encoded in ${encodingName(encoding)}` : ''
  const code = 'unexpected-response'
  // Who sends JSON is the platform: the address is right.
  const advice = isBroken ? (context.isOnce ? '' : ' Try again.') : adviceFor(code, context)
  const details = { code, status: response?.status, said: excerpt(text, context.mask) } as const
  const received = isBroken ? 'JSON that cannot be parsed' : type
  return requestError(context, `expected JSON, received ${received}${encoded}.${advice}`, details, true)
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  410: 'not-found',
  429: 'rate-limited',
}

const errorCode = (status: number): ErrorCode =>
  CODES[status] ?? (status >= 500 ? 'server' : status >= 400 ? 'invalid-request' : 'unexpected-response')

function adviceFor(code: ErrorCode, context: ErrorContext, status?: number, isForeign?: boolean): string {
  const { credentials, descriptor, operation, isOnce } = context
  const baseUrl = `the base URL (${baseUrlVariable(descriptor)} or { baseUrl }), like ${descriptor.baseUrl}.`
  const later = code === 'server' && !isOnce ? ' Try again later.' : ''
  if (status === 407) return ' A proxy wants credentials. Check the proxy (HTTPS_PROXY).'
  if (isForeign) return `${later} The platform sends JSON: check the gateway or proxy in between, and ${baseUrl}`
  if (code === 'unauthorized') return ` Check ${credentials}.`
  if (code === 'forbidden') return ` Check what ${credentials} may do.`
  // What came with a status is the platform's, but for one that stands for no outcome.
  const isAddress =
    code === 'unexpected-response'
      ? status === undefined || status >= 300
      : code === 'not-found' && isWholeList(descriptor, operation)
  return isAddress ? ` Check ${baseUrl}` : later
}

/** A list that hangs on no id is always there, empty or not: only the address of the API can be wrong. */
function isWholeList({ operations }: Descriptor, operation: string): boolean {
  return operations[operation]?.pagination !== undefined && !operation.includes('{')
}

const MOST_FIELDS = 5

function requestId(headers: Headers, mask: (text: string) => string): string | undefined {
  for (const name of ['x-request-id', 'request-id', 'x-correlation-id', 'cf-ray']) {
    const value = headers.get(name)
    if (value && isPlainId(value) && mask(value) === value) return value
  }
  return undefined
}
