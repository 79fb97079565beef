import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer as createTcpServer } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type AcmeOptions, createAcme, credentials, failure } from './acme.js'
import { startRaw } from './raw-server.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })
const overFetch = (request: Request) => globalThis.fetch(request)

/** What this process sends with while `work` runs: `http` or `fetch`, a word per request. */
async function sentWith(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const channels = { 'http.client.request.start': () => sent.push('http'), 'undici:request:create': () => sent.push('fetch') }
  for (const [channel, told] of Object.entries(channels)) subscribe(channel, told)
  await work()
  for (const [channel, told] of Object.entries(channels)) unsubscribe(channel, told)
  return sent
}

describe('In Node a request goes over', () => {
  const DISPATCHER = Symbol.for('undici.globalDispatcher.1')
  const own: unknown = Reflect.get(globalThis, DISPATCHER)
  afterEach(() => {
    vi.unstubAllGlobals()
    Reflect.set(globalThis, DISPATCHER, own)
  })

  test('node:http', async () => {
    await using server = await startServer((response) => answerJson(response, { data: [] }))
    expect(await sentWith(() => create({ baseUrl: server.origin }).GET('/calls'))).toEqual(['http'])
  })

  test('node:http, where it is sent once', async () => {
    await using server = await startServer((response) => answerJson(response, {}))
    const client = create({ baseUrl: server.origin })
    expect(await sentWith(() => client.send('POST', '/calls', { body: { to: '+15550101001' } }))).toEqual(['http'])
    expect(await sentWith(() => client.send('POST', '/search', { body: { page: 1 } }))).toEqual(['http'])
  })

  test('node:http, also once a connection was closed that was kept: fetch may refuse what was asked so far', async () => {
    let answers = 0
    await using server = await startServer((response) => {
      if (++answers === 2) response.socket?.destroy()
      else answerJson(response, { data: [] })
    })
    const client = create({ baseUrl: server.origin, retries: 1 })
    const read = async () => void (await client.send('GET', '/calls'))
    expect(await sentWith(read)).toEqual(['http'])
    expect(await sentWith(read)).toEqual(['http', 'http'])
    expect(await sentWith(read)).toEqual(['http'])
  })

  test('a fetch that the client was given', async () => {
    await using server = await startServer((response) => answerJson(response, { data: [] }))
    expect(await sentWith(() => create({ baseUrl: server.origin, fetch: overFetch }).GET('/calls'))).toEqual(['fetch'])
    expect(await sentWith(() => create({ baseUrl: server.origin }).GET('/calls', { fetch: overFetch }))).toEqual(['fetch'])
  })

  test('a fetch that stands in place of that of Node, such as a mock', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ data: [{ id: 7 }] }))
    const { data } = await create({ baseUrl: 'https://api.acme.example/v1' }).GET('/calls')
    expect(data).toEqual({ data: [{ id: 7 }] })
  })

  test.each(['ProxyAgent', 'EnvHttpProxyAgent', 'MockAgent'])('fetch, where it was given a %s to send with', async (name) => {
    await using server = await startServer((response) => answerJson(response, { data: [] }))
    // The kind of it is what counts; it sends as Node's own does.
    Reflect.set(globalThis, DISPATCHER, Object.create(Object(own), { constructor: { value: { [name]: class {} }[name] } }))
    expect(await sentWith(() => create({ baseUrl: server.origin }).GET('/calls'))).toEqual(['fetch'])
  })
})

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const BODY = '{"data":[{"id":1,"status":"é"}]}'

