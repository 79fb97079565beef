import { once } from 'node:events'
import { createServer as createTcpServer } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type AcmeOptions, createAcme, credentials, failure } from './acme.js'
import { startRaw } from './raw-server.js'
import { answerJson, startServer } from './server.js'

const BODY = '{"id":"call_1"}'
const answer = (head: string, body = BODY) =>
  Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(`\r\nContent-Length: ${body.length}\r\n\r\n${body}`)])

const utf8 = (text: string) => Buffer.from(text).toString('latin1')

const SENT = ' The request was sent; it may have taken effect.'

describe.each<[string, Partial<AcmeOptions>]>([
  ['node:http', {}],
  ['fetch', { fetch: (request) => globalThis.fetch(request) }],
])('What is sent once, over %s,', (over, options) => {
  const create = (baseUrl: string, more: Partial<AcmeOptions> = {}) =>
    createAcme({ ...credentials, baseUrl, retries: 3, random: () => 0, ...options, ...more })
  const make = (baseUrl: string, more?: Partial<AcmeOptions>) =>
    create(baseUrl, more).send('POST', '/calls', { body: { to: '+15550101001' } })

  test.each([401, 407, 408, 421, 425, 429, 503])('is sent once where the answer is %i', async (status) => {
    await using server = await startServer((response) => void response.writeHead(status, { 'retry-after': '0' }).end('{}'))
    await failure(make(server.origin))
    await failure(create(server.origin).send('DELETE', '/calls/{id}', { params: { path: { id: '7' } } }))
    await failure(create(server.origin).send('POST', '/hang-up'))
    expect(server.received.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/calls', '{"to":"+15550101001"}'],
      ['DELETE', '/calls/7', ''],
      ['POST', '/hang-up', ''],
    ])
  })

  test.each([
    ['Chinese', `HTTP/1.1 201 ${utf8('成功')}`],
    ['cut UTF-8', `HTTP/1.1 201 ${utf8('成功').slice(0, 4)}`],
    ['Latin-1', 'HTTP/1.1 201 cr\xe9\xe9'],
    ['nothing', 'HTTP/1.1 201 '],
    ['no blank either', 'HTTP/1.1 201'],
    ['a tabulator', 'HTTP/1.1 201 made\tit'],
    ['a control character', 'HTTP/1.1 201 made\x01it'],
    ['a delete', 'HTTP/1.1 201 made\x7fit'],
  ])('comes to its answer with a reason phrase of %s', async (_, head) => {
    await using server = await startRaw(answer(head))
    expect(await make(server.origin)).toEqual({ id: 'call_1' })
    expect(server.received).toHaveLength(1)
  })

  test.each([
    ['a server error', answer('HTTP/1.1 503 X'), 'server'],
    ['a redirect', answer('HTTP/1.1 307 X\r\nLocation: /there'), 'unexpected-response'],
    ['a redirect that nobody can read', answer('HTTP/1.1 302 X'), 'unexpected-response'],
    ['a status that is none', answer('HTTP/1.1 999 X'), 'unexpected-response'],
    ['HTML', answer('HTTP/1.1 201 X', '<html>'), 'unexpected-response'],
    ['an empty body', answer('HTTP/1.1 201 X', ''), 'unexpected-response'],
    ['gzip that is none', answer('HTTP/1.1 201 X\r\nContent-Encoding: gzip'), 'unexpected-response'],
    ['a large body', answer('HTTP/1.1 201 X', `"${'x'.repeat(2000)}"`), 'unexpected-response'],
    ['a body that breaks off', 'HTTP/1.1 201 X\r\nContent-Length: 100\r\n\r\n{"id":', 'network'],
  ])('and answered with %s says that it was sent', async (_, bytes, code) => {
    await using server = await startRaw(bytes)
    const error = await failure(make(server.origin, { maxResponseBytes: 1000 }))
    expect({ code: error.code, sent: error.sent, requests: server.received.length }).toEqual({ code, sent: true, requests: 1 })
    expect(error.message.endsWith(SENT)).toBe(true)
  })

  test('and refused by the platform says so by its status, and that it was sent', async () => {
    await using server = await startRaw(answer('HTTP/1.1 422 X', '{"message":"No such agent"}'))
    const error = await failure(make(server.origin))
    expect([error.message, error.sent]).toEqual(['acme POST /calls: 422 invalid-request.', true])
  })

  test('and never answered says that it was sent, or may have been', async () => {
    await using server = await startRaw('', { staysOpen: true })
    const error = await failure(make(server.origin, { timeoutMs: 200 }))
    const said = over === 'fetch' ? ' The request may have been sent; it may have taken effect.' : SENT
    expect([error.message, error.sent]).toEqual([
      `acme POST /calls: no complete response within 0.2 s (timeoutMs). Raise it.${said}`,
      over === 'fetch' ? undefined : true,
    ])
  })

  test('and has no connection says that it was not sent', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port.')
    server.close()
    await once(server, 'close')
    const error = await failure(make(`http://127.0.0.1:${address.port}`))
    expect([error.code, error.sent]).toEqual(['network', false])
    expect(error.message).toMatch(/ The request was not sent\.$/)
  })
})

