import { describe, expect, test } from 'vitest'
import { type Middleware, providerMessage } from '../src/index.js'
import { createAcme, credentials, failure } from './acme.js'
import { startServer } from './server.js'

const ADVICE = 'Check the base URL (ACME_BASE_URL or { baseUrl }), like https://api.acme.example/v1.'

test.each([
  [
    'HTML',
    { 'content-type': 'text/html' },
    '<!doctype html>\n<title>Log in</title>',
    'expected JSON, received text/html',
    'Log in',
  ],
  [
    'cut JSON',
    { 'content-type': 'application/json' },
    '{"data": [{"id": 1}, {"id"',
    'expected JSON, received JSON that cannot be parsed',
  ],
  ['cut JSON without a type', {}, ' [{"id', 'expected JSON, received JSON that cannot be parsed'],
  ['a word', {}, 'OK', 'expected JSON, received something else', 'OK'],
  ['an empty body', { 'content-length': '0' }, '', 'expected JSON, received an empty body'],
  ['an empty chunked body', { 'content-type': 'application/json' }, '', 'expected JSON, received an empty body'],
] as [string, Record<string, string>, string, string, string?][])('a 200 with %s is an unexpected response', async (...row) => {
  const [, headers, body, said, words] = row
  await using server = await startServer((response) => response.writeHead(200, headers).end(body))
  const client = createAcme({ ...credentials, baseUrl: server.origin })
  for (const promise of [client.GET('/calls'), client.send('GET', '/calls')]) {
    const error = await failure(promise)
    expect({ ...error }).toEqual({
      name: 'CallspecError',
      code: 'unexpected-response',
      provider: 'acme',
      source: undefined,
      status: 200,
      requestId: undefined,
      retryAfterMs: undefined,
    })
    expect(error.message).toBe(`acme GET /calls: ${said}. ${said.endsWith('parsed') ? 'Try again.' : ADVICE}`)
    expect(providerMessage(error)).toBe(words)
  }
})

