import { connect } from 'node:net'
import { webhooks } from '@callspec/all/webhooks'
import { type ProviderId, type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import { erase, openStore, type Store, sync } from '@callspec/sync'
import {
  createReceiver,
  type HookServer,
  type Receiver,
  type ReceiverEvent,
  type ReceiverOptions,
  serveHooks,
} from '@callspec/sync/receive'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startProcess } from './processes/start-process.ts'
import { freePort } from './servers/free-port.ts'
import { sourceOf } from './source-of.ts'
import { STORES, type TestStores } from './stores.ts'

/** Before any call of a simulator that arrives. */
const BEFORE = Date.parse('2026-11-20T12:03:00Z')

describe.each(STORES)('web hooks into a copy in $name', ({ start }) => {
  let stores: TestStores
  let address: string
  let store: Store
  let port: number
  let simulator: Simulator
  let receiver: Receiver
  let server: HookServer
  let events: ReceiverEvent[]

  beforeAll(async () => {
    stores = await start()
  })
  afterAll(() => stores?.close())

  beforeEach(async () => {
    address = await stores.address()
    store = await openStore(address)
    port = await freePort()
    events = []
  })
  afterEach(async () => {
    await simulator.close()
    await server?.close()
    await receiver?.close()
    await store.close()
  })

  const simulate = async (provider: ProviderId, options: SimulatorOptions = {}) => {
    const url = `http://127.0.0.1:${port}/hooks/${provider}`
    simulator = await startSimulator(provider, {
      calls: 5,
      spacingSeconds: 3600,
      webhooks: { url, repeatAfterMs: 20 },
      ...options,
    })
  }
  const receive = async (options: ReceiverOptions = {}) => {
    const { provider, webhookSecret } = simulator
    const webhook = webhooks[provider as keyof typeof webhooks]
    receiver = await createReceiver([{ source: sourceOf(simulator), webhook, secret: webhookSecret }], store, {
      now: () => BEFORE,
      onEvent: (event) => events.push(event),
      ...options,
    })
    server = await serveHooks(receiver.handle, { port })
  }
  const settled = async () => {
    await simulator.hooksSettled()
    await receiver.settled()
  }
  const statusOf = async (id: string) => (await store.all('SELECT status FROM calls WHERE id = $1', [id]))[0]?.[0]
  const refused = async () => {
    await receiver.close()
    return (await store.all('SELECT refused FROM receivers'))[0]?.[0]
  }
  const gets = () => simulator.requests.filter(({ path }) => path.includes('get-call')).length

  test('a hook brings its call at once, as a sync would write it', async () => {
    await simulate('retell')
    await receive({ include: ['transcript'] })
    const [call] = simulator.arrive(1, { state: 'completed' })
    await settled()
    const columns = 'key, status, started_at, duration_seconds, agent_id, cost_amount, turn_count, raw'
    const [received] = await store.all(`SELECT ${columns}, list_rank FROM calls`)
    expect(received?.slice(0, 2)).toEqual([`retell/${call!.id}`, 'completed'])
    expect(received?.at(-1)).toBe(0)
    await sync([sourceOf(simulator)], store, { include: ['transcript'] })
    const [synced] = await store.all(`SELECT ${columns}, list_rank FROM calls WHERE id = $1`, [call!.id])
    expect(synced?.slice(0, 7)).toEqual(received?.slice(0, 7))
    // The list has a place for it, and a row of its own.
    expect(synced?.at(-1)).not.toBe(0)
    expect(await store.all('SELECT received, due_at, reason FROM hooks')).toEqual([[3, null, null]])
  })

  test('a forged signature is refused with 401 and counted, and brings nothing', async () => {
    await simulate('retell', { faults: [{ fault: 'hook-forged', times: 1 }, { fault: 'hook-lost' }] })
    await receive()
    simulator.arrive(1, { state: 'completed' })
    await settled()
    // The true one, which follows, is in order.
    expect(simulator.sentHooks.map(({ status }) => status)).toEqual([401, 200])
    expect(events.filter(({ type }) => type === 'refused')).toMatchObject([{ source: 'retell', status: 401 }])
    expect(JSON.stringify(events)).not.toContain(simulator.webhookSecret)
    expect(await refused()).toBe(1)
  })

  test('what is no hook of a source is refused, counted, and tells nothing', async () => {
    await simulate('bolna')
    await receive()
    const ask = async (path: string, init: RequestInit) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, init)
      return [response.status, await response.json()]
    }
    const post = (body: string) => ({ method: 'POST', body })
    expect(await ask('/hooks/other', post('{}'))).toEqual([404, { error: 'no source has this path' }])
    expect(await ask('/', post('{}'))).toEqual([404, { error: 'no source has this path' }])
    expect(await ask('/hooks/bolna', { method: 'GET' })).toEqual([405, { error: 'web hooks come by POST' }])
    expect((await ask('/hooks/bolna', post('not JSON')))[0]).toBe(400)
    // In order, but of no call.
    const other = await fetch(`http://127.0.0.1:${port}/hooks/bolna`, { method: 'POST', body: '{"hello":"there"}' })
    expect(other.status).toBe(200)
    expect(await refused()).toBe(2)
    expect(await store.all('SELECT other FROM receivers')).toEqual([[1]])
    expect(await store.all('SELECT key FROM hooks')).toEqual([])
  })

  test('an endless body is answered with 413, and its connection is closed', async () => {
    await simulate('bolna')
    await receive({ maxBytes: 100_000 })
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text
    })
    socket.on('error', () => undefined)
    socket.write('POST /hooks/bolna HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n')
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
    let sent = 0
    const more = () => {
      while (!socket.destroyed && socket.writable) {
        sent += chunk.length
        if (!socket.write(chunk)) break
      }
    }
    socket.on('drain', more)
    more()
    await new Promise((resolve) => socket.once('close', resolve))
    expect(received).toMatch(/^HTTP\/1\.1 413 /)
    expect(sent).toBeLessThan(50_000_000)
    expect(await refused()).toBe(1)
  })

  test('hooks that come twice, late and in another order do no harm', async () => {
    await simulate('retell', {
      faults: [
        { fault: 'hook-delayed', at: [1], value: 200 },
        { fault: 'hook-doubled', at: [2, 3], value: 2 },
      ],
    })
    await receive()
    const [call] = simulator.arrive(1, { state: 'in_progress' })
    simulator.revise(call!.id, { state: 'completed', durationSeconds: 67 })
    await settled()
    expect(simulator.sentHooks.find(({ fault }) => fault === 'hook-delayed')?.name).toBe('call_started')
    expect(await store.all('SELECT status, duration_seconds FROM calls')).toEqual([['completed', 67]])
    expect(await store.all('SELECT received, due_at FROM hooks')).toEqual([[7, null]])
  })

  test('a response that a sync has overtaken is not written, and the call is fetched once more', async () => {
    await simulate('retell')
    await receive()
    // It answers what the call is like now, and takes its time.
    simulator.fault({ fault: 'slow', operation: 'get', times: 1, value: 400 })
    const [call] = simulator.arrive(1, { state: 'in_progress' })
    await simulator.hooksSettled()
    while (gets() === 0) await new Promise(setImmediate)
    // No hook tells of this.
    simulator.fault({ fault: 'hook-lost' })
    simulator.revise(call!.id, { state: 'completed' })
    await sync([sourceOf(simulator)], store)
    expect(await statusOf(call!.id)).toBe('completed')
    await receiver.settled()
    expect(await statusOf(call!.id)).toBe('completed')
    expect(gets()).toBe(2)
  })

  test('a page that a fetched call has overtaken does not replace it', async () => {
    await simulate('retell')
    await receive()
    const [call] = simulator.arrive(1, { state: 'in_progress' })
    await settled()
    simulator.fault({ fault: 'slow', operation: 'list', times: 1, value: 600 })
    simulator.requests.clear()
    const pass = sync([sourceOf(simulator)], store)
    while (simulator.requests.length === 0) await new Promise(setImmediate)
    simulator.revise(call!.id, { state: 'completed' })
    await settled()
    expect(await statusOf(call!.id)).toBe('completed')
    // Nobody puts it right afterwards.
    await receiver.close()
    await pass
    expect(await statusOf(call!.id)).toBe('completed')
    // What the page had may have been later all the same: the next receiver asks.
    expect(await store.all('SELECT due_at IS NULL FROM hooks')).toEqual([[store.dialect === 'sqlite' ? 0 : false]])
    await server.close()
    await receive()
    await receiver.settled()
    expect(await store.all('SELECT due_at FROM hooks')).toEqual([[null]])
  })

  test('a receiver that is killed between the store and the fetch goes on with what it stored', async () => {
    await simulate('retell', { webhooks: { url: 'http://127.0.0.1:1' } })
    const { provider, baseUrl, credentials, webhookSecret } = simulator
    const job = { address, simulator: { provider, baseUrl, credentials, webhookSecret } }
    simulator.fault({ fault: 'headers-stalled', operation: 'get' })
    const killed = startProcess('run-receiver.ts', job)
    // It was sent to the port that the process has.
    const { port: own } = (await killed.message()) as { port: number }
    const sender = await startSimulator(provider, { calls: 5, webhooks: { url: `http://127.0.0.1:${own}/hooks/retell` } })
    const [call] = sender.arrive(1, { state: 'completed' })
    simulator.arrive(1, { state: 'completed' })
    await sender.hooksSettled()
    await sender.close()
    expect(sender.sentHooks.map(({ status }) => status)).toEqual([200, 200, 200])
    while (gets() === 0) await new Promise(setImmediate)
    killed.child.kill('SIGKILL')
    await killed.exit
    expect(await store.all('SELECT count(*) FROM calls')).toEqual([[0]])
    simulator.clearFaults()
    await receive()
    await receiver.settled()
    expect(await statusOf(call!.id)).toBe('completed')
  })

  test('a sync counts the calls that no hook told of, and a hook that comes later takes one back', async () => {
    await simulate('retell', { faults: [{ fault: 'hook-lost', at: [1, 2, 3] }] })
    const pass = async (now = BEFORE + 60_000) =>
      (await sync([sourceOf(simulator)], store, { now: () => now })).sources[0]?.missed
    expect(await pass()).toBe(null)
    await receive()
    expect(await pass()).toBe(0)
    const [lost] = simulator.arrive(2, { state: 'completed', startedAt: BEFORE + 60_000 })
    await settled()
    expect(await pass()).toBe(1)
    expect(await pass()).toBe(0)
    const missed = () => store.all('SELECT id FROM hooks WHERE received = 0')
    expect(await missed()).toEqual([[lost!.id]])
    // The same platform, whose hooks are late.
    const late = await startSimulator('retell', { calls: 5, webhooks: { url: `http://127.0.0.1:${port}/hooks/retell` } })
    late.arrive(1, { state: 'completed' })
    await late.hooksSettled()
    await late.close()
    await receiver.settled()
    expect(await missed()).toEqual([])
    // Nobody waits for hooks any more.
    expect(await pass(BEFORE + 8 * 86_400_000)).toBe(null)
  })

  test('a call that hooks brought while the list was read is not marked as gone', async () => {
    await simulate('retell')
    await receive()
    simulator.fault({ fault: 'slow', operation: 'list', times: 1, value: 300 })
    const pass = sync([sourceOf(simulator)], store, { prune: true })
    while (simulator.requests.length === 0) await new Promise(setImmediate)
    const [call] = simulator.arrive(1, { state: 'completed' })
    await settled()
    expect((await pass).sources).toMatchObject([{ outcome: 'whole', gone: 0 }])
    expect(await store.all('SELECT gone_at FROM calls WHERE id = $1', [call!.id])).toEqual([[null]])
  })

  test('a call that was erased does not come back by a hook', async () => {
    await simulate('retell')
    await receive()
    const [call] = simulator.arrive(1, { state: 'in_progress' })
    await settled()
    await erase(store, { sources: ['retell'] })
    expect(await store.all('SELECT key FROM hooks')).toEqual([])
    simulator.revise(call!.id, { state: 'completed' })
    await settled()
    expect(await store.all('SELECT count(*) FROM calls')).toEqual([[0]])
    expect(await store.all('SELECT key FROM hooks')).toEqual([])
  })

  test('a call that the platform cannot give is tried again, and then left to the next sync', async () => {
    let now = BEFORE
    await simulate('bolna')
    await receive({ now: () => now })
    const body = JSON.stringify({ id: '00000000-0000-4000-a000-000000000000', status: 'completed' })
    await fetch(`http://127.0.0.1:${port}/hooks/bolna`, { method: 'POST', body })
    for (let tries = 0; tries < 8; tries++) {
      await receiver.settled()
      now += 24 * 3_600_000
    }
    const failed = events.filter((event) => event.type === 'failed')
    expect(failed.map(({ again }) => again === null)).toEqual([...Array(7).fill(false), true])
    expect(await store.all('SELECT given_up FROM receivers')).toEqual([[1]])
    // What anybody may have made up leaves nothing.
    expect(await store.all('SELECT key FROM hooks')).toEqual([])
  })
})

