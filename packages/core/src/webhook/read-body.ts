import { isCallspecError } from '../errors/error.js'
import { headerValues } from './header-values.js'
import { joinBytes } from './join-bytes.js'
import { refused } from './refused.js'
import type { ReadOptions, WebhookRequest } from './request.js'

/** Enough for what platforms send about a call, and for the recording of one that a few of them put into a hook. */
const MAX_BYTES = 16 * 1024 * 1024

/** The bytes of a hook's body, of which no more are kept than `maxBytes`. */
export async function readBody(
  provider: string,
  request: WebhookRequest,
  options: ReadOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { maxBytes = MAX_BYTES } = options
  const tooLong = () =>
    refused(provider, 'invalid-request', `the body is longer than ${maxBytes} bytes. Refuse it, or allow more by { maxBytes }.`)
  const [announced = ''] = headerValues(request.headers, 'content-length')
  if (Number(announced) > maxBytes) throw tooLong()
  if ('bodyUsed' in request && request.bodyUsed) {
    throw refused(
      provider,
      'invalid-request',
      'the body was read before. Pass { headers, body } with the text or bytes that were read.',
    )
  }
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of partsOf(provider, request.body)) {
      length += part.byteLength
      if (length > maxBytes) throw tooLong()
      parts.push(part)
    }
  } catch (cause) {
    // Whatever else a stream throws says that the sender has gone.
    throw isCallspecError(cause) ? cause : refused(provider, 'invalid-request', `the body broke off after ${length} bytes.`)
  }
  return joinBytes(parts)
}

async function* partsOf(provider: string, body: unknown): AsyncGenerator<Uint8Array> {
  if (body === null || body === undefined) return
  const whole = toBytes(body)
  if (whole) yield whole
  else if (isReadable(body)) yield* readFrom(provider, body)
  else if (isIterable(body)) {
    // Asked by hand: a loop that is left would destroy Node's request, and with it the connection on which to say that the body is too long.
    const iterator = body[Symbol.asyncIterator]()
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield part(provider, next.value)
  } else throw noBytes(provider, body)
}

async function* readFrom(provider: string, stream: ReadableStream<unknown>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield part(provider, next.value)
  } finally {
    // Not waited for: what it leads to is no longer of interest.
    reader.cancel().catch(() => {})
  }
}

function part(provider: string, value: unknown): Uint8Array {
  const bytes = toBytes(value)
  if (!bytes) throw noBytes(provider, value)
  return bytes
}

function toBytes(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string') return new TextEncoder().encode(value)
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined
}

const isReadable = (value: unknown): value is ReadableStream<unknown> =>
  typeof value === 'object' && value !== null && 'getReader' in value

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

const noBytes = (provider: string, value: unknown) =>
  refused(
    provider,
    'invalid-request',
    `the body is ${Array.isArray(value) ? 'an array' : `of the type ${typeof value}`}. Pass the text or bytes that came; a signature covers nothing that was parsed.`,
  )
