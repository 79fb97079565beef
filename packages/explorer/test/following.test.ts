import { serveExplorer } from '@callspec/explorer'
import { erase } from '@callspec/sync'
import { expect, test } from 'vitest'
import type { CallAnswer, Calls, Overview, SourceState, State } from '../src/api/answers.ts'
import { openPage } from './open-page.ts'
import { simulatedCopy, sourceOf } from './simulated-copy.ts'

async function explore(simulated: Awaited<ReturnType<typeof simulatedCopy>>) {
  const explorer = await serveExplorer(simulated.copy, { lookMs: 100 })
  const page = openPage(explorer)
  await expect.poll(async () => (await page.get<State>('/api/state')).loading).toBeNull()
  return { ...page, close: explorer.close }
}

test('the page follows the copy: calls that come, change, are gone or erased, and sources that are new', async () => {
  await using simulated = await simulatedCopy(['butter', 'retell'], { calls: 60 }, null)
  const page = await explore(simulated)
  const count = async () => (await page.get<Calls>('/api/calls?limit=1')).count
  const { version } = await page.get<State>('/api/state')
  expect([await count(), (await page.get<State>('/api/state')).sources]).toEqual([0, []])
  expect(await page.get<Overview>('/api/overview')).toMatchObject({ total: { calls: 0 }, time: { buckets: [] }, agents: [] })
  await simulated.sync()
  await expect.poll(count).toBe(120)
  const [butter] = simulated.simulators
  const [fresh] = butter!.arrive(1, { state: 'in_progress' })
  await simulated.sync()
  await expect.poll(count).toBe(121)
  const first = async () => (await page.get<Calls>('/api/calls?limit=1')).calls[0]
  expect(await first()).toMatchObject({ id: fresh!.id, status: 'in_progress' })
  butter!.revise(fresh!.id, { state: 'failed' })
  await simulated.sync()
  await expect
    .poll(async () => (await page.get<Overview>(`/api/overview?status=in_progress&search=${fresh!.id}`)).total.calls)
    .toBe(0)
  expect(await first()).toMatchObject({ id: fresh!.id, status: 'failed' })
  butter!.vanish(fresh!.id)
  await simulated.sync({ prune: true })
  await expect.poll(count).toBe(120)
  expect((await page.fetch(`/api/call?key=butter/${fresh!.id}`)).status).toBe(404)
  const half = (await page.get<Calls>('/api/calls?offset=60&limit=1')).calls[0]!.occurredAt!
  await erase(simulated.store, { before: new Date(half) })
  const left: string[] = []
  for await (const { key } of simulated.copy.log().list()) left.push(key)
  expect(left.length).toBeLessThan(100)
  await expect.poll(count).toBe(left.length)
  expect((await page.get<State>('/api/state')).version).toBeGreaterThan(version)
  // As somebody finds who opens it anew.
  const anew = await explore(simulated)
  for (const each of [page, anew])
    expect((await each.get<Calls>('/api/calls?limit=1000')).calls.map(({ key }) => key)).toEqual(left)
  await anew.close()
  await page.close()
})

