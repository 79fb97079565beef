/// <reference types="node" />
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { CheckLength, NodeAnswer } from './incoming.js'
import { isFetchOfNode } from './node-fetch.js'

/** As Node's `fetch` sends them, where the request does not. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'node' }

// A body that ends before its encoding does is given as far as it goes, as `fetch` has it: some servers leave out the end.
const ZLIB = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }

// Not asked for, because some servers send it without its envelope: deflate.
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(ZLIB),
  'x-gzip': () => createGunzip(ZLIB),
  deflate: () => createInflate(ZLIB),
  br: () => createBrotliDecompress(BROTLI),
}

/**
 * Where a connection was closed that could have been used again. `fetch` waits for the next turn before it uses one, and loses fewer
 * requests to servers that do not say when they close.
 */
const careless = new Set<string>()

/** Each could unfold the other. */
const MOST_CODINGS = 5

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * Sends a request over `node:http` or `node:https` and the global agent of each, which keeps connections. It takes half of what
 * Node's `fetch` takes, whose answers are streams of the web made of streams of Node. `undefined`: `fetch` is to be used.
 */
export function sendOverHttp(
  request: Pick<Request, 'url' | 'method' | 'headers'> & { target?: URL },
  signal: AbortSignal,
  body: ArrayBuffer | undefined,
): Promise<NodeAnswer> | undefined {
  const { target: url = new URL(request.url) } = request
  if (!isFetchOfNode() || careless.has(url.origin)) return undefined
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const { 'transfer-encoding': _, 'content-length': __, ...own } = Object.fromEntries(request.headers)
    // Where a body ends is told here alone: what follows it would be taken for the next request.
    const length = body && { 'content-length': body.byteLength }
    const headers = { ...HEADERS, ...own, ...length }
    const outgoing = send(url, { method: request.method, headers })
    signal.addEventListener('abort', () => outgoing.destroy(signal.reason), { once: true })
    outgoing.on('error', (error) => {
      if (outgoing.reusedSocket && !signal.aborted) careless.add(url.origin)
      reject(error)
    })
    // Also without an error, where the other side wants to speak another protocol.
    outgoing.on('close', () => reject(new Error('the connection was closed')))
    outgoing.on('response', (incoming) => {
      const { statusCode: status = 0, statusMessage: statusText = '', rawHeaders } = incoming
      const pairs = new Headers()
      for (let at = 0; at < rawHeaders.length; at += 2) pairs.append(rawHeaders[at]!, rawHeaders[at + 1]!)
      const isEmpty = request.method === 'HEAD' || NO_BODY.has(status)
      resolve({
        status,
        statusText,
        url: request.url,
        headers: pairs,
        type: 'basic',
        body: isEmpty ? null : { cancel: async () => void incoming.destroy() },
        // To its end also where there is none: the connection is free then.
        readText: async (check) => readText(isEmpty ? incoming : decoded(incoming, pairs), check),
      })
    })
    outgoing.end(body && new Uint8Array(body))
  })
}

/** The body as it was before it was encoded; an encoding that nobody asked for stays. */
function decoded(body: Readable, headers: Headers): Readable {
  const codings = headers.get('content-encoding')?.toLowerCase().split(',') ?? []
  if (codings.length > MOST_CODINGS) throw new Error(`a body in ${codings.length} encodings`)
  const decoders = codings.toReversed().flatMap((coding) => DECODERS[coding.trim()]?.() ?? [])
  // What fails on the way is told by the last stream.
  return decoders.reduce<Readable>((from, to) => pipeline(from, to, () => undefined), body)
}

const decoder = new TextDecoder()

function readText(body: Readable, check: CheckLength): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let bytes = 0
    body.on('error', reject)
    body.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length
      chunks.push(chunk)
      try {
        check(bytes)
      } catch (error) {
        reject(error)
        body.destroy()
      }
    })
    body.on('end', () => resolve(decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bytes))))
  })
}
