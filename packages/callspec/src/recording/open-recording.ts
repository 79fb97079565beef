import { CallspecError, openAddress } from '@callspec/core'
import {
  type Call,
  type Part,
  partFrom,
  type RecordingAddress,
  recordingAddress,
  type Source,
  sourceError,
} from '@callspec/provider'
import { getParts } from '../listing/get-parts.js'
import { namedCall } from '../listing/named-call.js'
import { invalid } from '../query/query.js'
import { lengthOf } from './body-length.js'
import { boundedBody } from './bounded-body.js'
import { Deadline } from './deadline.js'
import { isRecordingType, mediaType, playedType } from './media-type.js'
import { refusedRecording } from './refused-recording.js'

export interface RecordingOptions {
  /** Ends the request, and the reading of the bytes. */
  signal?: AbortSignal | undefined
  /** The largest recording. Default 1 GiB. */
  maxBytes?: number | undefined
  /** How long the server may send nothing, in milliseconds. Default 60,000. */
  idleMs?: number | undefined
}

/** A recording that is being read. */
export interface Recording {
  /** The bytes as they arrive. It fails if the connection breaks, if fewer bytes come than were told, or more than `maxBytes`; cancel it to stop. */
  body: ReadableStream<Uint8Array>
  /** The media type, without parameters; `null`: neither the platform nor the address tells it. */
  type: string | null
  /** Bytes, if the platform tells them. */
  length: number | null
}

/** A call of a listing or of `get`, or the same as JSON. */
type RecordedCall = Pick<Call, 'source' | 'id' | 'recordingUrl'> & { readonly raw?: unknown }

const GIB = 2 ** 30

/**
 * Opens the recording of a call: at its address or by the platform's own request, with the credentials where the platform documents that it takes them, and only at
 * the origin of the base URL. A call of which the address is not known yet, as of a key, is requested; so is a fresh address where a signed one has expired.
 * @throws CallspecError `not-found` if the call has no recording by now, `unsupported` if the platform documents none, or any error of a request; the
 * signal's reason
 */
export async function openRecording(
  log: { readonly sources: readonly Source[] },
  call: string | RecordedCall,
  { signal, maxBytes = GIB, idleMs = 60_000 }: RecordingOptions = {},
): Promise<Recording> {
  signal?.throwIfAborted()
  const asked = typeof call === 'string' ? keyed(call) : call
  const source = log.sources.find(({ id }) => id === asked.source)
  if (!source) throw invalid('source of a call', JSON.stringify(asked.source), 'Pass a call of a source of this log')
  const open = (address: RecordingAddress) => request(source, asked.id, address, { signal, maxBytes, idleMs })
  const known = addressOf(source, asked)
  if (known === undefined) return open(await freshAddress(source, asked, signal))
  if (known === null) throw noRecording(source, asked.id)
  try {
    return await open(known)
  } catch (error) {
    const mayBeOld = error instanceof CallspecError && REFUSED.has(error.status ?? 0) && isElsewhere(source, known)
    const isBrought = source.gettable || partFrom(source.definition.parts.recording) === 'requests'
    if (!mayBeOld || !isBrought) throw error
  }
  // The address may have been good for some time only.
  return open(await freshAddress(source, asked, signal))
}

/** Statuses of an address that is no longer good. Google's storage says 400. */
const REFUSED: ReadonlySet<number> = new Set([400, 401, 403, 404, 410])

const isElsewhere = ({ baseUrl }: Source, { url, isSigned }: RecordingAddress) =>
  isSigned || !URL.canParse(url) || new URL(url).origin !== new URL(baseUrl).origin

function keyed(key: string): RecordedCall {
  const [source, id] = namedCall(key)
  return { source, id }
}

/** `null`: the call has no recording; `undefined`: nobody knows yet. */
function addressOf(source: Source, call: RecordedCall): RecordingAddress | null | undefined {
  return call.recordingUrl === undefined ? undefined : recordingAddress(source, call)
}

const PART: readonly Part[] = ['recording']

async function freshAddress(source: Source, call: RecordedCall, signal: AbortSignal | undefined): Promise<RecordingAddress> {
  const { definition, id } = source
  if (definition.parts.recording === 'never') {
    const text = `${id}: ${definition.descriptor.name} documents no recording of a call.`
    throw sourceError(source, 'unsupported', text)
  }
  // A row's own address may have expired; requests of a part need no more than the row.
  const raw = partFrom(definition.parts.recording) === 'requests' ? (call.raw ?? null) : null
  const { call: got, failed } = await getParts(source.send, source, { id: call.id, raw }, PART, signal)
  const error = failed.get('recording')
  if (error) throw error
  const address = got && recordingAddress(source, got)
  if (!address) throw noRecording(source, call.id)
  return address
}

const noRecording = (source: Source, id: string, status?: number) =>
  sourceError(source, 'not-found', `${source.id}: call ${JSON.stringify(id)} has no recording by now.`, { status })

async function request(
  source: Source,
  id: string,
  { url, authorize, isSigned }: RecordingAddress,
  { signal, maxBytes, idleMs }: { signal: AbortSignal | undefined; maxBytes: number; idleMs: number },
): Promise<Recording> {
  const deadline = new Deadline(idleMs, signal)
  const fail = (code: CallspecError['code'], text: string, status?: number, cause?: unknown) =>
    sourceError(source, code, `${source.id}: the recording of call ${JSON.stringify(id)} ${text}`, { status, cause })
  const tooLarge = () => fail('unexpected-response', `is larger than ${maxBytes} bytes. Raise maxBytes.`)
  let response: Response | undefined
  try {
    deadline.touch()
    response = await openAddress(source, url, {
      authorize,
      headers: { accept: 'audio/*, video/*, application/octet-stream', 'accept-encoding': 'identity' },
      signal: deadline.signal,
      onSend: () => deadline.touch(),
    })
    const { status, headers } = response
    if (status === 204 || NOT_YET.has(status)) throw noRecording(source, id, status)
    if (status !== 200) throw fail(...refusedRecording(response, isSigned))
    const type = mediaType(headers)
    if (!isRecordingType(type)) throw fail('unexpected-response', 'came as something else than audio or video.', status)
    const length = lengthOf(headers) ?? null
    if (length !== null && length > maxBytes) throw tooLarge()
    const broke = (text: string, cause?: unknown) => fail('network', text, undefined, cause)
    const body = boundedBody(response, deadline, { source, signal, maxBytes, length, idleMs, tooLarge, broke })
    return { body, type: playedType(type, response.url || url), length }
  } catch (error) {
    deadline[Symbol.dispose]()
    response?.body?.cancel().catch(() => undefined)
    signal?.throwIfAborted()
    if (deadline.isPast) throw fail('timeout', `sent nothing for ${idleMs / 1000} s (idleMs). Try again later.`)
    throw error
  }
}

const NOT_YET: ReadonlySet<number> = new Set([202, 404, 410, 425])
