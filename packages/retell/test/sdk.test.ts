// The vendor's published SDK, which nobody here wrote, reads the simulator: what it sends and what it expects are the platform's own.
import { type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import Retell from 'retell-sdk'
import { expect, onTestFinished, test } from 'vitest'
import { callLog } from '../../callspec/src/index.js'
import { retell } from '../src/index.js'

type Query = Retell.CallListParams
type Row = Retell.CallListResponse['items'][number]

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator('retell', { calls: 2500, ...options })
  onTestFinished(() => simulator.close())
  const sdk = new Retell({ baseURL: simulator.baseUrl, apiKey: simulator.credentials.apiKey ?? '', maxRetries: 0 })
  return { simulator, sdk }
}

/** All rows, page after page, as the SDK's types say that one goes on. */
async function readAll(sdk: Retell, query: Query): Promise<Row[]> {
  const rows: Row[] = []
  for (let pagination_key: string | undefined, more = true; more; ) {
    const page = await sdk.call.list({ ...query, ...(pagination_key && { pagination_key }) })
    rows.push(...page.items)
    pagination_key = page.pagination_key
    more = page.has_more
  }
  return rows
}

const ids = (
  simulator: Simulator,
  keeps: (call: ReturnType<Simulator['calls']> extends Iterable<infer Call> ? Call : never) => boolean,
) => [...simulator.calls()].filter(keeps).map(({ id }) => id)

test.each(['null', 'absent', 'repeated'])('lists every call once, page by page, where the last key is %s', async (last) => {
  const { simulator, sdk } = await start({ knobs: { 'last-cursor': last } })
  const rows = await readAll(sdk, { limit: 1000 })
  expect(simulator.requests.map(({ path, body }) => [path, body])).toEqual([
    ['/v3/list-calls', { limit: 1000 }],
    ['/v3/list-calls', { limit: 1000, pagination_key: expect.any(String) }],
    ['/v3/list-calls', { limit: 1000, pagination_key: expect.any(String) }],
  ])
  expect(rows.map(({ call_id }) => call_id).toSorted()).toEqual(ids(simulator, () => true).toSorted())
  const starts = rows.flatMap(({ start_timestamp: start }) => start ?? [])
  expect(starts).toEqual(starts.toSorted((one, other) => other - one))
})

test('gives the filters of the SDK the meaning that its types say', async () => {
  const { simulator, sdk } = await start({ calls: 400 })
  const sample = [...simulator.calls()].find(({ startedAt, hidden }) => startedAt !== null && hidden.campaignId)!
  const started = sample.startedAt!
  const cases: [Query['filter_criteria'], Parameters<typeof ids>[1]][] = [
    [{ agent: [{ agent_id: sample.agent!.id! }] }, ({ agent }) => agent?.id === sample.agent!.id],
    [
      { batch_call_id: { type: 'string', op: 'eq', value: sample.hidden.campaignId! } },
      ({ hidden }) => hidden.campaignId === sample.hidden.campaignId,
    ],
    [
      { call_status: { type: 'enum', op: 'in', value: ['not_connected', 'ongoing'] } },
      ({ status }) => status === 'not_connected' || status === 'ongoing',
    ],
    [{ direction: { type: 'enum', op: 'in', value: ['inbound'] } }, ({ direction }) => direction === 'inbound'],
    [
      { start_timestamp: { type: 'number', op: 'ge', value: started } },
      ({ startedAt }) => startedAt !== null && startedAt >= started,
    ],
    [
      { start_timestamp: { type: 'number', op: 'lt', value: started } },
      ({ startedAt }) => startedAt !== null && startedAt < started,
    ],
    [
      { to_number: { type: 'string', op: 'co', value: sample.to!.slice(-6) } },
      ({ to }) => to?.includes(sample.to!.slice(-6)) ?? false,
    ],
  ]
  for (const [filter_criteria, keeps] of cases) {
    const found = (await readAll(sdk, { filter_criteria, limit: 50 })).map(({ call_id }) => call_id)
    expect([filter_criteria, found.toSorted()]).toEqual([filter_criteria, ids(simulator, keeps).toSorted()])
    expect(found.length).toBeGreaterThan(0)
  }
  const { total, items } = await sdk.call.list({ include_total: true, limit: 1, sort_order: 'ascending' })
  expect([total, items.length]).toEqual([400, 1])
})

test('gets calls of both kinds, with what was said', async () => {
  const { simulator, sdk } = await start({ calls: 60 })
  for (const { id, channel, from, state } of simulator.calls()) {
    const call = await sdk.call.retrieve(id)
    expect(call.call_type).toBe(channel === 'phone' ? 'phone_call' : 'web_call')
    expect(call.call_type === 'phone_call' ? call.from_number : null).toBe(from)
    const roles = call.transcript_object?.map(({ role }) => role)
    expect(roles).toEqual(state === 'completed' ? ['agent', 'user', 'agent', 'user'] : undefined)
  }
})

test('makes, changes, ends and deletes calls, and lists agents and numbers', async () => {
  const { simulator, sdk } = await start({ calls: 20 })
  const agent_id = [...simulator.calls()][0]!.agent!.id!
  const made = await sdk.call.createPhoneCall({ from_number: '+15550201001', to_number: '+15550101001', metadata: { a: 1 } })
  expect(made).toMatchObject({ call_status: 'registered', direction: 'outbound', metadata: { a: 1 } })
  const { call_id, access_token } = await sdk.call.createWebCall({ agent_id })
  expect([simulator.call(call_id)?.channel, access_token.length > 0]).toEqual(['web', true])
  await sdk.call.stop(made.call_id)
  expect((await sdk.call.update(made.call_id, { metadata: { b: 2 } })).metadata).toEqual({ b: 2 })
  await sdk.call.delete(made.call_id)
  await expect(sdk.call.retrieve(made.call_id)).rejects.toBeInstanceOf(Retell.UnprocessableEntityError)
  const { items } = await sdk.agent.list({ limit: 2, filter_criteria: { query: 'agent' } })
  expect(items.length).toBe(2)
  expect((await sdk.agent.retrieve(agent_id)).agent_id).toBe(agent_id)
  expect((await sdk.phoneNumber.list()).items[0]?.phone_number).toMatch(/^\+1555/)
})

test('takes the errors of the simulator for what they are', async () => {
  const { simulator, sdk } = await start({ calls: 3 })
  const stranger = new Retell({ baseURL: simulator.baseUrl, apiKey: 'key_wrong', maxRetries: 0 })
  await expect(stranger.call.list()).rejects.toBeInstanceOf(Retell.AuthenticationError)
  await expect(sdk.call.list({ limit: 1001 })).rejects.toBeInstanceOf(Retell.BadRequestError)
  simulator.fault({ fault: '429' })
  await expect(sdk.call.list()).rejects.toBeInstanceOf(Retell.RateLimitError)
})

test('reads the same rows as the log', async () => {
  const { simulator, sdk } = await start({ calls: 1300 })
  const rows = new Map((await readAll(sdk, { limit: 1000 })).map((row) => [row.call_id, row]))
  const log = callLog([retell({ baseUrl: simulator.baseUrl, apiKey: simulator.credentials.apiKey ?? '' })])
  let calls = 0
  for await (const { id, raw } of log.list()) {
    expect(raw).toEqual(rows.get(id))
    calls++
  }
  expect(calls).toBe(rows.size)
})
