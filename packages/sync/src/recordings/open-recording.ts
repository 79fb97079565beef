import { isCallspecError, type Opener, openAddress } from '@callspec/core'
import { audioTypeFor, Deadline, isRecordingType, mediaType } from 'callspec/recording'
import { nearFetch } from './near-fetch.js'
import { RecordingError } from './recording-error.js'
import { refusal, wrongType } from './refusal.js'

export interface OpenRecordingOptions {
  /** As the call has it. */
  url: string
  /** The source of the call. No credentials are sent. */
  source: Pick<Opener, 'provider' | 'id' | 'baseUrl'>
  /** A part of the file: the value of the header `Range`. Default: all of it. */
  range?: string | undefined
  signal?: AbortSignal | undefined
  /** How long the server may send nothing, in milliseconds. Default 30,000. */
  idleMs?: number | undefined
  /** The largest answer. Default 1 GiB. */
  maxBytes?: number | undefined
}

/** A recording that is being read. */
export interface OpenedRecording {
  /** 200; 206: a part of it, which `contentRange` names; 416: there is no such part. */
  status: number
  contentType: string
  /** Bytes of this answer. */
  length: number | null
  contentRange: string | null
  acceptsRanges: boolean
  /** The bytes as they arrive. */
  body: AsyncIterable<Uint8Array>
  /** Closes the connection, also where the bytes were not read. */
  close(): void
}

const GIB = 2 ** 30

/**
 * Opens a recording at the address that its call has, to play it. The address and redirects are followed under the rules of `openAddress`, and lead to no
 * private network but that of the source's own base URL.
 * @throws RecordingError; the reason of the signal, if that is aborted
 */
export async function openRecording({
  url,
  source,
  range,
  signal,
  idleMs = 30_000,
  maxBytes = GIB,
}: OpenRecordingOptions): Promise<OpenedRecording> {
  const deadline = new Deadline(idleMs, signal)
  let refused: RecordingError | undefined
  const near = nearFetch(source.baseUrl, (error) => {
    refused = error
  })
  try {
    deadline.touch()
    const response = await openAddress({ ...source, ...PLAIN }, url, {
      authorize: false,
      fetch: near,
      headers: {
        accept: 'audio/*, video/*, application/octet-stream',
        'accept-encoding': 'identity',
        ...(range !== undefined && { range }),
      },
      signal: deadline.signal,
    })
    return opened(response, { url, range, maxBytes }, deadline)
  } catch (error) {
    deadline[Symbol.dispose]()
    signal?.throwIfAborted()
    if (refused) throw refused
    if (deadline.isPast) throw new RecordingError('failed', `Nothing arrived for ${idleMs / 1000} s. Try again later.`)
    throw isCallspecError(error) ? new RecordingError('failed', error.message, { cause: error }) : error
  }
}

/** No key, no limits: an address that a browser could open as well. */
const PLAIN = { mask: (text: string) => text, concurrency: 4, rateLimit: null }

interface Asked {
  url: string
  range: string | undefined
  maxBytes: number
}

function opened(response: Response, { url, range, maxBytes }: Asked, deadline: Deadline): OpenedRecording {
  const { status, headers } = response
  const reader = response.body?.getReader()
  const close = () => {
    deadline[Symbol.dispose]()
    reader?.cancel().catch(() => undefined)
  }
  try {
    const type = mediaType(headers)
    const isPart = range !== undefined && (status === 206 || status === 416)
    if (status !== 200 && !isPart) throw refusal(response, { url })
    if (status !== 416 && !isRecordingType(type)) throw wrongType(type, status)
    const length = numberOf(headers.get('content-length'))
    if (length !== null && length > maxBytes) throw tooLarge(maxBytes)
    return {
      status,
      contentType: audioTypeFor(type, response.url || url),
      length,
      contentRange: headers.get('content-range'),
      acceptsRanges: status === 206 || headers.get('accept-ranges') === 'bytes',
      body: read(reader, deadline, maxBytes),
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

const numberOf = (text: string | null): number | null => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null)

async function* read(reader: ReadableStreamDefaultReader<Uint8Array> | undefined, deadline: Deadline, maxBytes: number) {
  let bytes = 0
  try {
    for (;;) {
      deadline.touch()
      const { value } = reader ? await deadline.race(reader.read()) : {}
      // Whoever plays it may take its time.
      deadline.pause()
      if (value === undefined) return
      bytes += value.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      yield value
    }
  } finally {
    deadline.pause()
    reader?.cancel().catch(() => undefined)
  }
}

const tooLarge = (maxBytes: number) => new RecordingError('failed', `The recording is larger than ${maxBytes} bytes.`)
