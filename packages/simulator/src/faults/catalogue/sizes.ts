// A 200 with a body that is too large for a reader. The request is not carried out.
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Fault, type FaultValue, wholeNumber } from '../fault.js'

const piece = 'a'.repeat(65_536)
const piecesPerMebibyte = 16

/** JSON with one text that is very long, or never ends. */
function* longJson(pieces: number): Generator<string> {
  yield '{"data":["'
  for (let sent = 0; sent < pieces; sent++) yield piece
  yield '"]}'
}

// A reader that has had enough disconnects: that ends the body and is not a failure.
const untilTheReaderLeaves = (sent: Promise<void>): Promise<void> => sent.catch(() => undefined)

const writeHead = (response: ServerResponse, headers: Record<string, string> = {}) =>
  response.writeHead(200, { ...headers, 'content-type': 'application/json' })

export const sizes = {
  'endless-body': {
    inject({ response }) {
      writeHead(response)
      return untilTheReaderLeaves(pipeline(Readable.from(longJson(Number.POSITIVE_INFINITY)), response))
    },
  },
  'gzip-bomb': {
    value: wholeNumber('MiB after decompression'),
    inject({ response }, mebibytes: FaultValue = 256) {
      writeHead(response, { 'content-encoding': 'gzip' })
      const body = Readable.from(longJson(Number(mebibytes) * piecesPerMebibyte))
      return untilTheReaderLeaves(pipeline(body, createGzip(), response))
    },
  },
} as const satisfies Record<string, Fault>
