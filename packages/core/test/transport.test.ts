import { createServer } from 'node:net'
import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type AcmeOptions, createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })

describe('the deadline', () => {
  const SAID = 'acme GET /calls: no complete response within 0.1 s (timeoutMs). Raise it or try again later.'

  test.each([
    ['headers', () => {}],
    ['a body from its first byte', (response: { flushHeaders: () => void }) => response.flushHeaders()],
    ['a body half-way', (response: { write: (text: string) => void }) => response.write('{"data": [')],
  ])('covers %s that never come', async (_, stall) => {
    await using server = await startServer(stall)
    const error = await failure(create({ baseUrl: server.origin, timeoutMs: 100 }).GET('/calls'))
    expect({ code: error.code, status: error.status, message: error.message }).toEqual({
      code: 'timeout',
      status: undefined,
      message: SAID,
    })
  })

  test('of all tries together is the one that is named where it is the shorter', async () => {
    await using server = await startServer(() => {})
    const error = await failure(create({ baseUrl: server.origin, totalTimeoutMs: 100 }).GET('/calls'))
    expect(error.message).toBe(
      'acme GET /calls: no complete response within 0.1 s over all tries (totalTimeoutMs). Raise it or try again later.',
    )
  })

  test('covers a body that drips without end', async () => {
    await using server = await startServer((response) => {
      const timer = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(timer))
    })
    expect((await failure(create({ baseUrl: server.origin, timeoutMs: 100 }).GET('/calls'))).message).toBe(SAID)
  })

  test('covers a connection that is accepted and never answered', async () => {
    const sockets = new Set<{ destroy: () => void }>()
    const server = createServer((socket) => sockets.add(socket))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    try {
      const error = await failure(create({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 100 }).GET('/calls'))
      expect(error.message).toBe(SAID)
    } finally {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  })

  test('covers all redirects together', async () => {
    await using server = await startServer((response, { url }) => {
      if (url.endsWith('hop')) return
      response.writeHead(302, { location: '/hop' }).end()
    })
    expect((await failure(create({ baseUrl: server.origin, timeoutMs: 100 }).GET('/calls'))).message).toBe(SAID)
  })

  test('holds with a fetch of the caller that ignores its signal', async () => {
    const fetch = () => new Promise<Response>(() => {})
    expect((await failure(create({ fetch, timeoutMs: 100 }).GET('/calls'))).message).toBe(SAID)
  })

  test('holds with a body of the caller that ignores its signal', async () => {
    const fetch = async () => new Response(new ReadableStream())
    expect((await failure(create({ fetch, timeoutMs: 100 }).GET('/calls'))).message).toBe(SAID)
  })

  test.each([Number.POSITIVE_INFINITY, 2 ** 31, 1e12])('of %d ms does not overflow the timer', async (timeoutMs) => {
    await using server = await startServer((response) => setTimeout(answerJson, 20, response, { data: [] }))
    const { data } = await create({ baseUrl: server.origin, timeoutMs }).GET('/calls')
    expect(data).toEqual({ data: [] })
  })
})

