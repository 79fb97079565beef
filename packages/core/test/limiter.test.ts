import { connect, createServer as createTcpServer, type Socket } from 'node:net'
import { setTimeout as delay, setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { limiterOf } from '../src/transport/limiter.js'
import { type AcmeOptions, createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer, type TestServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })

/** A server that answers a moment later and counts how many requests are under way. */
async function countingServer(): Promise<TestServer & { most: () => number }> {
  let active = 0
  let most = 0
  const server = await startServer((response) => {
    most = Math.max(most, ++active)
    setTimeout(() => {
      active--
      answerJson(response, { data: [] })
    }, 10)
  })
  return Object.assign(server, { most: () => most })
}

const times = (count: number, call: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, call))

describe('requests under way at once', () => {
  test('are six unless asked otherwise', async () => {
    await using server = await countingServer()
    const client = create({ baseUrl: server.origin })
    await times(20, () => client.GET('/calls'))
    expect({ most: server.most(), requests: server.received.length }).toEqual({ most: 6, requests: 20 })
  })

  test('are counted over all clients of one host and credential', async () => {
    await using server = await countingServer()
    const clients = [1, 2, 3].map(() => create({ baseUrl: server.origin, concurrency: 2 }))
    await Promise.all(clients.map((client) => times(5, () => client.GET('/calls'))))
    expect({ most: server.most(), requests: server.received.length }).toEqual({ most: 2, requests: 15 })
  })

  test('are counted apart for another credential', async () => {
    await using server = await countingServer()
    const clients = ['a', 'b'].map((apiKey) => createAcme({ apiKey, token: 't', baseUrl: server.origin, concurrency: 1 }))
    await Promise.all(clients.map((client) => times(3, () => client.GET('/calls'))))
    expect(server.most()).toBe(2)
  })

  test('give their place free when they fail, time out or are aborted', async () => {
    await using server = await startServer((response, { url }) => {
      if (url === '/cursors') return
      if (url === '/offsets') response.destroy()
      else answerJson(response, { data: [] })
    })
    const client = create({ baseUrl: server.origin, concurrency: 1, timeoutMs: 300 })
    const controller = new AbortController()
    const reason = new Error('the user left')
    const [failed, timedOut, aborted, good] = [
      client.GET('/offsets'),
      client.GET('/cursors'),
      client.GET('/unsized', { signal: controller.signal }),
      client.GET('/calls'),
    ]
    controller.abort(reason)
    await expect(aborted).rejects.toBe(reason)
    await expect(failed).rejects.toMatchObject({ code: 'network' })
    await expect(timedOut).rejects.toMatchObject({ code: 'timeout' })
    expect((await good).data).toEqual({ data: [] })
    // The one that was aborted while it waited was never sent.
    expect(server.received.map(({ url }) => url)).toEqual(['/offsets', '/cursors', '/calls'])
  })
})

test('an urgent request goes before those that wait', async () => {
  await using server = await startServer((response) => answerJson(response, { data: [] }))
  const client = create({ baseUrl: server.origin, concurrency: 1 })
  const ordinary = ['/offsets', '/cursors', '/unsized'].map((path) => client.send('GET', path))
  await Promise.all([...ordinary, client.send('GET', '/calls', { urgent: true })])
  expect(server.received.map(({ url }) => url)).toEqual(['/offsets', '/calls', '/cursors', '/unsized'])
})

describe('a platform that asks to wait', () => {
  test('is heeded by those that wait for a place', async () => {
    let done = false
    await using server = await startServer((response, { url }) => {
      if (url === '/offsets') response.writeHead(429, { 'retry-after': '3600' }).end('{}')
      else answerJson(response, { data: [], done })
    })
    const client = create({ baseUrl: server.origin, concurrency: 1, maxRetryAfterMs: 300 })
    const [refused, waiting] = [client.send('GET', '/offsets'), client.send('GET', '/calls')]
    await expect(refused).rejects.toMatchObject({ code: 'rate-limited' })
    // The one that waits is not sent while the pause lasts.
    await new Promise((resolve) => setTimeout(resolve, 100))
    done = true
    expect(await waiting).toEqual({ data: [], done: true })
  })

  test('for longer than a timer can is waited for without a timer that runs over', async () => {
    const warnings: string[] = []
    const note = ({ name }: Error) => void warnings.push(name)
    process.on('warning', note)
    onTestFinished(() => void process.off('warning', note))
    await using server = await startServer((response) => {
      response.writeHead(429, { 'retry-after': '99999999999' }).end('{}')
    })
    const none = Number.POSITIVE_INFINITY
    const client = create({ baseUrl: server.origin, maxRetryAfterMs: none, totalTimeoutMs: none })
    await expect(client.send('GET', '/calls')).rejects.toMatchObject({ code: 'rate-limited' })
    const controller = new AbortController()
    const waiting = client.send('GET', '/calls', { signal: controller.signal })
    await new Promise((resolve) => setTimeout(resolve, 50))
    controller.abort(new Error('the user left'))
    await expect(waiting).rejects.toThrow('the user left')
    expect(warnings).toEqual([])
  })
})

