import type { ServerResponse } from 'node:http'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createProviderClient } from '../src/index.js'
import { type AcmeOptions, type AcmePaths, acme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) =>
  createProviderClient<AcmePaths, typeof acme>(acme, { random: () => 0, ...credentials, ...options })

const empty = { data: [], pagination: {} }

/** Answers with each of these in turn, and well from then on. */
const inTurn = (...answers: ((response: ServerResponse) => void)[]) => {
  const left = [...answers]
  return (response: ServerResponse) => {
    const next = left.shift()
    if (next) next(response)
    else answerJson(response, empty)
  }
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end('{}')
const dropped = (response: ServerResponse) => void response.destroy()
const cut = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"data":')
  setTimeout(() => response.destroy(), 5)
}

describe('a read', () => {
  test.each([
    ['408', status(408)],
    ['409', status(409)],
    ['425', status(425)],
    ['429', status(429, { 'retry-after': '0' })],
    ['500', status(500)],
    ['503', status(503, { 'retry-after': '0' })],
    ['a dropped connection', dropped],
    ['a body that is cut', cut],
  ])('is sent again after %s', async (_, fault) => {
    await using server = await startServer(inTurn(fault))
    expect(await create({ baseUrl: server.origin }).send('GET', '/calls')).toEqual(empty)
    expect(server.received).toHaveLength(2)
  })

  test.each([400, 401, 403, 404, 422, 501])('is not sent again after %i', async (code) => {
    await using server = await startServer(inTurn(status(code)))
    expect((await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))).status).toBe(code)
    expect(server.received).toHaveLength(1)
  })

  test('that is a POST is sent again with its body', async () => {
    await using server = await startServer(inTurn(status(503, { 'retry-after': '0' }), dropped))
    await create({ baseUrl: server.origin }).send('POST', '/search', { body: { page: 3 } })
    expect(server.received.map(({ body }) => body)).toEqual(['{"page":3}', '{"page":3}', '{"page":3}'])
  })

  test('is given up after as many tries as were asked for', async () => {
    await using server = await startServer(status(503, { 'retry-after': '0' }))
    expect((await failure(create({ baseUrl: server.origin, retries: 2 }).send('GET', '/calls'))).code).toBe('server')
    expect(server.received).toHaveLength(3)
  })

  test('is not sent to a port that fetch refuses, and not again', async () => {
    let tries = 0
    const fetch = (request: Request) => globalThis.fetch(request)
    const client = create({ baseUrl: 'http://127.0.0.1:1', onRequest: () => tries++, fetch })
    const error = await failure(client.send('GET', '/calls'))
    expect({ code: error.code, message: error.message, tries }).toEqual({
      code: 'invalid-configuration',
      message: 'acme GET /calls: fetch refuses the port of 127.0.0.1:1 (bad port). Use another port in the base URL.',
      tries: 1,
    })
  })

  test('tells of each of its tries', async () => {
    await using server = await startServer(inTurn(status(503, { 'retry-after': '0' }), dropped))
    let tries = 0
    await create({ baseUrl: server.origin }).send('GET', '/calls', { onSend: () => tries++ })
    expect(tries).toBe(3)
  })

  test('is sent again after a try that got no answer in time', async () => {
    await using server = await startServer(inTurn(() => undefined))
    expect(await create({ baseUrl: server.origin, timeoutMs: 100 }).send('GET', '/calls')).toEqual(empty)
  })
})

describe('what is no read', () => {
  test.each([
    ['429', status(429, { 'retry-after': '0' })],
    ['503', status(503)],
    ['a dropped connection', dropped],
  ])('is sent once, whatever happens: %s', async (_, fault) => {
    await using server = await startServer(fault)
    await failure(create({ baseUrl: server.origin }).send('DELETE', '/calls/{id}', { params: { path: { id: '1' } } }))
    expect(server.received).toHaveLength(1)
  })
})

describe('a platform that asks to wait', () => {
  test('longer than the cap is reported at once, with the time', async () => {
    await using server = await startServer(status(429, { 'retry-after': '86400' }))
    const error = await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))
    expect([error.code, error.retryAfterMs, server.received.length]).toEqual(['rate-limited', 86_400_000, 1])
  })

  test('longer than is left of all tries together is reported at once', async () => {
    await using server = await startServer(status(503, { 'retry-after': '50' }))
    const error = await failure(create({ baseUrl: server.origin, totalTimeoutMs: 1000 }).send('GET', '/calls'))
    expect([error.code, error.retryAfterMs, server.received.length]).toEqual(['server', 50_000, 1])
  })

  test.each<[string, Record<string, string>]>([
    ['Retry-After', { 'retry-after': '0' }],
    ['Retry-After-Ms', { 'retry-after-ms': '0' }],
    ['RateLimit', { ratelimit: '"default";r=0;t=0' }],
    ['X-RateLimit-Reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' }],
  ])('for no time at all does not cut the back-off short: %s', async (_, headers) => {
    await using server = await startServer(status(429, headers))
    const delays: number[] = []
    const client = create({ baseUrl: server.origin, onRetry: ({ delayMs }) => delays.push(delayMs) })
    expect((await failure(client.send('GET', '/calls'))).code).toBe('rate-limited')
    expect(delays).toEqual([250, 500, 1000])
  })

  test.each<[string, Record<string, string>]>([
    ['RateLimit', { ratelimit: '"burst";r=7;t=60, "default";r=0;t=1' }],
    ['RateLimit-Reset', { 'ratelimit-remaining': '0', 'ratelimit-reset': '1' }],
    ['Retry-After-Ms', { 'retry-after-ms': '1000' }],
  ])('is heeded by all where it says so by %s', async (_, headers) => {
    await using server = await startServer(inTurn(status(429, headers)))
    const delays: number[] = []
    const client = create({ baseUrl: server.origin, onRetry: ({ delayMs }) => delays.push(delayMs) })
    const first = client.send('GET', '/calls')
    while (delays.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const other = create({ baseUrl: server.origin }).send('GET', '/calls')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([delays, server.received.length]).toEqual([[1000], 1])
    await Promise.all([first, other])
  })

  test('is heeded by every request under its host and credential', async () => {
    let limited = true
    await using server = await startServer((response) => {
      if (limited) status(429, { 'retry-after': '1' })(response)
      else answerJson(response, empty)
      limited = false
    })
    const [one, two] = [create({ baseUrl: server.origin }), create({ baseUrl: server.origin })]
    const retried: number[] = []
    const first = create({ baseUrl: server.origin, onRetry: ({ delayMs }) => retried.push(delayMs) }).send('GET', '/calls')
    while (retried.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const others = [one.send('GET', '/calls'), two.send('GET', '/calls')]
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([retried, server.received.length]).toEqual([[1000], 1])
    await Promise.all([first, ...others])
    expect(server.received).toHaveLength(4)
  })
})

