import { baseUrlVariable } from '../config/base-url.js'
import type { ClientDescriptor, ClientOperation } from '../descriptor.js'
import { encodingName, isFieldName, isPlainId, mediaType } from '../privacy/safe-text.js'
import { waitHint } from '../transport/wait-hint.js'
import { CallspecError, type ErrorCode, type ErrorDetails } from './error.js'
import { codesIn, complaintsIn, excerpt } from './error-body.js'

/** The request that an error is about. */
export interface RequestOrigin {
  descriptor: Pick<ClientDescriptor, 'id'>
  source: string | undefined
  /** `GET /calls` */
  operation: string
  /** Whether the operation is sent only once, because it does more than read. */
  isOnce?: boolean
}

export interface ErrorContext extends RequestOrigin {
  descriptor: ClientDescriptor
  /** What it says of the operation. */
  known: ClientOperation | undefined
  /** What names the account in parameters, by the name of the credential. */
  ids: Readonly<Record<string, string>>
  /** The names of the credentials, for advice: `token`, with its variable if it came from the environment. */
  credentials: string
  /** Masks secrets in a text. */
  mask: (text: string) => string
}

/** What an error needs to know about a response. */
export type Headed = Pick<Response, 'status' | 'headers'>

export const isSuccess = ({ status }: Pick<Headed, 'status'>): boolean => status >= 200 && status < 300

/**
 * The error for a response that is not a success, or that says in its body that the request failed. The message has the status, documented
 * codes and field names; `providerMessage` and `fieldErrors` return the platform's sentences.
 */
export function httpError({ status, headers }: Headed, body: unknown, context: ErrorContext): CallspecError {
  const ok = isSuccess({ status })
  const { descriptor, mask } = context
  const said = excerpt(body, mask)
  // A body that is not JSON comes from something in front of the platform.
  const isForeign = typeof body === 'string' && body.trim() !== '' && !/\bjson\b/i.test(mediaType(headers))
  const codes = codesIn(said)
  const known = descriptor.failure?.codes ?? {}
  const word = codes.find((each) => typeof each === 'string' && Object.hasOwn(known, each)) as string | undefined
  // A 200 that says it failed may hold the status it means in its body.
  const instead = codes.find((each) => typeof each === 'number' && each >= 400 && each < 600) as number | undefined
  const { noMatch, pagination } = context.known ?? {}
  const own = ok || pagination ? undefined : descriptor.codes?.[status]
  const code = ok && word !== undefined ? known[word]! : (own ?? errorCode((ok && instead) || status))
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
  // The address is right if the platform says in its documented words, anywhere, that nothing matches.
  const isNoMatch = noMatch && JSON.stringify(said)?.toLowerCase().includes(noMatch.toLowerCase())
  const advice = isNoMatch ? '' : adviceFor(code, context, status, isForeign)
  const details = { code, status, requestId: requestId(headers, mask), retryAfterMs, said }
  return requestError(context, `${parts.filter(Boolean).join(', ')}.${advice}`, details, true)
}

/**
 * An error about a request. For one that is sent only once it says whether it was sent; `isOut`: that, if known.
 */
export function requestError(context: RequestOrigin, text: string, details: ErrorDetails, isOut?: boolean): CallspecError {
  const { descriptor, source, operation, isOnce } = context
  const said = isOut === false ? 'was not sent.' : `${isOut ? 'was' : 'may have been'} sent; it may have taken effect.`
  // Any other error response means that the request was refused.
  const { status = 0 } = details
  const outcome = !isOnce || (status >= 400 && status < 500 && status !== 408) ? '' : ` The request ${said}`
  const origin = { provider: descriptor.id, source, sent: isOnce ? isOut : undefined }
  return new CallspecError(`${requestLabel(descriptor.id, source, operation)}: ${text}${outcome}`, { ...origin, ...details })
}

/** `talkover (acme-eu) GET /calls`, the beginning of every message about a request. */
export const requestLabel = (provider: string, source: string | undefined, operation: string): string =>
  `${provider}${source === undefined || source === provider ? '' : ` (${source})`} ${operation}`

/** A response that was read. */
export interface ReadResponse {
  text: string
  response: Headed
  /** Its content encoding, by its headers. */
  encoding?: string | null | undefined
}

/** The error for a success that is not JSON, with its media type if that is a known one. */
export function notJson(context: ErrorContext, { text, response, encoding }: Partial<ReadResponse> = {}): CallspecError {
  const isBroken = text !== undefined && /^\s*[[{]/.test(text)
  const type = text === '' ? 'an empty body' : (response && mediaType(response.headers)) || 'something else'
  // It may be something else than the headers say, or be cut off.
  const encoded = encoding ? `, encoded in ${encodingName(encoding)}` : ''
  const code = 'unexpected-response'
  // JSON comes from the platform itself, so the address is right.
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
  if (status === 407) return ' A proxy requires credentials. Check the proxy (HTTPS_PROXY).'
  if (isForeign) return `${later} The platform sends JSON: check the gateway or proxy in between, and ${baseUrl}`
  if (code === 'unauthorized') return ` Check ${credentials}.`
  if (code === 'forbidden') return ` Check what ${credentials} may do.`
  // A response with a status comes from the platform, unless the status means no outcome.
  const isAddress =
    code === 'unexpected-response'
      ? status === undefined || status >= 300
      : code === 'not-found' && isWholeList(descriptor, operation)
  return isAddress ? ` Check ${baseUrl}` : later
}

/** A list without an id in its path always exists, even if empty, so a 404 means that the API's address is wrong. */
function isWholeList({ operations }: ClientDescriptor, operation: string): boolean {
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
