import { expect, test } from 'vitest'
import { providerMessage } from '../src/index.js'
import { type AcmeOptions, createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })
const SAID = (status: number, url?: string) =>
  `acme GET /calls: a redirect (${status})${url ? ` to ${new URL(url).host}` : ''} was refused. Check the base URL.`

test.each([301, 302, 303, 307, 308])('a %i to another origin is refused, and that origin never sees the key', async (status) => {
  await using other = await startServer((response) => answerJson(response, { data: [] }))
  await using server = await startServer((response) => response.writeHead(status, { location: `${other.origin}/calls` }).end())
  const error = await failure(create({ baseUrl: server.origin }).GET('/calls'))
  expect({ code: error.code, status: error.status, message: error.message }).toEqual({
    code: 'unexpected-response',
    status,
    message: SAID(status, other.origin),
  })
  expect(server.received.length).toBe(1)
  expect(other.received).toEqual([])
})

test('a fetch of the caller that hands on the request alone follows no redirect either', async () => {
  await using other = await startServer((response) => answerJson(response, { data: [] }))
  await using server = await startServer((response) => response.writeHead(302, { location: `${other.origin}/calls` }).end())
  const fetch = (request: Request) => globalThis.fetch(request)
  expect((await failure(create({ baseUrl: server.origin, fetch }).GET('/calls'))).message).toBe(SAID(302, other.origin))
  expect(other.received).toEqual([])
})

test.each([301, 302, 303, 307, 308])('a %i within the origin is followed with the key', async (status) => {
  await using server = await startServer((response, { url }) => {
    if (url === '/v1/calls') response.writeHead(status, { location: '../v2/calls?page=1' }).end('moved')
    else answerJson(response, { data: [{ id: 1 }] })
  })
  const { data } = await create({ baseUrl: `${server.origin}/v1` }).GET('/calls')
  expect(data).toEqual({ data: [{ id: 1 }] })
  expect(server.received.map(({ method, url, headers }) => [method, url, headers['x-api-key']])).toEqual([
    ['GET', '/v1/calls', 'key-4f1d9a'],
    ['GET', '/v2/calls?page=1', 'key-4f1d9a'],
  ])
})

test('a redirect that the runtime hides, as browsers do, is refused as one', async () => {
  const hidden = Object.defineProperties(new Response(null), {
    type: { value: 'opaqueredirect' },
    status: { value: 0 },
    ok: { value: false },
  })
  const client = create({ baseUrl: 'https://api.acme.example', fetch: async () => hidden })
  expect((await failure(client.GET('/calls'))).message).toBe(SAID(0))
})

test('a redirect within an origin that may be unencrypted is followed', async () => {
  const fetch = async ({ url }: Request) =>
    url.endsWith('/calls') ? new Response(null, { status: 302, headers: { location: '/moved' } }) : Response.json({ data: [] })
  const { data } = await create({ baseUrl: 'http://api.acme.example', allowInsecureHttp: true, fetch }).GET('/calls')
  expect(data).toEqual({ data: [] })
})

test.each([
  ['no location', {}, undefined],
  ['an unreadable location', { location: 'http://[' }, undefined],
  ['a user name', { location: 'https://user@api.acme.example/v1/calls' }, 'https://api.acme.example'],
  ['another scheme', { location: 'file:///etc/passwd' }, undefined],
  ['a loss of encryption', { location: 'http://api.acme.example/v1/calls' }, 'http://api.acme.example'],
  ['another port', { location: 'https://api.acme.example:8443/v1/calls' }, 'https://api.acme.example:8443'],
])('a redirect with %s is refused', async (_, headers, to) => {
  const fetch = async () => new Response(null, { status: 302, headers })
  expect((await failure(create({ fetch }).GET('/calls'))).message).toBe(SAID(302, to))
})

// Only who asks is told: a host may be called after anybody.
test.each([
  ['without a scheme', '//evil.example/calls', 'evil.example'],
  ['called after the key', `https://${credentials.apiKey}.example/`, '***.example'],
  ['called after a number', 'https://15550101234.example/', '***34.example'],
])('a redirect to another host %s is refused, and its message does not name it', async (_, location, said) => {
  const fetch = async () => new Response(null, { status: 302, headers: { location } })
  const error = await failure(create({ fetch }).GET('/calls'))
  expect([error.message, providerMessage(error)]).toEqual([SAID(302, 'https://HOST').replace('host', 'another host'), said])
})

test('a redirect that goes round is given up', async () => {
  await using server = await startServer((response) => response.writeHead(302, { location: '/calls' }).end())
  expect((await failure(create({ baseUrl: server.origin }).GET('/calls'))).message).toBe(SAID(302, server.origin))
  expect(server.received.length).toBe(6)
})

test('a POST is never sent a second time by a redirect', async () => {
  await using server = await startServer((response) => response.writeHead(307, { location: '/elsewhere' }).end())
  const error = await failure(create({ baseUrl: server.origin }).POST('/search', { body: {} }))
  expect(error.message).toBe(
    `acme POST /search: a redirect (307) to ${new URL(server.origin).host} was refused. Check the base URL.`,
  )
  expect(server.received.length).toBe(1)
})