test('each source says how it stands and what to do, and charts say what they lack', async () => {
  await using simulated = await simulatedCopy(['butter', 'retell', 'vapi'], { calls: 150 }, null)
  const page = await explore(simulated)
  const stateOf = async (id: string): Promise<SourceState | undefined> =>
    (await page.get<State>('/api/state')).sources.find((source) => source.id === id)
  const [butter, retell, vapi] = simulated.simulators
  simulated.sources[0] = sourceOf(butter!, { apiKey: 'wrong' })
  retell!.fault({ fault: '429-retry-after', at: [1], value: 4 })
  vapi!.fault({ fault: 'headers-stalled', at: [2] })
  const stop = new AbortController()
  const syncing = simulated.sync({ signal: stop.signal }).catch((error: unknown) => error)
  await expect.poll(() => stateOf('retell')).toMatchObject({ state: 'waiting', short: expect.stringMatching(/^\d s, /) })
  await expect.poll(() => stateOf('butter')).toMatchObject({ state: 'failed', short: '401: check token' })
  expect((await stateOf('butter'))?.sentences.join(' ')).toContain('Check the key of this account')
  await expect.poll(() => stateOf('retell')).toMatchObject({ state: 'current', short: 'current', progress: null })
  expect(await stateOf('vapi')).toMatchObject({ state: 'syncing', short: expect.stringContaining('100') })
  expect((await page.get<Overview>('/api/overview')).incomplete.map(({ source }) => source)).toEqual(['butter', 'vapi'])
  expect((await page.get<Overview>('/api/overview?source=retell')).incomplete).toEqual([])
  stop.abort()
  await syncing
  await expect.poll(() => stateOf('vapi')).toMatchObject({ state: 'stopped', short: 'interrupted' })
  vapi!.clearFaults()
  simulated.sources[0] = sourceOf(butter!)
  await simulated.sync()
  await expect.poll(() => stateOf('butter')).toMatchObject({ state: 'current', calls: 150 })
  expect((await page.get<Overview>('/api/overview')).incomplete).toEqual([])
  await page.close()
})

test('a source that cannot answer a filter is left out, and said so', async () => {
  await using simulated = await simulatedCopy(['butter', 'autocalls'], { calls: 30 })
  const page = await explore(simulated)
  const id = (await page.get<Calls>('/api/calls?source=butter')).calls.find(({ agent }) => agent?.id)!.agent!.id!
  const { total, incomplete, facets } = await page.get<Overview>(`/api/overview?agent=${id}`)
  const because =
    'autocalls cannot be filtered by agentId: a copy lacks it, because the platform filters by it but its rows do not carry it.'
  expect(incomplete).toEqual([{ source: 'autocalls', because, isUnable: true }])
  expect(facets.source).toEqual({ butter: total.calls })
  expect((await page.get<Calls>(`/api/calls?agent=${id}`)).count).toBe(total.calls)
  expect((await page.get<Overview>(`/api/overview?agent=${id}&source=butter`)).incomplete).toEqual([])
  await page.close()
})

test('hostile texts of a platform stay texts, in rows, charts, searches and files', async () => {
  await using simulated = await simulatedCopy(['butter'], { calls: 5 })
  const name = '<img src=x onerror=alert(1)>"\u202e{{x}}\u0000\n=1+1'
  await simulated.store.run("UPDATE calls SET agent_name = $1, agent_id = '../../x', analysis_summary = $1, written_at = $2", [
    name,
    new Date().toISOString(),
  ])
  const page = await explore(simulated)
  expect((await page.get<Overview>('/api/overview')).agents[0]).toMatchObject({
    agent: { id: '../../x', name },
    measures: { calls: 5 },
  })
  expect((await page.get<Calls>(`/api/calls?search=${encodeURIComponent('<IMG SRC=x')}`)).calls[0]?.agent?.name).toBe(name)
  const { key } = (await page.get<Calls>('/api/calls')).calls[0]!
  expect((await page.get<CallAnswer>(`/api/call?key=${key}`)).call.analysis?.summary ?? name).toBe(name)
  const response = await page.fetch('/api/calls')
  expect([response.headers.get('content-type'), response.headers.get('x-content-type-options')]).toEqual([
    'application/json',
    'nosniff',
  ])
  await page.close()
})

test('a copy that breaks while it is open is told, and the server goes on', async () => {
  const simulated = await simulatedCopy(['butter'], { calls: 5 })
  const page = await explore(simulated)
  await simulated.store.run('DROP TABLE sources')
  const response = await page.fetch('/api/state')
  expect([response.status, await response.json()]).toEqual([500, { error: expect.stringContaining('no such table: sources') }])
  expect((await page.fetch('/')).status).toBe(200)
  await page.close()
  await simulated.close()
})