describe('another try', () => {
  test('goes before requests that have not been sent yet: its time runs already', async () => {
    let answers = 0
    await using server = await startServer((response) => {
      if (answers++ === 0) response.writeHead(500).end('{}')
      else answerJson(response, { data: [] })
    })
    // The queue takes longer than the request that fails has time for.
    const client = create({
      baseUrl: server.origin,
      rateLimit: { requests: 1, perSeconds: 0.3 },
      totalTimeoutMs: 1500,
      retries: 1,
      random: () => 0,
    })
    const answered = await times(10, () => client.send('GET', '/calls'))
    expect({ answered: answered.length, requests: server.received.length }).toEqual({ answered: 10, requests: 11 })
  })

  test('that can only be sent when the time is over is not sent', async () => {
    await using server = await startServer((response, { url }) => {
      if (url === '/offsets') response.writeHead(429, { 'retry-after': '1' }).end('{}')
      else response.writeHead(500).end('{}')
    })
    const client = create({ baseUrl: server.origin, totalTimeoutMs: 600, retries: 1, random: () => 0 })
    const codes = await Promise.all(['/calls', '/offsets'].map(async (path) => (await failure(client.send('GET', path))).code))
    expect(codes).toEqual(['server', 'rate-limited'])
    expect(server.received.map(({ url }) => url).toSorted()).toEqual(['/calls', '/offsets'])
  })

  test('that waits for its turn is given up when the time is over, not when its turn has come', async () => {
    await using server = await startServer((response, { url }) => {
      if (url === '/offsets') response.writeHead(429, { 'retry-after': '30' }).end('{}')
      else response.writeHead(500).end('{}')
    })
    const client = create({ baseUrl: server.origin, totalTimeoutMs: 1000, retries: 1, random: () => 0 })
    const other = failure(client.send('GET', '/offsets'))
    expect((await failure(client.send('GET', '/calls'))).code).toBe('server')
    expect((await other).code).toBe('rate-limited')
    expect(server.received).toHaveLength(2)
  })
})

test('a rate limit holds for any window of its length', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let started = 0
  const fetch = async () => {
    started++
    return Response.json({ data: [] })
  }
  const client = createAcme({ apiKey: 'limited', token: 't', fetch, rateLimit: { requests: 3, perSeconds: 10 } })
  const all = times(8, () => client.GET('/calls'))
  const seen: number[] = []
  for (const ms of [0, 9_999, 1, 9_999, 1]) {
    await vi.advanceTimersByTimeAsync(ms)
    seen.push(started)
  }
  expect(seen).toEqual([3, 3, 6, 6, 8])
  await all
})

describe('a rate limit holds where requests arrive', () => {
  /** The most that arrived in any window of that length. */
  const mostWithin = (arrivals: number[], ms: number) =>
    Math.max(...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + ms).length))

  /** Stands before a server, and passes on what comes over a new connection only after a while. */
  async function slowConnections(origin: string, ms: number): Promise<AsyncDisposable & { origin: string }> {
    const sockets = new Set<Socket>()
    const server = createTcpServer((socket) => {
      const upstream = connect(Number(new URL(origin).port), '127.0.0.1')
      for (const one of [socket, upstream]) sockets.add(one.on('error', () => undefined))
      upstream.pipe(socket)
      setTimeout(() => socket.pipe(upstream), ms)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port.')
    return {
      origin: `http://127.0.0.1:${address.port}`,
      async [Symbol.asyncDispose]() {
        for (const socket of sockets) socket.destroy()
        await new Promise((resolve) => server.close(resolve))
      },
    }
  }

  test.each([
    ['node:http', {}],
    ['fetch', { fetch: (request: Request) => globalThis.fetch(request) }],
  ])('while connections are made, over %s', async (_, options) => {
    const arrivals: number[] = []
    await using server = await startServer((response) => {
      arrivals.push(performance.now())
      answerJson(response, { data: [] })
    })
    await using slow = await slowConnections(server.origin, 350)
    const client = create({ baseUrl: slow.origin, rateLimit: { requests: 5, perSeconds: 0.4 }, ...options })
    await times(12, () => client.GET('/calls'))
    expect([arrivals.length, mostWithin(arrivals, 400)]).toEqual([12, 5])
  })

  test('and a redirect that is followed counts as a request more', async () => {
    const arrivals: number[] = []
    await using server = await startServer((response, { url }) => {
      arrivals.push(performance.now())
      if (url === '/calls') response.writeHead(301, { location: '/calls/' }).end()
      else answerJson(response, { data: [] })
    })
    const client = create({ baseUrl: server.origin, concurrency: 1, rateLimit: { requests: 4, perSeconds: 0.4 } })
    await times(5, () => client.GET('/calls'))
    expect([arrivals.length, mostWithin(arrivals, 400) <= 4 + 1]).toEqual([10, true])
  })
})