function encoded(coding: string, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${HEAD}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`),
    body,
  ])
}

describe('What comes over node:http is what comes over fetch:', () => {
  const plain = Buffer.from(BODY)
  test.each<[string, string | Buffer]>([
    ['a plain body', `${HEAD}Connection: close\r\n\r\n${BODY}`],
    ['a body in gzip', encoded('gzip', gzipSync(plain))],
    ['a body in x-gzip', encoded('X-GZIP', gzipSync(plain))],
    ['a body in deflate', encoded('deflate', deflateSync(plain))],
    ['a body in brotli', encoded('br', brotliCompressSync(plain))],
    ['a body that was encoded twice', encoded('gzip, br', brotliCompressSync(gzipSync(plain)))],
    ['a body in an encoding that nobody knows', encoded('rot13', plain)],
    ['gzip without its end', encoded('gzip', gzipSync(plain).subarray(0, -4))],
    ['brotli without its end', encoded('br', brotliCompressSync(plain).subarray(0, -1))],
    ['gzip in two members', encoded('gzip', Buffer.concat([gzipSync('{"data":'), gzipSync('[]}')]))],
    ['an empty body in gzip', encoded('gzip', Buffer.alloc(0))],
    ['a body that begins with a byte order mark', `${HEAD}Connection: close\r\n\r\n\ufeff${BODY}`],
    ['a chunked body', `${HEAD}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n8\r\n{"data":\r\n3\r\n[]}\r\n0\r\n\r\n`],
    ['an empty body', `${HEAD}Content-Length: 0\r\nConnection: close\r\n\r\n`],
    ['no content', 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'],
    [
      'a header that comes twice',
      `${HEAD}Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-A: 1\r\nX-A: 2\r\nConnection: close\r\n\r\n${BODY}`,
    ],
    ['a header beyond ASCII', Buffer.from(`${HEAD}X-Name: caf\xe9\r\nConnection: close\r\n\r\n{}`, 'latin1')],
    [
      'an informational answer before it',
      `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${HEAD}Connection: close\r\n\r\n${BODY}`,
    ],
    ['an error with a body', `HTTP/1.1 422 Unprocessable Entity\r\nConnection: close\r\n\r\n{"message":"no such page"}`],
    ['a status without words', `HTTP/1.1 404 \r\nConnection: close\r\n\r\n{}`],
    ['a status beyond those of HTTP', 'HTTP/1.1 999 Request denied\r\nConnection: close\r\n\r\n{}'],
    ['what is no JSON', `${HEAD}Connection: close\r\n\r\n<html>`],
  ])('%s', async (_, answer) => {
    await using server = await startRaw(answer)
    const told = async (options: Partial<AcmeOptions>) => {
      const got = await create({ baseUrl: server.origin, ...options })
        .GET('/calls')
        .catch((error: Error) => ({ thrown: error.message }))
      if ('thrown' in got) return got
      const { response, data, error } = got
      const { status, statusText, url, headers, ok, type, redirected } = response
      return { data, error, status, statusText, url, headers: [...headers], ok, type, redirected }
    }
    expect(await told({})).toEqual(await told({ fetch: overFetch }))
  })

  test.each<[string, string | Buffer]>([
    ['a body that is cut off', `${HEAD}Content-Length: 100\r\n\r\n{"data":`],
    ['a chunk that is cut off', `${HEAD}Transfer-Encoding: chunked\r\n\r\n8\r\n{"da`],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: acme\r\nConnection: upgrade\r\n\r\n'],
    ['an answer that is not HTTP', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['no answer at all', ''],
  ])('%s is a failure of the network', async (_, answer) => {
    await using server = await startRaw(answer)
    const codes = [{}, { fetch: overFetch }].map(async (options) => {
      const error = await failure(create({ baseUrl: server.origin, retries: 0, ...options }).GET('/calls'))
      return error.code
    })
    expect(await Promise.all(codes)).toEqual(['network', 'network'])
  })

  test.each<[string, string, string | Buffer]>([
    ['gzip that is none', 'gzip', encoded('gzip', plain)],
    ['brotli that is none', 'br', encoded('br', plain)],
    ['gzip in which bytes were changed', 'gzip', encoded('gzip', gzipSync(plain).fill(0, 12, 20))],
    ['gzip that was cut in the middle', 'gzip', encoded('gzip', gzipSync(plain).subarray(0, 20))],
    ['brotli that was cut in the middle', 'br', encoded('br', brotliCompressSync(plain).subarray(0, 12))],
    ['an encoding that nobody knows, of no JSON', 'rot13', encoded('rot13', Buffer.from('{"qngn":[]'))],
    ['a body in six encodings', 'encodings', encoded('gzip, gzip, gzip, gzip, gzip, gzip', plain)],
  ])('%s is told by its encoding and not asked for again', async (_, name, answer) => {
    for (const options of [{}, { fetch: overFetch }]) {
      await using server = await startRaw(answer)
      const error = await failure(create({ baseUrl: server.origin, retries: 3, ...options }).GET('/calls'))
      expect({ code: error.code, requests: server.received.length }).toEqual({ code: 'unexpected-response', requests: 1 })
      expect(error.message).toContain(name)
    }
  })

  test('a failure whose body cannot be decoded is what its status says', async () => {
    for (const options of [{}, { fetch: overFetch }]) {
      await using server = await startServer((response) => response.writeHead(401, { 'content-encoding': 'gzip' }).end(BODY))
      const error = await failure(create({ baseUrl: server.origin, ...options }).send('GET', '/calls'))
      expect(error).toMatchObject({ code: 'unauthorized', status: 401 })
    }
  })

  test('an answer that is larger than a text can be is an error of the request', async () => {
    // What V8 says of more than 512 MiB, which would be too much for a test.
    class Huge extends Response {
      override text = () => Promise.reject(Object.assign(new Error('Cannot create a string'), { code: 'ERR_STRING_TOO_LONG' }))
    }
    let asked = 0
    const fetch = async () => [asked++, new Huge('{}', { headers: { 'content-length': '2' } })][1] as Response
    const error = await failure(create({ fetch, retries: 3 }).GET('/calls'))
    expect({ code: error.code, asked }).toEqual({ code: 'unexpected-response', asked: 1 })
  })

  test('a request, but for what fetch says of pages in browsers', async () => {
    await using server = await startServer((response) => answerJson(response, { data: [] }))
    for (const options of [{}, { fetch: overFetch }]) {
      const client = create({ baseUrl: server.origin, ...options })
      await client.GET('/calls', { params: { query: { page: 2 } } })
      await client.POST('/search', { body: { page: 1 } })
      await client.send('POST', '/search', { body: { name: 'é', page: 1 } })
      await client.send('POST', '/search')
      await client.GET('/calls', { headers: { 'Content-Length': '7', 'User-Agent': 'mine', Accept: 'text/x' } })
    }
    const half = server.received.length / 2
    const [overHttp, over] = [server.received.slice(0, half), server.received.slice(half)]
    const ofBrowsers = {
      'accept-language': '*',
      'sec-fetch-mode': 'cors',
      'accept-encoding': expect.stringContaining('gzip, deflate'),
    }
    expect(over).toEqual(overHttp.map(({ headers, ...rest }) => ({ ...rest, headers: { ...headers, ...ofBrowsers } })))
  })
})

test('A connection is used again, also after an answer without a body', async () => {
  const sockets = new Set<unknown>()
  await using server = await startServer((response, { url }) => {
    sockets.add(response.socket)
    if (url === '/none') response.writeHead(204).end()
    else answerJson(response, { data: [] })
  })
  const client = create({ baseUrl: server.origin })
  for (let round = 0; round < 3; round++) {
    await client.send('GET', '/calls')
    await client.send('GET', '/none')
  }
  expect(sockets.size).toBe(1)
})

test('https is spoken where the address says so', async () => {
  const first = Promise.withResolvers<number | undefined>()
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (bytes: Buffer) => {
      first.resolve(bytes[0])
      socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const error = await failure(create({ baseUrl: `https://127.0.0.1:${address.port}`, retries: 0 }).GET('/calls'))
  expect(error.code).toBe('network')
  // What a handshake of TLS begins with.
  expect(await first.promise).toBe(0x16)
  server.close()
})
