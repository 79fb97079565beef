import type { Answer } from '../define-simulator.js'
import type { WireAnswer } from './send.js'

/** A response as it goes out: a file as it is, anything else as JSON. `usual`: headers of every response. */
export function writeAnswer(
  { status, body, headers, isChunked }: Answer,
  usual: Readonly<Record<string, string>> = {},
): WireAnswer {
  const isFile = Buffer.isBuffer(body)
  const isJson = !isFile && body !== undefined
  return {
    status,
    headers: { ...usual, ...(isJson && { 'content-type': 'application/json' }), ...headers },
    text: isFile ? body : isJson ? JSON.stringify(body) : '',
    ...(isChunked && { isChunked }),
  }
}
