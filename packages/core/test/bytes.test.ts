import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type AcmeOptions, createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

// Every byte, and none of it UTF-8.
const RECORDING = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 7) % 256))
const WITH_MARK = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), RECORDING])

type As = 'arrayBuffer' | 'blob' | 'stream'

/** What a body that was asked for as one of these holds. */
async function bytesOf(data: unknown): Promise<Buffer> {
  if (data instanceof ArrayBuffer) return Buffer.from(data)
  if (data instanceof Blob) return Buffer.from(await data.arrayBuffer())
  if (data instanceof ReadableStream) return buffer(data)
  throw new Error(`Received ${String(data)}.`)
}

const through = (request: Request) => globalThis.fetch(request)
const middlewares = {
  none: [],
  'one that looks at answers': [{ onResponse: ({ response }: { response: Response }) => response.clone() }],
}

describe.each<[string, Partial<AcmeOptions>]>([
  ['node:http', {}],
  ['fetch', { fetch: through }],
])('Bytes over %s', (_, options) => {
  const create = (more: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options, ...more })

  describe.each(Object.entries(middlewares))('with middleware: %s,', (__, middleware) => {
    test.each<[As, string, Buffer, Record<string, string>]>(
      (['arrayBuffer', 'blob', 'stream'] as const).flatMap((as): [As, string, Buffer, Record<string, string>][] => [
        [as, 'of a known length', RECORDING, { 'content-length': String(RECORDING.length) }],
        [as, 'in chunks', WITH_MARK, {}],
        [as, 'in gzip', WITH_MARK, { 'content-encoding': 'gzip' }],
        [as, 'of none', Buffer.alloc(0), {}],
      ]),
    )('as %s come as they were sent, %s', async (parseAs, ___, bytes, headers) => {
      await using server = await startServer((response) => {
        response.writeHead(200, { 'content-type': 'audio/mpeg', ...headers })
        response.end('content-encoding' in headers ? gzipSync(bytes) : bytes)
      })
      const client = create({ baseUrl: server.origin })
      client.use(...middleware)
      const { data } = await client.GET('/calls', { parseAs })
      if (data instanceof Blob) expect(data.type).toBe('audio/mpeg')
      expect((await bytesOf(data)).toString('hex')).toBe(bytes.toString('hex'))
    })
  })

  test('of some megabytes come whole', async () => {
    const large = Buffer.alloc(5_000_000, RECORDING)
    await using server = await startServer((response) => void response.end(large))
    const { data } = await create({ baseUrl: server.origin }).GET('/calls', { parseAs: 'stream' })
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(hash(await bytesOf(data))).toBe(hash(large))
  })

  test('are bounded, abortable and under the deadline', async () => {
    await using server = await startServer((response, { url }) => {
      if (url === '/cursors') response.write(RECORDING)
      else response.end(RECORDING)
    })
    const bounded = create({ baseUrl: server.origin, maxResponseBytes: 999 }).GET('/calls', { parseAs: 'stream' })
    expect((await failure(bounded)).code).toBe('unexpected-response')
    const late = create({ baseUrl: server.origin, timeoutMs: 200 }).GET('/cursors', { parseAs: 'blob' })
    expect((await failure(late)).code).toBe('timeout')
    const controller = new AbortController()
    const aborted = create({ baseUrl: server.origin }).GET('/cursors', { parseAs: 'arrayBuffer', signal: controller.signal })
    const reason = new Error('no longer needed')
    setTimeout(() => controller.abort(reason), 50)
    await expect(aborted).rejects.toBe(reason)
  })

  test('do not hide what a failure says', async () => {
    await using server = await startServer((response) => answerJson(response, { message: 'No recording' }, 404))
    const { error } = await create({ baseUrl: server.origin }).GET('/calls', { parseAs: 'arrayBuffer' })
    expect(error).toEqual({ message: 'No recording' })
  })
})