describe('an abort by the caller', () => {
  const reason = new Error('the user left')

  test('before the request sends nothing', async () => {
    await using server = await startServer((response) => answerJson(response, { data: [] }))
    const client = create({ baseUrl: server.origin })
    await expect(client.GET('/calls', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(server.received).toEqual([])
  })

  test.each([
    ['headers', () => {}],
    ['the body', (response: { write: (text: string) => void }) => response.write('{')],
  ])('while waiting for %s rejects at once with the reason', async (_, stall) => {
    const controller = new AbortController()
    await using server = await startServer((response) => {
      stall(response)
      setTimeout(() => controller.abort(reason), 20)
    })
    await expect(create({ baseUrl: server.origin }).GET('/calls', { signal: controller.signal })).rejects.toBe(reason)
  })

  test('rejects although a fetch of the caller ignores its signal', async () => {
    const fetch = () => new Promise<Response>(() => {})
    const controller = new AbortController()
    const promise = create({ fetch }).GET('/calls', { signal: controller.signal })
    controller.abort(reason)
    await expect(promise).rejects.toBe(reason)
  })

  test('rejects although a middleware put another request in place of the first, which is collected', async () => {
    await using server = await startServer(() => {})
    const controller = new AbortController()
    const client = create({ baseUrl: server.origin, timeoutMs: 3000 })
    client.use({ onRequest: ({ request }) => new Request(request, { headers: request.headers }) })
    const promise = client.GET('/calls', { signal: controller.signal })
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    for (let round = 0; round < 5; round++) {
      await delay(20)
      collect()
    }
    controller.abort(reason)
    await expect(promise).rejects.toBe(reason)
  })

  test.each([null, '', 0, false])('with the reason %j, which is false, is an abort all the same', async (falseReason) => {
    await using server = await startServer(() => {})
    const controller = new AbortController()
    const promise = create({ baseUrl: server.origin }).GET('/calls', { signal: controller.signal })
    controller.abort(falseReason)
    await expect(promise).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('without a reason rejects with the AbortError of the runtime', async () => {
    await using server = await startServer(() => {})
    const controller = new AbortController()
    const promise = create({ baseUrl: server.origin }).GET('/calls', { signal: controller.signal })
    controller.abort()
    await expect(promise).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('ends a list between and within its pages', async () => {
    const controller = new AbortController()
    await using server = await startServer((response, { url }) => {
      if (url.includes('page=2')) return controller.abort(reason)
      answerJson(response, { data: [{ id: 1 }], pagination: { has_more: true } })
    })
    const seen: number[] = []
    const read = async () => {
      const client = create({ baseUrl: server.origin })
      for await (const { id } of client.paginate('/calls', { signal: controller.signal })) seen.push(id)
    }
    await expect(read()).rejects.toBe(reason)
    expect(seen).toEqual([1])
  })

  test('ends a list in the middle of a page', async () => {
    const controller = new AbortController()
    await using server = await startServer((response) =>
      answerJson(response, { data: [{ id: 1 }, { id: 2 }], pagination: { has_more: false } }),
    )
    const seen: number[] = []
    const read = async () => {
      for await (const { id } of create({ baseUrl: server.origin }).paginate('/calls', { signal: controller.signal })) {
        seen.push(id)
        controller.abort(reason)
      }
    }
    await expect(read()).rejects.toBe(reason)
    expect(seen).toEqual([1])
  })
})

describe('a failed connection', () => {
  test('that is refused says so, without a status', async () => {
    const { origin } = await startServer(() => {}).then(async (server) => {
      await server[Symbol.asyncDispose]()
      return server
    })
    const error = await failure(create({ baseUrl: origin, source: 'acme-eu' }).GET('/calls'))
    expect({ ...error, message: error.message }).toEqual({
      name: 'CallspecError',
      message: `acme (acme-eu) GET /calls: no response from ${new URL(origin).host} (ECONNREFUSED). Check the base URL and the connection.`,
      code: 'network',
      provider: 'acme',
      source: 'acme-eu',
      status: undefined,
      requestId: undefined,
      retryAfterMs: undefined,
    })
    expect(error.cause).toMatchObject({ code: 'ECONNREFUSED' })
  })

  test.each([
    ['before the headers', (response: { destroy: () => void }) => response.destroy()],
    [
      'within the body',
      (response: { write: (text: string, done: () => void) => void; destroy: () => void }) =>
        response.write('{"data": [', () => response.destroy()),
    ],
  ])('that is cut %s is a network failure', async (_, cut) => {
    await using server = await startServer(cut)
    const error = await failure(create({ baseUrl: server.origin }).GET('/calls'))
    expect({ code: error.code, status: error.status }).toEqual({ code: 'network', status: undefined })
    expect(error.message).toMatch(/^acme GET \/calls: no response from \S+ \(.+\)\. Check the base URL and the connection\.$/)
  })
})

describe('an answer that is too large', () => {
  const SAID = 'acme GET /calls: the response is larger than 1000 bytes. Raise maxResponseBytes or ask for fewer rows.'
  const large = JSON.stringify({ data: 'x'.repeat(2000) })

  test.each([
    ['by its length', { 'content-length': String(large.length) }, large],
    ['in chunks', {}, large],
    ['after decompression', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(10_000_000))],
    [
      'after decompression with a length that is small',
      { 'content-encoding': 'gzip', 'content-length': String(gzipSync(large).length) },
      gzipSync(large),
    ],
  ])('%s is refused', async (_, headers, body) => {
    await using server = await startServer((response) => response.writeHead(200, headers).end(body))
    const error = await failure(create({ baseUrl: server.origin, maxResponseBytes: 1000 }).GET('/calls'))
    expect({ code: error.code, message: error.message }).toEqual({ code: 'unexpected-response', message: SAID })
  })

  test('is not read to its end', async () => {
    let closed = false
    await using server = await startServer((response) => {
      const timer = setInterval(() => response.write('x'.repeat(500)), 1)
      response.on('close', () => {
        closed = true
        clearInterval(timer)
      })
    })
    await failure(create({ baseUrl: server.origin, maxResponseBytes: 1000 }).GET('/calls'))
    await expect.poll(() => closed).toBe(true)
  })

  test('is one byte over the limit, and no less', async () => {
    const body = JSON.stringify({ data: 'ü' })
    await using server = await startServer((response) => response.end(body))
    const limit = Buffer.byteLength(body)
    expect((await create({ baseUrl: server.origin, maxResponseBytes: limit }).GET('/calls')).data).toEqual({ data: 'ü' })
    const error = await failure(create({ baseUrl: server.origin, maxResponseBytes: limit - 1 }).GET('/calls'))
    expect(error.code).toBe('unexpected-response')
  })
})

test('a compressed answer in many chunks comes out whole', async () => {
  const rows = Array.from({ length: 500 }, (_, id) => ({ id, name: 'Zoë 🎧' }))
  const body = gzipSync(JSON.stringify({ data: rows }))
  await using server = await startServer((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    for (let at = 0; at < body.length; at += 7) response.write(body.subarray(at, at + 7))
    response.end()
  })
  const { data, response } = await create({ baseUrl: server.origin }).GET('/calls')
  expect(data).toEqual({ data: rows })
  expect(response.headers.get('content-encoding')).toBeNull()
})

test('the fetch of the caller gets one finished request', async () => {
  const requests: Request[] = []
  const fetch = async (request: Request) => {
    requests.push(request)
    return Response.json({ data: { calls: [] } })
  }
  await create({ fetch, baseUrl: 'https://api.acme.example/v1' }).POST('/search', { body: { page: 0, status: 'ended' } })
  const [request] = requests
  expect(request && { method: request.method, url: request.url, redirect: request.redirect, body: await request.json() }).toEqual(
    {
      method: 'POST',
      url: 'https://api.acme.example/v1/search',
      // A wrapper that hands on the request alone must not follow redirects with the key.
      redirect: 'manual',
      body: { page: 0, status: 'ended' },
    },
  )
})

test('a fetch for one request is sent with under the same rules', async () => {
  const client = create({ fetch: async () => Response.json({ data: [] }) })
  const error = await failure(client.GET('/calls', { fetch: async () => new Response('<html>') }))
  expect(error.code).toBe('unexpected-response')
  const redirect = async () => new Response(null, { status: 302, headers: { location: 'https://evil.example' } })
  expect((await failure(client.GET('/calls', { fetch: redirect }))).message).toContain(
    'a redirect (302) to another host was refused',
  )
})

test('leaves no timer behind, whatever the outcome', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length
  await using server = await startServer((response, { url }) => {
    if (url === '/cursors') return
    if (url === '/offsets') response.destroy()
    else answerJson(response, { data: [] }, url === '/calls' ? 200 : 500)
  })
  const client = create({ baseUrl: server.origin })
  const controller = new AbortController()
  const before = timers()
  const aborted = client.GET('/cursors', { signal: controller.signal })
  await setImmediate()
  expect(timers()).toBeGreaterThan(before)
  await client.GET('/calls')
  await client.GET('/unsized')
  await failure(client.GET('/offsets'))
  controller.abort()
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
  await setImmediate()
  // One that a test before this one left may have gone meanwhile.
  expect(timers()).toBeLessThanOrEqual(before)
})

test('requests at the same time do not disturb one another', async () => {
  await using server = await startServer((response, { url }) => {
    const id = Number(url.split('/').at(-1))
    setTimeout(answerJson, 20 - id, response, { id })
  })
  const client = create({ baseUrl: server.origin })
  const ids = Array.from({ length: 20 }, (_, id) => id)
  const answers = await Promise.all(ids.map((id) => client.GET('/calls/{id}', { params: { path: { id: String(id) } } })))
  expect(answers.map(({ data }) => data)).toEqual(ids.map((id) => ({ id })))
})

describe('a number by which no request could go well', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ concurrency: 0 }, 'Invalid concurrency of acme: received 0. Pass a whole number of 1 or more.'],
    [{ concurrency: Number.NaN }, 'Invalid concurrency of acme: received NaN. Pass a whole number of 1 or more.'],
    [{ timeoutMs: 0 }, 'Invalid timeoutMs of acme: received 0. Pass a whole number of 1 or more.'],
    [{ timeoutMs: '30' }, 'Invalid timeoutMs of acme: received 30. Pass a whole number of 1 or more.'],
    [{ concurrency: 2.5 }, 'Invalid concurrency of acme: received 2.5. Pass a whole number of 1 or more.'],
    [{ totalTimeoutMs: -1 }, 'Invalid totalTimeoutMs of acme: received -1. Pass a whole number of 1 or more.'],
    [{ maxRetryAfterMs: null }, 'Invalid maxRetryAfterMs of acme: received null. Pass a whole number of 0 or more.'],
    [{ retries: Number.NaN }, 'Invalid retries of acme: received NaN. Pass a whole number of 0 or more.'],
    [{ maxResponseBytes: 0 }, 'Invalid maxResponseBytes of acme: received 0. Pass a whole number of 1 or more.'],
    [
      { rateLimit: { requests: 0.5, perSeconds: 1 } },
      'Invalid rateLimit of acme: received {"requests":0.5,"perSeconds":1}. Pass one like { requests: 100, perSeconds: 60 }, or null for none.',
    ],
  ])('is refused when the client is made: %j', (options, message) => {
    // What a caller without types may pass.
    expect(() => create(options as never)).toThrowError(expect.objectContaining({ code: 'invalid-configuration', message }))
  })

  test('is not one that stands for no limit', () => {
    const none = Number.POSITIVE_INFINITY
    const all = { timeoutMs: none, totalTimeoutMs: none, maxRetryAfterMs: none, retries: none, concurrency: none }
    expect(() => create({ ...all, maxResponseBytes: none, rateLimit: null })).not.toThrow()
  })
})
