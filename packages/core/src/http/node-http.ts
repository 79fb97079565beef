/// <reference types="node" />
import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import zlib, { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Bytes, CheckLength, NodeAnswer } from './raw-response.js'

/** As Node's `fetch` sends them, where the request does not. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'node' }

// A body that ends before its encoding does is given as far as it goes, as `fetch` has it: some servers leave out the end.
const ZLIB = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }

// Not asked for: deflate, because some servers send it without its envelope, and zstd, which not every Node knows.
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(ZLIB),
  'x-gzip': () => createGunzip(ZLIB),
  deflate: () => createInflate(ZLIB),
  br: () => createBrotliDecompress(BROTLI),
  // From Node 22.15 on.
  ...('createZstdDecompress' in zlib && { zstd: () => zlib.createZstdDecompress() }),
}

/**
 * Where a connection was closed that could have been used again: servers that do not say when they close. What is sent there waits two turns
 * of the event loop, as `fetch` does, so that a connection that is closed is seen to be.
 */
const careless = new Set<string>()

/** Each could unfold the other. */
const MOST_CODINGS = 5

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304])

/** Something that is sent once, whatever happens. */
export interface SentOnce {
  /** Whether it went out; undefined: that cannot be known. */
  isOut?: boolean | undefined
}

/**
 * Sends a request over `node:http` or `node:https` and the global agent of each, which keeps connections. It takes half of what
 * Node's `fetch` takes, whose answers are streams of the web made of streams of Node. What is sent once has a connection of its own: one that
 * was kept may be closed as the request goes out, and then nobody knows whether it arrived.
 */
export async function sendOverHttp(
  request: Pick<Request, 'url' | 'method' | 'headers'> & { target?: URL },
  signal: AbortSignal,
  body: ArrayBuffer | undefined,
  once: SentOnce | undefined,
): Promise<NodeAnswer> {
  const { target: url = new URL(request.url) } = request
  if (!once && careless.has(url.origin)) {
    await setImmediate()
    await setImmediate()
  }
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const isSecure = url.protocol === 'https:'
    const { 'transfer-encoding': _, 'content-length': __, ...given } = Object.fromEntries(request.headers)
    // Where a body ends is told here alone: what follows it would be taken for the next request.
    const length = body && { 'content-length': body.byteLength }
    const headers = { ...HEADERS, ...given, ...length }
    // An answer that is not quite HTTP is better than none, where nothing follows it on its connection.
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
      if (outgoing.reusedSocket && !signal.aborted) careless.add(url.origin)
      reject(error)
    })
    // Also without an error, where the other side wants to speak another protocol.
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
        // To its end also where there is none: the connection is free then.
        readBytes: async (check) => readBytes(isEmpty ? incoming : decoded(incoming, pairs), check),
      })
    })
    outgoing.end(body && new Uint8Array(body))
  })
}

/** An agent whose connections are used once. One of another kind, such as that of a proxy, stays: what it needs is not known. */
function ownConnection(isSecure: boolean): http.Agent {
  const { Agent, globalAgent } = isSecure ? https : http
  // The types of an agent leave out what it was made with.
  const { options } = globalAgent as { options?: http.AgentOptions }
  return globalAgent.constructor === Agent ? new Agent({ ...options, keepAlive: false }) : globalAgent
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers()
  for (let at = 0; at < raw.length; at += 2) {
    try {
      headers.append(raw[at]!, raw[at + 1]!)
    } catch {
      // One that cannot be is none, and must not cost the answer.
    }
  }
  return headers
}

/** The body as it was before it was encoded; an encoding that nobody asked for stays. */
function decoded(body: Readable, headers: Headers): Readable {
  const codings = headers.get('content-encoding')?.toLowerCase().split(',') ?? []
  if (codings.length > MOST_CODINGS) throw new Error(`a body in ${codings.length} encodings`)
  const decoders = codings.toReversed().flatMap((coding) => DECODERS[coding.trim()]?.() ?? [])
  // What fails on the way is told by the last stream.
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
        // More than a buffer holds. Thrown from here, it would end the process.
        reject(error)
      }
    })
  })
}
