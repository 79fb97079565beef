import { harmlessCause, isCallspecError, type Opener, openAddress } from '@callspec/core'
import { Deadline, endingFor, isRecordingType, lengthOf, mediaType } from 'callspec/recording'
import { isCode, PartFile } from './part-file.js'
import { RecordingError } from './recording-error.js'
import { refusal, wrongType } from './refusal.js'
import { isRestOf, versionOf } from './response-range.js'

export interface DownloadOptions {
  /** Where the recording is opened; `recordingAddress` of `@callspec/provider` says it. */
  url: string
  /** The path for the file, without its ending; see `recordingFileName`. */
  file: string
  /** The source of the call. */
  source: Opener
  /** Whether to send the source's credentials, to the origin of its base URL alone. Default `false`. */
  authorize?: boolean
  /** Whether the address itself is the permission to open it, and may expire. Default: whether it has a query. */
  isSigned?: boolean
  signal?: AbortSignal
  /** The largest recording. Default 1 GiB. */
  maxBytes?: number
  /** How long the server may send nothing, in milliseconds. Default 60,000. */
  idleMs?: number
  /** The `fetch` to send with. Default: the source's, or the runtime's. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
}

export interface Downloaded {
  /** The file, with the ending of its type. */
  path: string
  bytes: number
  /** The media type, without parameters. */
  contentType: string
}

const GIB = 2 ** 30
const FULL_DISK: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

/**
 * Downloads a recording into a private file. It is written to `<file>.part`, and gets its name when it is whole and on the disk, so a file with
 * its name is always complete. What an earlier try left, even a killed one, is gone on with where the server confirms that the file is still
 * the same. One download per file at a time.
 * @throws RecordingError; the reason of the signal, if that is aborted
 */
export async function downloadRecording(options: DownloadOptions): Promise<Downloaded> {
  const { signal: caller, idleMs = 60_000 } = options
  caller?.throwIfAborted()
  using deadline = new Deadline(idleMs, caller)
  try {
    const part = await PartFile.open(options.file)
    try {
      return (
        (await bring(options, part, deadline, true)) ??
        (await bring(options, part, deadline, false)) ??
        fail('its ranges contradict each other')
      )
    } catch (error) {
      await part.discard()
      throw error
    } finally {
      await part.close()
    }
  } catch (error) {
    caller?.throwIfAborted()
    if (deadline.isPast) throw new RecordingError('failed', `Nothing arrived for ${idleMs / 1000} s (idleMs). Try again later.`)
    throw plainly(error)
  }
}

/** One request; `undefined`: what is left of an earlier one is of no use, so all has to be requested. */
async function bring(
  options: DownloadOptions,
  part: PartFile,
  deadline: Deadline,
  mayResume: boolean,
): Promise<Downloaded | undefined> {
  const { url, file, source, authorize = false, fetch, maxBytes = GIB } = options
  const left = mayResume ? await part.left() : undefined
  // The last byte of a complete file is requested again, as its confirmation.
  const from = left ? Math.min(left.bytes, left.version.length - 1) : 0
  const headers = {
    accept: 'audio/*, video/*, application/octet-stream',
    'accept-encoding': 'identity',
    ...(left && { range: `bytes=${from}-`, 'if-range': left.version.etag }),
  }
  const response = await openAddress(source, url, {
    fetch,
    authorize,
    headers,
    signal: deadline.signal,
    onSend: () => deadline.touch(),
  })
  try {
    deadline.touch()
    const { status } = response
    const isRest = left !== undefined && status === 206 && isRestOf(response, from, left.version)
    if (left && !isRest && (status === 206 || status === 416)) return undefined
    if (!isRest && status !== 200) throw refusal(response, options)
    const contentType = mediaType(response.headers)
    if (!isRecordingType(contentType)) throw wrongType(contentType, status)
    const total = isRest ? left.version.length : lengthOf(response.headers)
    if (total !== undefined && total > maxBytes) throw tooLarge(maxBytes)
    if (!isRest) await part.begin(versionOf(response))
    const bytes = await store(bodyOf(response, source.mask, deadline), isRest ? from : 0, { total, maxBytes, part, deadline })
    const path = `${file}.${endingFor(contentType, response.url || url)}`
    await part.finish(path, bytes)
    return { path, bytes, contentType }
  } finally {
    // Frees the connection of a body that was not read.
    if (!response.bodyUsed) response.body?.cancel().catch(() => undefined)
  }
}

interface Target {
  /** Bytes of the whole file, if known. */
  total: number | undefined
  maxBytes: number
  part: PartFile
  deadline: Deadline
}

/** Writes a body as it arrives, and returns the bytes of the whole file. */
async function store(
  body: AsyncIterable<Uint8Array>,
  from: number,
  { total, maxBytes, part, deadline }: Target,
): Promise<number> {
  let at = from
  for await (const chunk of body) {
    // The disk may take its time.
    deadline.pause()
    const end = at + chunk.length
    if (end > (total ?? maxBytes)) {
      // Nothing can go on from it.
      await part.begin(undefined)
      throw total === undefined
        ? tooLarge(maxBytes)
        : new RecordingError('failed', `More than the announced ${total} bytes arrived.`)
    }
    await part.write(chunk, at)
    at = end
    deadline.touch()
  }
  deadline.pause()
  if (total !== undefined && at < total) throw new RecordingError('failed', `${at} of ${total} bytes arrived. Try again.`)
  if (at === 0) throw new RecordingError('failed', 'The file is empty.')
  return at
}

async function* bodyOf({ body }: Response, mask: Opener['mask'], deadline: Deadline): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  try {
    for (;;) {
      const { value } = reader ? await deadline.race(reader.read()) : {}
      if (value === undefined) return
      yield value
    }
  } catch (error) {
    // The runtime's own words may hold anything.
    const cause = harmlessCause(error, mask)
    throw new RecordingError('failed', 'The connection broke before all bytes arrived. Try again.', { cause })
  } finally {
    // A reader that has had enough closes the connection.
    reader?.cancel().catch(() => undefined)
  }
}

const tooLarge = (maxBytes: number) => new RecordingError('failed', `The file is larger than ${maxBytes} bytes. Raise maxBytes.`)

function fail(why: string): never {
  throw new RecordingError('failed', `The server's answers are of no use: ${why}.`)
}

/** Any error as one of a recording, in words that cannot hold an address. */
function plainly(error: unknown): unknown {
  if (error instanceof RecordingError) return error
  if (isCallspecError(error)) return new RecordingError('failed', error.message, { cause: error })
  const full = FULL_DISK.find((code) => isCode(error, code))
  if (full) return new RecordingError('failed', `The disk is full, or the file larger than allowed (${full}).`, { cause: error })
  if (error instanceof Error && 'syscall' in error && 'code' in error && 'path' in error)
    return new RecordingError('failed', `The file cannot be written (${error.code}).`, { cause: error })
  return error
}