describe('the hooks of every platform', () => {
  // TalkOver documents no request for a single call.
  const followed = (Object.keys(webhooks) as (keyof typeof webhooks & ProviderId)[]).filter((id) => id !== 'talkover')
  let stores: TestStores
  beforeAll(async () => {
    stores = await STORES[0]!.start()
  })
  afterAll(() => stores.close())

  test('arrive with the signature that its package verifies, and bring their calls', async () => {
    const store = await openStore(await stores.address())
    const port = await freePort()
    const simulators = await Promise.all(
      followed.map((provider) =>
        startSimulator(provider, { calls: 5, webhooks: { url: `http://127.0.0.1:${port}/hooks/${provider}` } }),
      ),
    )
    const receiver = await createReceiver(
      simulators.map((simulator) => ({
        source: sourceOf(simulator),
        webhook: webhooks[simulator.provider as keyof typeof webhooks],
        secret: simulator.webhookSecret,
      })),
      store,
    )
    const server = await serveHooks(receiver.handle, { port })
    for (const simulator of simulators) {
      const [call] = simulator.arrive(1, { state: 'completed' })
      await simulator.hooksSettled()
      const { provider } = simulator
      const statuses = simulator.sentHooks.map(({ name, status }) => [name, status])
      expect([provider, statuses]).toEqual([provider, statuses.map(([name]) => [name, 200])])
      expect(statuses.length).toBeGreaterThan(0)
      await receiver.settled()
      expect(await store.all('SELECT key FROM calls WHERE source = $1', [provider])).toEqual([[`${provider}/${call!.id}`]])
    }
    await server.close()
    await receiver.close()
    await Promise.all(simulators.map((simulator) => simulator.close()))
    await store.close()
  })
})

test('a source that signs is refused without a secret, before anything is written', async () => {
  const simulator = await startSimulator('retell', { calls: 1 })
  const stores = await STORES[0]!.start()
  const store = await openStore(await stores.address())
  const source = sourceOf(simulator)
  await expect(createReceiver([{ source, webhook: webhooks.retell }], store)).rejects.toThrow(
    'retell: Retell AI signs its web hooks',
  )
  await expect(createReceiver([{ source, webhook: webhooks.bolna }], store)).rejects.toThrow('Pass those of retell.')
  expect(await store.all('SELECT source FROM receivers')).toEqual([])
  await store.close()
  await stores.close()
  await simulator.close()
})
