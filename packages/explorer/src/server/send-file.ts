import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { RecordingFile } from '@callspec/sync'

interface Wanted {
  /** The header `Range`. */
  range: string | undefined
  isHead: boolean
}

/** Sends a file, or the one range of it that is wanted. */
export async function sendFile(
  response: ServerResponse,
  { path, bytes, contentType }: RecordingFile,
  { range, isHead }: Wanted,
): Promise<void> {
  const part = range === undefined ? undefined : partOf(range, bytes)
  response.setHeader('Accept-Ranges', 'bytes')
  if (part === null) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes}` }).end()
    return
  }
  const { start, end } = part ?? { start: 0, end: bytes - 1 }
  response.writeHead(part ? 206 : 200, {
    'Content-Type': contentType,
    'Content-Length': end - start + 1,
    ...(part && { 'Content-Range': `bytes ${start}-${end}/${bytes}` }),
  })
  if (isHead || bytes === 0) response.end()
  // Whoever listens may leave at any time.
  else await pipeline(createReadStream(path, { start, end }), response).catch(() => response.destroy())
}

/** The bytes of a range; `undefined`: it is none that is known, so the whole file is sent; `null`: it lies behind the end. */
function partOf(range: string, bytes: number): { start: number; end: number } | null | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range) ?? []
  if (first === '' && last === '') return undefined
  if (first === '') return last === '0' || bytes === 0 ? null : { start: Math.max(0, bytes - Number(last)), end: bytes - 1 }
  const start = Number(first)
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (last !== '' && Number(last) < start) return undefined
  return start < bytes ? { start, end } : null
}
