import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from '../define-simulator.js'
import type { KnobReader } from '../knobs.js'
import type { StoredFile } from './recordings.js'
import { storageError } from './storage-error.js'

/** A file, or the part of it that a request's `Range` names, as far as the knobs let the storage do that. */
export function serveFile({ bytes, mediaType, modified }: StoredFile, asked: IncomingHttpHeaders, knob: KnobReader): Answer {
  const etag = etagOf(bytes, knob)
  const hasRanges = knob('recording-ranges') === 'served'
  const headers = {
    'content-type': mediaType,
    'last-modified': new Date(modified).toUTCString(),
    ...(etag && { etag }),
    ...(hasRanges && { 'accept-ranges': 'bytes' }),
  }
  const isChunked = knob('recording-length') === 'absent'
  const whole: Answer = { status: 200, body: bytes, headers, ...(isChunked && { isChunked }) }
  const { range } = asked
  const condition = asked['if-range']
  // A weak tag never meets the condition: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
  const isMet =
    condition === undefined || (condition === etag && !condition.startsWith('W/')) || condition === headers['last-modified']
  const part = hasRanges && range !== undefined && isMet ? partOf(range, bytes.length) : undefined
  if (part === undefined) return whole
  if (part === 'unsatisfiable') {
    const refusal = storageError(416, 'The requested range is not satisfiable', 'InvalidRange')
    return { ...refusal, headers: { ...refusal.headers, 'content-range': `bytes */${bytes.length}` } }
  }
  const [first, last] = part
  const contentRange = `bytes ${first}-${last}/${bytes.length}`
  return { ...whole, status: 206, body: bytes.subarray(first, last + 1), headers: { ...headers, 'content-range': contentRange } }
}

function etagOf(bytes: Buffer, knob: KnobReader): string | undefined {
  const setting = knob('recording-etag')
  if (setting === 'absent') return undefined
  return `${setting === 'weak' ? 'W/' : ''}"${createHash('md5').update(bytes).digest('hex')}"`
}

/** First and last byte of a `Range` with one part; undefined for any other, which asks for the whole file. */
function partOf(range: string, length: number): [first: number, last: number] | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? []
  if (from === '' && to === '') return undefined
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from)
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  return first >= length || (from === '' && Number(to) === 0) ? 'unsatisfiable' : [first, last]
}