test('an abort during back-off rejects at once with the reason of the caller, and leaves no timer', async () => {
  await using server = await startServer(status(503, { 'retry-after': '30' }))
  const controller = new AbortController()
  const reason = new Error('no longer needed')
  const set = vi.spyOn(globalThis, 'setTimeout')
  const cleared = vi.spyOn(globalThis, 'clearTimeout')
  onTestFinished(() => void vi.restoreAllMocks())
  const client = create({ baseUrl: server.origin, onRetry: () => setTimeout(() => controller.abort(reason), 10) })
  await expect(client.send('GET', '/calls', { signal: controller.signal })).rejects.toBe(reason)
  const waits = set.mock.results.filter((_, index) => set.mock.calls[index]?.[1] === 30_000).map(({ value }) => value)
  // The deadline of the try, and the wait that the platform asked for.
  expect(waits).toHaveLength(2)
  expect(cleared.mock.calls.flat()).toEqual(expect.arrayContaining(waits))
})

test('an outage is not multiplied: retries end with the budget of the host and credential', async () => {
  await using server = await startServer(status(500, { 'retry-after': '0' }))
  const client = create({ baseUrl: server.origin })
  for (let index = 0; index < 30; index++) await failure(client.send('GET', '/calls'))
  // Thirty requests and the twenty retries of a full budget, where three each would be a hundred and twenty.
  expect(server.received).toHaveLength(50)
})

test('what a hook throws is thrown as it is, whatever its class', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  const thrown = new SyntaxError('of the caller')
  const client = create({
    baseUrl: server.origin,
    onResponse: () => {
      throw thrown
    },
  })
  await expect(client.send('GET', '/calls')).rejects.toBe(thrown)
})

test('hooks tell of every try, without a key, a value or a body', async () => {
  await using server = await startServer(inTurn(status(503, { 'retry-after': '0' }), dropped))
  const told: unknown[] = []
  const tell = (name: string) => (info: object) => void told.push([name, info])
  const client = create({
    baseUrl: server.origin,
    source: 'acme-eu',
    onRequest: tell('request'),
    onResponse: ({ milliseconds, ...info }) => {
      expect(milliseconds).toBeGreaterThan(0)
      tell('response')(info)
    },
    onRetry: tell('retry'),
    onError: ({ error, ...info }) => tell('error')({ ...info, code: error.code }),
  })
  await client.send('GET', '/calls', { params: { query: { phone_number: '+15550101234' } } })
  const info = {
    provider: 'acme',
    source: 'acme-eu',
    operation: 'GET /calls',
    host: server.origin.slice(7),
    parameters: ['phone_number'],
  }
  expect(told).toEqual([
    ['request', { ...info, attempt: 0 }],
    ['response', { ...info, attempt: 0, status: 503, length: 2 }],
    ['retry', { ...info, attempt: 0, reason: '503', delayMs: 250 }],
    ['request', { ...info, attempt: 1 }],
    ['error', { ...info, attempt: 1, code: 'network' }],
    ['retry', { ...info, attempt: 1, reason: 'network', delayMs: 500 }],
    ['request', { ...info, attempt: 2 }],
    ['response', { ...info, attempt: 2, status: 200, length: JSON.stringify(empty).length }],
  ])
  expect(JSON.stringify(told)).not.toContain('5550101234')
})

test('a tracer of OpenTelemetry gets one span per try, without a telephone number', async () => {
  await using server = await startServer(inTurn(status(503, { 'retry-after': '0' })))
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  const client = create({ baseUrl: server.origin, tracer: provider.getTracer('test') })
  await client.send('GET', '/calls/{id}', { params: { path: { id: 'a' }, query: { phone_number: '+15550101234' } } })
  const port = Number(new URL(server.origin).port)
  const common = {
    'http.request.method': 'GET',
    'url.template': '/calls/{id}',
    'server.address': '127.0.0.1',
    'server.port': port,
  }
  expect(exporter.getFinishedSpans().map(({ name, kind, attributes, status }) => ({ name, kind, attributes, status }))).toEqual([
    {
      name: 'GET /calls/{id}',
      kind: 2,
      attributes: { ...common, 'http.response.status_code': 503, 'error.type': '503' },
      status: { code: 2 },
    },
    {
      name: 'GET /calls/{id}',
      kind: 2,
      attributes: { ...common, 'http.request.resend_count': 1, 'http.response.status_code': 200 },
      status: { code: 0 },
    },
  ])
})
