import { agentvoice, talkover, zudu } from '@callspec/all'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterEach, expect, test } from 'vitest'
import { callLog } from '../src/index.js'

const started: Simulator[] = []
afterEach(() => Promise.all(started.splice(0).map((simulator) => simulator.close())))

async function simulated(provider: 'agentvoice' | 'talkover' | 'zudu', calls: number) {
  const simulator = await startSimulator(provider, { calls })
  started.push(simulator)
  const { apiKey = '', apiSecret = '', organizationId = '', token = '' } = simulator.credentials
  return { simulator, account: { apiKey, apiSecret, organizationId, token, baseUrl: simulator.baseUrl, random: () => 0 } }
}

test('progress tells at any time what each source does, and for what it waits until when', async () => {
  const { account } = await simulated('zudu', 250)
  const { simulator: failing, account: other } = await simulated('talkover', 10)
  failing.fault({ fault: '403-html' })
  const sources = [zudu({ ...account, concurrency: 1, rateLimit: { requests: 2, perSeconds: 1 } }), talkover(other)]
  const stream = callLog(sources, { onSourceError: () => undefined }).list({ order: 'arrival' })
  const nothing = { calls: 0, rows: 0, requests: 0, total: null, waiting: null }
  expect(stream.progress()).toEqual([
    { source: 'zudu', state: 'reading', ...nothing },
    { source: 'talkover', state: 'reading', ...nothing },
  ])
  const pages = stream.pages()
  await pages.next()
  await pages.next()
  const third = pages.next()
  await expect.poll(() => stream.progress()[0]?.state).toBe('waiting')
  const [waiting, failed] = stream.progress()
  expect(waiting).toEqual({
    source: 'zudu',
    state: 'waiting',
    calls: 200,
    rows: 200,
    requests: 2,
    total: 250,
    waiting: { until: expect.any(String), because: '2 requests in 1 s' },
  })
  expect(Date.parse(waiting?.waiting?.until ?? '') - Date.now()).toBeLessThanOrEqual(1000)
  expect(failed).toMatchObject({ source: 'talkover', state: 'failed' })
  await third
  await pages.next()
  expect(stream.progress()[0]).toMatchObject({ state: 'done', calls: 250, rows: 250, total: 250, waiting: null })
})

test('a pause that the platform asks for is waited for', async () => {
  const { simulator, account } = await simulated('talkover', 30)
  simulator.fault({ fault: '429-retry-after', at: [1] })
  const stream = callLog([talkover(account)]).list()
  const first = stream[Symbol.asyncIterator]().next()
  await expect.poll(() => stream.progress()[0]).toMatchObject({ state: 'waiting', waiting: { because: 'retry after 429' } })
  await first
  expect(stream.progress()).toMatchObject([{ state: 'reading', calls: 1, total: 30 }])
})

test('the total is of what the platform was asked for, and none where the order of the list ends the reading', async () => {
  const [filtered, unfiltered] = [await simulated('agentvoice', 300), await simulated('zudu', 300)]
  const since = new Date([...unfiltered.simulator.calls()].at(-100)?.createdAt ?? 0)
  const stream = callLog([agentvoice(filtered.account), zudu(unfiltered.account)]).list({ since })
  for await (const _ of stream);
  const { calls = 0 } = stream.progress()[0] ?? {}
  expect(stream.progress()).toMatchObject([{ total: calls }, { total: null }])
  expect(calls).toBeGreaterThan(0)
})
