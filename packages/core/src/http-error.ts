import { baseUrlVariable } from './base-url.js'
import type { Descriptor } from './descriptor.js'
import { CallspecError, type ErrorCode, type ErrorDetails } from './error.js'
import { waitHint } from './wait-hint.js'
import { withoutContents, withoutPeople } from './without-people.js'

/** Whose request it is. */
export interface RequestOrigin {
  descriptor: Descriptor
  source: string | undefined
  /** `GET /calls` */
  operation: string
}

export interface ErrorContext extends RequestOrigin {
  /** What the credentials are called, for advice: `token`, with its variable where it came from there. */
  credentials: string
  /** Takes secrets out of a text. */
  mask: (text: string) => string
  /** Whether the operation is sent once, whatever happens: it does more than read. */
  isOnce?: boolean
}

/** The error for an answer that is not a success, with the platform's own message in whichever shape it came. */
export function httpError(response: Response, body: unknown, context: ErrorContext): CallspecError {
  const { status } = response
  const code = errorCode(status)
  const retryAfterMs = waitHint(response.headers)
  const fieldErrors = readFieldErrors(body, context.mask)
  const said = vendorMessage(body, context.mask)
  const parts = [
    `${status} ${code}`,
    said && `the platform said "${said}"`,
    fieldErrors && fieldErrorText(Object.entries(fieldErrors)),
    retryAfterMs !== undefined && `retry after ${Math.ceil(retryAfterMs / 1000)} s`,
  ]
  const advice = adviceFor(code, context)
  const details = { code, status, requestId: requestId(response.headers, context.mask), retryAfterMs, fieldErrors }
  return requestError(context, `${parts.filter(Boolean).join(', ')}.${advice}`, details, true)
}

/**
 * An error about a request. Of one that is sent once it says what became of it; `isOut`: whether it went out, where that is known.
 */
export function requestError(context: ErrorContext, text: string, details: ErrorDetails, isOut?: boolean): CallspecError {
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

/** The answer was a success by its status but not what the spec describes. */
export function unexpectedResponse(what: string, context: ErrorContext, status?: number): CallspecError {
  const text = `${context.mask(what)}.${adviceFor('unexpected-response', context)}`
  return requestError(context, text, { code: 'unexpected-response', status }, true)
}

/** An answer that is read already. */
export interface Answer {
  text: string
  response: Pick<Response, 'status' | 'headers'>
  /** What it was encoded in, by its headers. */
  encoding: string | null
}

/** The error for an answer that is not JSON, with what it began with and its type where that is known. */
export function notJson(context: ErrorContext, answer?: Answer): CallspecError {
  const said = answer && oneLine(withoutContents(context.mask(answer.text)))
  const type = withoutPeople(context.mask(answer?.response.headers.get('content-type') ?? 'no content type'))
  // It may not be what the headers say, or have lost its end.
  const encoding = answer?.encoding ? `, encoded in ${oneLine(withoutPeople(context.mask(answer.encoding)))}` : ''
  const received = answer?.text ? `"${said}" (${type}${encoding})` : `an empty body${encoding}`
  const what = answer ? received : 'something else'
  return unexpectedResponse(`expected JSON, received ${what}`, context, answer?.response.status)
}

function errorCode(status: number): ErrorCode {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 408) return 'timeout'
  if (status === 429) return 'rate-limited'
  if (status >= 500) return 'server'
  return status >= 400 ? 'invalid-request' : 'unexpected-response'
}

function adviceFor(code: ErrorCode, { credentials, descriptor, operation, isOnce }: ErrorContext): string {
  if (code === 'unauthorized') return ` Check ${credentials}.`
  if (code === 'forbidden') return ` Check what ${credentials} may do.`
  if (code === 'server' && !isOnce) return ' Try again later.'
  if (code === 'unexpected-response' || (code === 'not-found' && isWholeList(descriptor, operation)))
    return ` Check the base URL (${baseUrlVariable(descriptor)} or { baseUrl }), like ${descriptor.baseUrl}.`
  return ''
}

/** A list that hangs on no id is always there, empty or not: only the address of the API can be wrong. */
function isWholeList({ operations }: Descriptor, operation: string): boolean {
  return operations[operation]?.pagination !== undefined && !operation.includes('{')
}

/**
 * The platform's own words. Shapes seen: `{message}`, `{error: 'text'}`, `{error: {message}}`, `{error: 'CODE', message}`,
 * and an error beside a message that says no more than that there was one.
 */
function vendorMessage(body: unknown, mask: (text: string) => string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  // The type of a foreign body is unknown; each member is tested before use.
  const { message, error } = body as { message?: unknown; error?: unknown }
  const nested = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error
  const text = [message, nested].find((value) => typeof value === 'string' && value !== '')
  return typeof text === 'string' ? oneLine(withoutPeople(mask(text))) : undefined
}

/** The first of them; all are in `fieldErrors`. */
function fieldErrorText(entries: readonly [string, string[]][]): string {
  const told = entries
    .slice(0, MOST_FIELDS)
    .map(([field, texts]) => oneLine(texts.length > 0 ? `${field}: ${texts.join(' ')}` : field))
  const more = entries.length - told.length
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

const MOST_FIELDS = 5

/** Laravel's `{errors: {field: [text]}}`. */
function readFieldErrors(body: unknown, mask: (text: string) => string): Record<string, string[]> | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { errors } = body as { errors?: unknown }
  if (typeof errors !== 'object' || errors === null || Array.isArray(errors)) return undefined
  const fields = Object.entries(errors).map(([field, texts]) => [
    oneLine(withoutPeople(mask(field))),
    (Array.isArray(texts) ? texts : [texts])
      .filter((text) => typeof text === 'string')
      .map((text) => oneLine(withoutPeople(mask(text)))),
  ])
  return fields.length > 0 ? Object.fromEntries(fields) : undefined
}

/**
 * The first 200 characters on one line, without control characters (a terminal would obey them). Mask before: a secret
 * that is cut in two is not recognised any more.
 */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
  return line.trim().slice(0, 200)
}

function requestId(headers: Headers, mask: (text: string) => string): string | undefined {
  for (const name of ['x-request-id', 'request-id', 'x-correlation-id', 'cf-ray']) {
    const value = headers.get(name)
    if (value) return oneLine(mask(value))
  }
  return undefined
}