describe('a clock that is set back by an hour', () => {
  const setBack = () => {
    const now = Date.now
    vi.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000)
    onTestFinished(() => void vi.restoreAllMocks())
  }

  test('lengthens no pause', async () => {
    let answers = 0
    await using server = await startServer((response) => {
      if (answers++ > 0) return answerJson(response, { data: [] })
      response.writeHead(429, { 'retry-after': '1' }).end('{}')
    })
    const client = create({ baseUrl: server.origin, retries: 1, totalTimeoutMs: 5000, onRetry: setBack })
    expect(await client.send('GET', '/calls')).toEqual({ data: [] })
  })

  test('lengthens no wait for a rate limit', async () => {
    await using server = await startServer((response) => answerJson(response, { data: [] }))
    const client = create({ baseUrl: server.origin, rateLimit: { requests: 1, perSeconds: 0.2 } })
    await client.send('GET', '/calls')
    setBack()
    expect(await client.send('GET', '/calls')).toEqual({ data: [] })
  })
})

test('a pause that is longer than a request has time for is told at once, before it is sent and while it waits', async () => {
  await using server = await startServer((response) => void response.writeHead(429, { 'retry-after': '30' }).end('{}'))
  const client = create({ baseUrl: server.origin, concurrency: 1, totalTimeoutMs: 2000 })
  const make = () => failure(client.send('DELETE', '/calls/{id}', { params: { path: { id: '7' } } }))
  const [first, waiting] = [failure(client.send('GET', '/calls')), failure(client.send('GET', '/unsized'))]
  expect((await first).status).toBe(429)
  for (const error of [await waiting, await make()]) {
    expect({ code: error.code, status: error.status, isTold: (error.retryAfterMs ?? 0) > 29_000 }).toEqual({
      code: 'rate-limited',
      status: undefined,
      isTold: true,
    })
    expect(error.message).toContain(
      ': the platform asked to wait for another 30 s, longer than 2 s over all tries (totalTimeoutMs).',
    )
  }
  expect((await make()).message).toMatch(/ The request was not sent\.$/)
  expect((await make()).sent).toBe(false)
  expect(server.received).toHaveLength(1)
})

describe('what is kept of an account', () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  /** A reference is held until the task that read it ends. */
  const collected = async () => {
    await delay(5)
    await setImmediate()
    collect()
    await setImmediate()
  }
  const limits = { concurrency: 1, rateLimit: { requests: 1, perSeconds: 3600 }, patienceMs: 1000 }
  const { signal } = new AbortController()

  const makeOthers = (key: string) => {
    for (let other = 0; other < 100; other++) limiterOf(`${key} ${other}`)
  }

  test('is let go of as others are used, once it is idle', async () => {
    const use = async () => {
      const limiter = limiterOf('gone')
      ;(await limiter.enter({ ...limits, rateLimit: null }, signal))?.()
      return new WeakRef(limiter)
    }
    const seen = await use()
    makeOthers('gone')
    await expect.poll(async () => [await collected(), seen.deref()][1]).toBeUndefined()
  })

  test('is nothing for a client that sends nothing', async () => {
    const seen = new WeakRef(limiterOf('unused'))
    for (let other = 0; other < 100; other++) create({ apiKey: `key-${other}` })
    expect(seen.deref()).toBe(limiterOf('unused'))
  })

  test.each<[string, (account: string) => Promise<unknown>]>([
    ['a rate limit that is in force', async (key) => (await limiterOf(key).enter(limits, signal))?.()],
    ['a request that is under way', (key) => limiterOf(key).enter({ ...limits, rateLimit: null }, signal)],
    ['a pause', async (key) => limiterOf(key).pause(60_000)],
  ])('stays while it matters: %s', async (key, use) => {
    await use(key)
    const seen = new WeakRef(limiterOf(key))
    makeOthers(key)
    await collected()
    expect(seen.deref()).toBe(limiterOf(key))
  })
})