test('what an unexpected answer says is cut short and cannot control a terminal', async () => {
  await using server = await startServer((response) => response.end(`\u001b[2J\u009b31m${'a'.repeat(5000)}`))
  const error = await failure(createAcme({ ...credentials, baseUrl: server.origin }).GET('/calls'))
  expect(providerMessage(error)).toMatch(/^\[2J 31ma+$/)
  expect(providerMessage(error)).toHaveLength(200)
})

test('the answer that a middleware put in its place is checked as well', async () => {
  const client = createAcme({ ...credentials, fetch: async () => Response.json({ data: [] }) })
  client.use({ onRequest: () => new Response('<html>') })
  expect((await failure(client.GET('/calls'))).message).toBe(`acme GET /calls: expected JSON, received something else. ${ADVICE}`)
})

test('the message names the operation although a middleware replaced the request', async () => {
  const client = createAcme({ ...credentials, source: 'acme-eu', fetch: async () => new Response('<html>') })
  client.use({ onRequest: ({ request }) => new Request(request, { headers: { 'x-extra': '1' } }) })
  const error = await failure(client.GET('/calls/{id}', { params: { path: { id: '1' } } }))
  expect(error.message).toContain('acme (acme-eu) GET /calls/{id}: expected JSON, received text/plain')
  expect(error.source).toBe('acme-eu')
})

test.each([204, 205])('a %i has no body and is a success', async (status) => {
  await using server = await startServer((response) => response.writeHead(status).end())
  const { data, error, response } = await createAcme({ ...credentials, baseUrl: server.origin }).DELETE('/calls/{id}', {
    params: { path: { id: '1' } },
  })
  expect({ data, error, status: response.status }).toEqual({ data: undefined, error: undefined, status })
})

test.each([
  ['null', null],
  ['[]', []],
  ['0', 0],
  ['"text"', 'text'],
])('the JSON answer %s is an answer', async (body, expected) => {
  await using server = await startServer((response) => response.end(body))
  expect(await createAcme({ ...credentials, baseUrl: server.origin }).send('GET', '/calls')).toEqual(expected)
})

test('an answer that is asked for unparsed is parsed, or refused, when it is opened', async () => {
  const bodies = ['{"id": 7}', '{"id": ']
  await using server = await startServer((response) => response.end(bodies.shift()))
  const client = createAcme({ ...credentials, baseUrl: server.origin })
  const open = async () => (await client.send('GET', '/calls', { unparsed: true })) as () => unknown
  const [whole, cut] = [await open(), await open()]
  expect(whole()).toEqual({ id: 7 })
  expect(cut).toThrow('acme GET /calls: expected JSON, received JSON that cannot be parsed. Try again.')
})

test('a response gives its body once, as every response does, and a middleware may read a clone of it', async () => {
  await using server = await startServer((response) => response.end('{"id": 7}'))
  const client = createAcme({ ...credentials, baseUrl: server.origin })
  const seen: string[] = []
  client.use({ onResponse: async ({ response }) => void seen.push(await response.clone().text()) })
  const { data, response } = await client.GET('/calls')
  expect({ data, seen, used: response.bodyUsed }).toEqual({ data: { id: 7 }, seen: ['{"id": 7}'], used: true })
  await expect(response.json()).rejects.toThrow(TypeError)
  expect(() => response.clone()).toThrow(TypeError)

  const { data: stream } = await client.GET('/calls', { parseAs: 'stream' })
  expect(await new Response(stream).text()).toBe('{"id": 7}')
})

describe('a middleware', () => {
  test('is told of what the caller asked for, and may put other JSON in its place', async () => {
    await using server = await startServer((response) => response.end('{"data": [1]}'))
    const client = createAcme({ ...credentials, baseUrl: server.origin })
    const told: string[] = []
    const unwrap: Middleware = {
      async onResponse({ response, options }) {
        told.push(options.parseAs)
        return options.parseAs === 'json' ? Response.json(((await response.json()) as { data: unknown }).data) : undefined
      },
    }
    client.use(unwrap)
    expect(await client.send('GET', '/calls')).toEqual([1])
    expect((await client.GET('/calls', { parseAs: 'text' })).data).toBe('{"data": [1]}')
    client.eject(unwrap)
    expect((await client.GET('/calls', { middleware: [unwrap] })).data).toEqual([1])
    expect(await client.send('GET', '/calls')).toEqual({ data: [1] })
    expect(told).toEqual(['json', 'text', 'json'])
  })

  test('that read a body cannot hand on what is left of it', async () => {
    await using server = await startServer((response) => response.writeHead(422).end('{"message": "quota"}'))
    const client = createAcme({ ...credentials, baseUrl: server.origin })
    client.use({
      async onResponse({ response }) {
        await response.text()
        return new Response(response.body, response)
      },
    })
    await expect(client.GET('/calls')).rejects.toThrow(TypeError)
  })

  test('may read an answer without a body as often as it likes', async () => {
    await using server = await startServer((response) => response.writeHead(204).end())
    const client = createAcme({ ...credentials, baseUrl: server.origin })
    const read: Middleware = { onResponse: async ({ response }) => void (await response.text()) }
    client.use(read, { ...read })
    const { data, response } = await client.DELETE('/calls/{id}', { params: { path: { id: '1' } } })
    expect({ data, used: response.bodyUsed, body: response.body }).toEqual({ data: undefined, used: false, body: null })
  })

  test('that parses what is not JSON fails as the client does, without the secret', async () => {
    await using server = await startServer((response) => response.end(`<html>${credentials.apiKey}`))
    const client = createAcme({ ...credentials, baseUrl: server.origin })
    client.use({ onResponse: async ({ response }) => void (await response.clone().json()) })
    const { code, message } = await failure(client.GET('/calls'))
    expect({ code, message }).toEqual({
      code: 'unexpected-response',
      message: `acme GET /calls: expected JSON, received something else. ${ADVICE}`,
    })
  })
})
