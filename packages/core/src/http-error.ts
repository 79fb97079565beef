import { baseUrlVariable } from './base-url.js'
import type { Descriptor } from './descriptor.js'
import { CallspecError, type ErrorCode } from './error.js'
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
  const { noMatch } = context.descriptor.operations[context.operation] ?? {}
  // It was the right address where the platform says in its documented words, wherever they stand, that nothing matches.
  const advice = noMatch && JSON.stringify(body ?? '').includes(noMatch) ? '' : adviceFor(code, context)
  return new CallspecError(`${label(context)}: ${parts.filter(Boolean).join(', ')}.${advice}`, {
    code,
    provider: context.descriptor.id,
    source: context.source,
    status,
    requestId: requestId(response.headers, context.mask),
    retryAfterMs,
    fieldErrors,
  })
}

/** `talkover (acme-eu) GET /calls`: what every message about a request begins with. */
export function requestLabel(provider: string, source: string | undefined, operation: string): string {
  return source === undefined || source === provider ? `${provider} ${operation}` : `${provider} (${source}) ${operation}`
}

export const label = ({ descriptor, source, operation }: RequestOrigin): string => requestLabel(descriptor.id, source, operation)

/** The answer was a success by its status but not what the spec describes. */
export function unexpectedResponse(what: string, context: ErrorContext, status?: number): CallspecError {
  return new CallspecError(`${label(context)}: ${context.mask(what)}.${adviceFor('unexpected-response', context)}`, {
    code: 'unexpected-response',
    provider: context.descriptor.id,
    source: context.source,
    status,
  })
}

/** An answer that is read already. */
export interface Answer {
  text: string
  response: Pick<Response, 'status' | 'headers'>
}

/** The error for an answer that is not JSON, with what it began with and its type where that is known. */
export function notJson(context: ErrorContext, answer?: Answer): CallspecError {
  const said = answer && oneLine(withoutContents(context.mask(answer.text)))
  const type = withoutPeople(context.mask(answer?.response.headers.get('content-type') ?? 'no content type'))
  const what = answer ? `"${said}" (${type})` : 'something else'
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

function adviceFor(code: ErrorCode, { credentials, descriptor, operation }: ErrorContext): string {
  if (code === 'unauthorized') return ` Check ${credentials}.`
  if (code === 'forbidden') return ` Check what ${credentials} may do.`
  if (code === 'server') return ' Try again later.'
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
