// A 200 with a body that is too large for a reader. The request is not carried out.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Exchange, type Fault, type FaultValue, wholeNumber } from '../fault.js'

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

const writeHead = ({ response, operation }: Exchange, headers: Record<string, string> = {}) =>
  response.writeHead(200, { ...headers, 'content-type': operation === 'recording' ? 'audio/wav' : 'application/json' })

export const sizes = {
  'endless-body': {
    inject(exchange) {
      writeHead(exchange)
      return untilTheReaderLeaves(pipeline(Readable.from(longJson(Number.POSITIVE_INFINITY)), exchange.response))
    },
  },
  'gzip-bomb': {
    value: wholeNumber('MiB after decompression'),
    inject(exchange, mebibytes: FaultValue = 256) {
      writeHead(exchange, { 'content-encoding': 'gzip' })
      const body = Readable.from(longJson(Number(mebibytes) * piecesPerMebibyte))
      return untilTheReaderLeaves(pipeline(body, createGzip(), exchange.response))
    },
  },
} as const satisfies Record<string, Fault>
