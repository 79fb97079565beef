import { describe, expect, test } from 'vitest'
import type { WaitInfo } from '../src/index.js'
import { type AcmeOptions, createAcme, credentials } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })

const wellServer = () => startServer((response) => answerJson(response, { data: [] }))

describe('a request that waits is told', () => {
  test('for a rate limit: who, for how long and for which', async () => {
    await using server = await wellServer()
    const told: WaitInfo[] = []
    const client = create({
      baseUrl: server.origin,
      source: 'main',
      rateLimit: { requests: 2, perSeconds: 0.3 },
      onWait: (info) => told.push(info),
    })
    const own: string[] = []
    await Promise.all([
      client.send('GET', '/calls'),
      client.send('GET', '/calls'),
      client.send('GET', '/offsets', { onWait: (_, because) => own.push(because) }),
    ])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ source: 'main', operation: 'GET /offsets', attempt: 0, because: '2 requests in 0.3 s' })
    expect(told[0]!.delayMs).toBeGreaterThan(0)
    expect(told[0]!.delayMs).toBeLessThanOrEqual(300)
    expect(own).toEqual(['2 requests in 0.3 s'])
  })

  test('for a pause of the platform and before another try, not for a place', async () => {
    let answers = 0
    await using server = await startServer((response) => {
      if (answers++ === 0) response.writeHead(429, { 'retry-after': '1' }).end('{}')
      else answerJson(response, { data: [] })
    })
    const client = create({ baseUrl: server.origin, concurrency: 1, retries: 1, random: () => 0 })
    const told: [string, string, number][] = []
    const send = (path: string) =>
      client.send('GET', path, { onWait: (delayMs, because) => told.push([path, because, Math.ceil(delayMs / 1000)]) })
    await Promise.all([send('/calls'), send('/offsets')])
    expect(told).toEqual([
      ['/offsets', 'the platform asked to wait', 1],
      ['/calls', 'retry after 429', 1],
    ])
  })

  test('once for each instant, however many wait: each that is sent moves the turn of the others', async () => {
    await using server = await wellServer()
    const told: string[] = []
    const client = create({
      baseUrl: server.origin,
      concurrency: 1,
      rateLimit: { requests: 1, perSeconds: 0.2 },
      onWait: ({ operation }) => told.push(operation),
    })
    await Promise.all(['/calls', '/offsets', '/cursors'].map((path) => client.send('GET', path)))
    expect(told).toEqual(['GET /offsets', 'GET /cursors', 'GET /cursors'])
  })
})

test('what a hook throws that is told of a wait reaches its own caller, and no other', async () => {
  await using server = await wellServer()
  const options = { baseUrl: server.origin, rateLimit: { requests: 1, perSeconds: 0.2 } }
  const fails = () => {
    throw new Error('the hook failed')
  }
  const [first, second, third] = [create(options), create({ ...options, onWait: fails }), create(options)].map((client) =>
    client.send('GET', '/calls'),
  )
  await expect(second).rejects.toThrow('the hook failed')
  expect(await Promise.all([first, third])).toEqual([{ data: [] }, { data: [] }])
  expect(server.received).toHaveLength(2)
})

test('a request that is aborted as it is told of its wait is not sent', async () => {
  await using server = await wellServer()
  const client = create({ baseUrl: server.origin, rateLimit: { requests: 1, perSeconds: 0.2 } })
  const controller = new AbortController()
  const reason = new Error('the user left')
  const [first, aborted, last] = [
    client.send('GET', '/calls'),
    client.send('GET', '/offsets', { signal: controller.signal, onWait: () => controller.abort(reason) }),
    client.send('GET', '/cursors'),
  ]
  await expect(aborted).rejects.toBe(reason)
  await Promise.all([first, last])
  expect(server.received.map(({ url }) => url)).toEqual(['/calls', '/cursors'])
})