test('What is sent once in Node has a connection of its own, which nobody can have closed before', async () => {
  const sockets: unknown[] = []
  await using server = await startServer((response, { method }) => {
    sockets.push(response.socket)
    answerJson(response, { data: [] })
    // Without a word, as some servers do.
    if (method === 'GET') response.socket?.end()
  })
  const client = createAcme({ ...credentials, baseUrl: server.origin })
  for (let round = 0; round < 20; round++) {
    await client.send('GET', '/calls')
    await client.send('POST', '/calls', { body: { round } })
  }
  expect(server.received.filter(({ method }) => method === 'POST')).toHaveLength(20)
  expect(new Set(sockets).size).toBe(40)
})

test('In Node an answer that is not quite HTTP is not lost either', async () => {
  await using server = await startRaw(answer('HTTP/1.1 201 X\r\nX-Note: a\x01b'))
  const client = createAcme({ ...credentials, baseUrl: server.origin })
  expect(await client.send('POST', '/calls', { body: {} })).toEqual({ id: 'call_1' })
})

test('A port that fetch refuses serves reads and what is sent once alike, also after a kept connection was closed', async () => {
  // 6667 is on the list of https://fetch.spec.whatwg.org/#port-blocking; it may be taken, and others are on it too.
  for (const port of [6667, 6668, 6669, 6679, 6697]) {
    let answers = 0
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', () => {
        if (++answers === 2) socket.destroy()
        else socket.write(answer('HTTP/1.1 200 X'))
      })
    })
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    const client = createAcme({ ...credentials, baseUrl: `http://127.0.0.1:${port}`, retries: 1 })
    const results = [await client.send('GET', '/calls'), await client.send('GET', '/calls')]
    results.push(await client.send('POST', '/calls', { body: {} }))
    server.close()
    expect(results).toEqual([{ id: 'call_1' }, { id: 'call_1' }, { id: 'call_1' }])
    return
  }
  throw new Error('All these ports are taken.')
})

test('Where Node sends it over a fetch that took the place of its own, it is sent once too, with its length', async () => {
  await using server = await startServer((response) => void response.writeHead(421).end('{}'))
  const own = globalThis.fetch
  vi.stubGlobal('fetch', (...request: Parameters<typeof fetch>) => own(...request))
  onTestFinished(() => void vi.unstubAllGlobals())
  const client = createAcme({ ...credentials, baseUrl: server.origin })
  await failure(client.send('POST', '/calls', { body: { to: '+15550101001' } }))
  await failure(client.send('DELETE', '/calls/{id}', { params: { path: { id: '7' } } }))
  expect(server.received.map(({ body, headers }) => [body, headers['content-length'], headers['x-api-key']])).toEqual([
    ['{"to":"+15550101001"}', '21', credentials.apiKey],
    ['', undefined, credentials.apiKey],
  ])
})

test('A fetch of the caller is told of no header that the client did not set', async () => {
  const told: unknown[] = []
  const fetch = async (request: Request) => {
    told.push([...request.headers.keys()], await request.text())
    return Response.json({})
  }
  await createAcme({ ...credentials, fetch }).send('POST', '/calls', { body: { to: '+15550101001' } })
  expect(told).toEqual([['authorization', 'content-type', 'x-api-key'], '{"to":"+15550101001"}'])
})

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
  'A certificate that is not good (%s) is named, and nothing was sent to whoever showed it',
  async (code) => {
    const fetch = async () => {
      // As that of Node fails.
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('a certificate'), { code }) })
    }
    const error = await failure(createAcme({ ...credentials, fetch }).send('POST', '/calls', { body: {} }))
    expect([error.code, error.sent]).toEqual(['network', false])
    expect(error.message).toContain(`(${code})`)
    expect(error.message).toMatch(/ The request was not sent\.$/)
  },
)
