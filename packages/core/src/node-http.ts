/// <reference types="node" />
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { CheckLength, NodeAnswer } from './incoming.js'
import { isFetchOfNode } from './node-fetch.js'

/** What Node's `fetch` says of itself, where the request does not. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'node' }

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * Sends a request over `node:http` or `node:https` and the global agent of each, which keeps connections. It takes half of what
 * Node's `fetch` takes, whose answers are streams of the web made of streams of Node. `undefined`: `fetch` is to be used.
 */
export function sendOverHttp(
  request: Request,
  signal: AbortSignal,
  body: ArrayBuffer | undefined,
): Promise<NodeAnswer> | undefined {
  if (!isFetchOfNode()) return undefined
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const send = request.url.startsWith('https:') ? requestHttps : requestHttp
    const headers = { ...HEADERS, ...Object.fromEntries(request.headers) }
    const outgoing = send(request.url, { method: request.method, headers })
    signal.addEventListener('abort', () => outgoing.destroy(signal.reason), { once: true })
    outgoing.on('error', reject)
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
        readText: (check) => readText(isEmpty ? incoming : decoded(incoming, pairs), check),
      })
    })
    outgoing.end(body && new Uint8Array(body))
  })
}

/** The body as it was before it was encoded; an encoding that nobody asked for stays. */
function decoded(body: Readable, headers: Headers): Readable {
  const codings = headers.get('content-encoding')?.toLowerCase().split(',') ?? []
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
