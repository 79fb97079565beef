import { expect, test } from 'vitest'
import { startSimulator, startSimulators } from '../src/index.js'
import { documented } from './all-documented.js'
import { ask, type Json } from './ask.js'
import { providers, start } from './each.js'

test('all platforms start on consecutive ports, with the base URLs of their documentation', async () => {
  // Below the ports that the system hands out, and another one for every process that runs this.
  const port = 20_000 + (process.pid % 400) * 30
  const all = await startSimulators({ port, calls: 5, knobs: { butter: { 'row-order': 'oldest-first' } } })
  try {
    expect(Object.values(all).map(({ baseUrl }) => baseUrl)).toEqual(
      providers.map((id, index) => `http://127.0.0.1:${port + index}${documented[id].basePath}`),
    )
    expect(Object.keys(all)).toEqual(providers)
    const ids = [...all.butter.calls()].map(({ id }) => id)
    expect((await ask(all.butter, '/api/calls')).body.data.map((row: Json) => row.call_sid)).toEqual(ids)
    for (const id of providers) expect(Object.keys(all[id].credentials)).toEqual(documented[id].credentials)
    // A port that is taken fails, and what had started by then is closed again.
    await expect(startSimulators({ port: port - 2, calls: 5 })).rejects.toThrow('EADDRINUSE')
    await expect(fetch(`http://127.0.0.1:${port - 2}/`)).rejects.toThrow()
  } finally {
    await Promise.all(Object.values(all).map((simulator) => simulator.close()))
  }
})

test('the data of each platform follow from the seed and its own id, so that a further platform moves none', async () => {
  const all = await startSimulators({ calls: 3, seed: 7 })
  const newest = Object.values(all).map(({ provider, calls }) => [provider, [...calls()].at(-1)?.id])
  await Promise.all(Object.values(all).map((simulator) => simulator.close()))
  expect(Object.fromEntries(newest)).toMatchObject({
    agentvoice: 'e016f644-9314-4056-a16f-31408f0f1a67',
    butter: 'call_da4547f7757c',
    zudu: 'call_f3da523dd6de',
  })
  await expect(startSimulators({ seed: 1.5 })).rejects.toThrow('Invalid seed: received 1.5. Pass an integer.')
})

test('every request is logged without its headers until the log is cleared', async () => {
  const simulator = await start('zudu')
  await ask(simulator, '/api/agents?limit=2&limit=3&page=0')
  await ask(simulator, '/api/calls', { method: 'POST', body: { page: 0 } })
  await ask(simulator, '/no/such%20path', { headers: {} })
  expect([...simulator.requests]).toEqual([
    {
      method: 'GET',
      path: '/api/agents',
      query: [
        ['limit', '2'],
        ['limit', '3'],
        ['page', '0'],
      ],
      body: undefined,
    },
    { method: 'POST', path: '/api/calls', query: [], body: { page: 0 } },
    { method: 'GET', path: '/no/such%20path', query: [], body: undefined },
  ])
  simulator.requests.clear()
  expect(simulator.requests).toHaveLength(0)
})

test('an answer takes at least the latency that was asked for', async () => {
  const simulator = await start('butter', { latencyMs: 60 })
  const before = performance.now()
  await ask(simulator, '/api/calls')
  expect(performance.now() - before).toBeGreaterThanOrEqual(59)
})

test('a closed simulator is gone', async () => {
  const simulator = await start('butter')
  await simulator.close()
  await expect(ask(simulator, '/api/calls')).rejects.toThrow()
})

test.each([-1, 1.5, Number.NaN])('%d calls cannot arrive, and none goes', async (count) => {
  const { arrive, calls } = await start('butter', { calls: 5 })
  expect(() => arrive(count)).toThrow(`Invalid count: received ${count}. Pass an integer of 0 or more.`)
  expect([...calls()]).toHaveLength(5)
})

test('options that cannot be are refused in one line', async () => {
  await expect(start('butter', { calls: -1 })).rejects.toThrow('Invalid calls: received -1. Pass an integer of 0 or more.')
  await expect(start('butter', { newest: 'today' })).rejects.toThrow('Invalid newest: received "today".')
  await expect(start('butter', { latencyMs: Number.NaN })).rejects.toThrow(
    'Invalid latencyMs: received NaN. Pass milliseconds from 0 to 2147483647.',
  )
  await expect(start('butter', { latencyMs: 2 ** 31 })).rejects.toThrow('Invalid latencyMs: received 2147483648.')
  await expect(start('butter', { spacingSeconds: Number.POSITIVE_INFINITY })).rejects.toThrow(
    'Invalid spacingSeconds: received Infinity. Pass a number of 1 or more.',
  )
  // A caller without types.
  await expect(startSimulator('nobody' as 'butter')).rejects.toThrow(`Unknown platform "nobody". Known: ${providers.join(', ')}.`)
})
