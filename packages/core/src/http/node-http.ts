/// <reference types="node" />
import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import zlib, { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Bytes, CheckLength, NodeAnswer } from './raw-response.js'

/** Default headers of Node's `fetch`. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'node' }

// A truncated encoded body is returned as far as it goes, like `fetch` does: some servers omit the end.
const ZLIB = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }

// Not requested: deflate, because some servers send it without its envelope, and zstd, which not every Node supports.
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(ZLIB),
  'x-gzip': () => createGunzip(ZLIB),
  deflate: () => createInflate(ZLIB),
  br: () => createBrotliDecompress(BROTLI),
  // From Node 22.15 on.
  ...('createZstdDecompress' in zlib && { zstd: () => zlib.createZstdDecompress() }),
}

/**
 * Origins that closed a reusable connection without announcing it. Requests to them wait two turns of the event loop, like `fetch`, so that a
 * closed connection is noticed.
 */
const closesSilently = new Set<string>()

/** Limits nested encodings, each of which could expand the body. */
const MOST_CODINGS = 5

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304])

/** A request that is sent only once. */
export interface SentOnce {
  /** Whether it went out; undefined: unknown. */
  isOut?: boolean | undefined
}

/**
 * Sends a request over `node:http` or `node:https` with the global agent of each, which keeps connections. It takes half the CPU of Node's
 * `fetch`, whose responses are web streams made of Node streams. What is sent only once gets a new connection: a kept one may be closed as
 * the request goes out, and then nobody knows whether it arrived.
 */
export async function sendOverHttp(
  request: Pick<Request, 'url' | 'method' | 'headers'> & { target?: URL },
  signal: AbortSignal,
  body: ArrayBuffer | undefined,
  once: SentOnce | undefined,
): Promise<NodeAnswer> {
  const { target: url = new URL(request.url) } = request
  if (!once && closesSilently.has(url.origin)) {
    await setImmediate()
    await setImmediate()
  }
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const isSecure = url.protocol === 'https:'
    const { 'transfer-encoding': _, 'content-length': __, ...given } = Object.fromEntries(request.headers)
    // The only length of the body: anything after it would be read as the next request.
    const length = body && { 'content-length': body.byteLength }
    const headers = { ...HEADERS, ...given, ...length }
    // A response that is not quite HTTP is better than none, if nothing follows on its connection.
    const own = once && { agent: ownConnection(isSecure), insecureHTTPParser: true }
    const options = { method: request.method, headers, ...own }
    const outgoing = (isSecure ? https : http).request(url, options)
    if (once) {
      once.isOut = false
      outgoing.on('socket', (socket: Socket) => {
        const leave = () => {
          once.isOut = true
        }
        if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', leave)
        else leave()
      })
    }
    signal.addEventListener('abort', () => outgoing.destroy(), { once: true })
    outgoing.on('error', (error) => {
      if (outgoing.reusedSocket && !signal.aborted) closesSilently.add(url.origin)
      reject(error)
    })
    // Also without an error, if the server wants to switch protocols.
    outgoing.on('close', () => reject(new Error('the connection was closed')))
    outgoing.on('response', (incoming) => {
      const { statusCode: status = 0, statusMessage: statusText = '', rawHeaders } = incoming
      const pairs = headersOf(rawHeaders)
      const isEmpty = request.method === 'HEAD' || NO_BODY.has(status)
      resolve({
        status,
        statusText,
        url: request.url,
        headers: pairs,
        type: 'basic',
        body: isEmpty ? null : { cancel: async () => void incoming.destroy() },
        // Read even an empty body to its end, which frees the connection.
        readBytes: async (check) => readBytes(isEmpty ? incoming : decoded(incoming, pairs), check),
      })
    })
    outgoing.end(body && new Uint8Array(body))
  })
}

/** An agent whose connections are used once. A custom agent, such as a proxy's, is kept: its needs are unknown. */
function ownConnection(isSecure: boolean): http.Agent {
  const { Agent, globalAgent } = isSecure ? https : http
  // The types of an agent lack its options.
  const { options } = globalAgent as { options?: http.AgentOptions }
  return globalAgent.constructor === Agent ? new Agent({ ...options, keepAlive: false }) : globalAgent
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers()
  for (let at = 0; at < raw.length; at += 2) {
    try {
      headers.append(raw[at]!, raw[at + 1]!)
    } catch {
      // Skip an invalid header rather than lose the response.
    }
  }
  return headers
}

/** The decoded body; an encoding that was not requested stays. */
function decoded(body: Readable, headers: Headers): Readable {
  const codings = headers.get('content-encoding')?.toLowerCase().split(',') ?? []
  if (codings.length > MOST_CODINGS) throw new Error(`a body in ${codings.length} encodings`)
  const decoders = codings.toReversed().flatMap((coding) => DECODERS[coding.trim()]?.() ?? [])
  // The last stream reports failures of the others.
  return decoders.reduce<Readable>((from, to) => pipeline(from, to, () => undefined), body)
}

function readBytes(body: Readable, check: CheckLength): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    const chunks: Bytes[] = []
    let bytes = 0
    body.on('error', reject)
    body.on('data', (chunk: Bytes) => {
      bytes += chunk.length
      chunks.push(chunk)
      try {
        check(bytes)
      } catch (error) {
        reject(error)
        body.destroy()
      }
    })
    body.on('end', () => {
      try {
        resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, bytes))
      } catch (error) {
        // Larger than a buffer can be. Throwing here would end the process.
        reject(error)
      }
    })
  })
}
