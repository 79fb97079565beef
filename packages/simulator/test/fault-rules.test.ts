// Which request meets which fault.
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { type FaultRule, faultNames, faults, type Simulator, startSimulators } from '../src/index.js'
import { simulators } from '../src/simulators.js'
import { ask } from './ask.js'
import { providers, start } from './each.js'

/** The fault that each of so many requests for a list met. */
async function met(simulator: Simulator, count: number, path = '/api/calls?limit=1') {
  for (let asked = 0; asked < count; asked++) await ask(simulator, path)
  return simulator.requests.slice(-count).map(({ fault }) => fault)
}

const none = undefined

test.each<[string, FaultRule[], (string | undefined)[]]>([
  ['without a number or a rate, every request', [{ fault: '500' }], ['500', '500', '500', '500', '500']],
  ['by number', [{ fault: '500', at: [2, 5] }], [none, '500', none, none, '500']],
  ['at most so often', [{ fault: '500', times: 2 }], ['500', '500', none, none, none]],
  ['at most so often of those by number', [{ fault: '500', at: [2, 3, 4], times: 2 }], [none, '500', '500', none, none]],
  ['at a rate of 1, every request', [{ fault: '500', rate: 1, times: 3 }], ['500', '500', '500', none, none]],
  ['at a rate of 0, no request but those by number', [{ fault: '500', rate: 0, at: [4] }], [none, none, none, '500', none]],
  [
    'of several rules, the first',
    [
      { fault: '500', at: [2] },
      { fault: '503', at: [2, 3] },
      { fault: '408', times: 2 },
    ],
    ['408', '500', '503', '408', none],
  ],
  [
    'only where it is about the request',
    [
      { fault: '500', operation: 'get' },
      { fault: '503', operation: 'list', at: [2] },
      { fault: '408', operation: 'other' },
    ],
    [none, '503', none, none, none],
  ],
])('a fault happens %s', async (_, faults, expected) => {
  expect(await met(await start('butter', { faults }), 5)).toEqual(expected)
})

test('a rule counts only the requests that it is about, from when it was given', async () => {
  const simulator = await start('butter')
  const [call] = simulator.calls()
  await met(simulator, 3)
  simulator.fault({ fault: '500', operation: 'get', at: [2] })
  // About lists and single calls only, as it changes their rows.
  simulator.fault({ fault: 'null-fields', at: [5] })
  const seen = [
    ...(await met(simulator, 2)),
    ...(await met(simulator, 2, `/api/calls/${call?.id}`)),
    ...(await met(simulator, 1, '/no/such/path')),
    ...(await met(simulator, 2)),
  ]
  expect(seen).toEqual([none, none, none, '500', none, 'null-fields', none])
})

test('faults can be given and taken away while the simulator runs', async () => {
  const simulator = await start('butter', { faults: [{ fault: '500' }] })
  expect(await met(simulator, 2)).toEqual(['500', '500'])
  simulator.clearFaults()
  expect(await met(simulator, 2)).toEqual([none, none])
  simulator.fault({ fault: '503', times: 1 })
  expect(await met(simulator, 2)).toEqual(['503', none])
})

test('a rate is drawn from the seed and the number of the request', async () => {
  const faults: FaultRule[] = [
    { fault: '500', rate: 0.1 },
    { fault: '503', rate: 0.1 },
  ]
  const run = async (seed: number) => met(await start('butter', { calls: 1, seed, faults }), 200)
  const drawn = await run(1)
  expect(await run(1)).toEqual(drawn)
  expect(await run(2)).not.toEqual(drawn)
  const count = (name: string): number => drawn.filter((fault) => fault === name).length
  // The draws of this seed: about a tenth each, and not the same requests for both rules.
  expect({ first: count('500'), second: count('503') }).toEqual({ first: 18, second: 23 })
})

test('requests are numbered as they arrive, not as their bodies do', async () => {
  const simulator = await start('zudu', { faults: [{ fault: '500', at: [1] }] })
  const { hostname, port } = new URL(simulator.baseUrl)
  const status = (sent: ReturnType<typeof request>): Promise<number | undefined> =>
    new Promise((resolve) => sent.on('response', (response) => resolve(response.resume().statusCode)))
  const early = request({ hostname, port, path: '/api/calls', method: 'POST', headers: { expect: '100-continue' } })
  const first = status(early)
  // The server answers so once it has the head.
  await new Promise<void>((resolve) => {
    early.on('continue', () => resolve())
    early.flushHeaders()
  })
  const second = (await ask(simulator, '/api/calls', { method: 'POST', body: {} })).status
  early.end('{}')
  expect([await first, second]).toEqual([500, 200])
})

test('a fault comes before the credentials are looked at, as an outage does', async () => {
  const simulator = await start('butter', { faults: [{ fault: '503' }] })
  expect((await ask(simulator, '/api/calls', { headers: {} })).status).toBe(503)
})

test('faults for all platforms happen where they can', async () => {
  const all = await startSimulators({ calls: 3, faults: [{ fault: 'repeated-cursor' }, { fault: '500', operation: 'get' }] })
  try {
    const page = await ask(all.butter, '/api/calls?limit=1')
    const cursor = page.body.pagination.next_cursor
    const next = await ask(all.butter, `/api/calls?limit=1&cursor=${encodeURIComponent(cursor)}`)
    expect(next.body.pagination.next_cursor).toBe(cursor)
    expect((await ask(all.talkover, '/calls')).status).toBe(200)
    expect((await ask(all.agentvoice, '/calls/x')).status).toBe(500)
  } finally {
    await Promise.all(Object.values(all).map((simulator) => simulator.close()))
  }
  await expect(startSimulators({ faults: [{ fault: '500', rate: 2 }] })).rejects.toThrow('Invalid rate of fault "500"')
})

test.each<[FaultRule, string]>([
  // A caller without types.
  [{ fault: '501' as '500' }, `Unknown fault "501". Known: ${faultNames.join(', ')}.`],
  [{ fault: '500', at: [0] }, 'Invalid at of fault "500": received [0]. Pass numbers of requests, the first being 1.'],
  [{ fault: '500', at: [] }, 'Invalid at of fault "500": received []. Pass numbers of requests, the first being 1.'],
  [{ fault: '500', rate: 5 }, 'Invalid rate of fault "500": received 5. Pass a share from 0 to 1.'],
  [{ fault: '500', times: 0 }, 'Invalid times of fault "500": received 0. Pass a whole number from 1 on.'],
  [{ fault: '500', value: 1 }, 'Invalid value of fault "500": received 1. It takes none.'],
  [
    { fault: 'slow', value: 'long' },
    'Invalid value of fault "slow": received "long". Pass milliseconds, a whole number from 1 on.',
  ],
  [
    { fault: '429-retry-after', value: 'soon\r\nset-cookie: a=b' },
    'Invalid value of fault "429-retry-after": received "soon\\r\\nset-cookie: a=b". Pass seconds from 0 on, or the text of the header in printable ASCII.',
  ],
  [
    { fault: 'redirect-elsewhere', value: 300 },
    'Invalid value of fault "redirect-elsewhere": received 300. Pass one of 301, 302, 303, 307, 308.',
  ],
  [
    { fault: 'null-fields', value: 0 },
    'Invalid value of fault "null-fields": received 0. Pass the interval between altered calls, from 1 on, or the only member to change.',
  ],
  [{ fault: 'repeated-page', operation: 'get' }, 'Invalid operation of fault "repeated-page": received "get". Pass one of list.'],
  [
    { fault: '500', operation: 'hang-up' as 'end' },
    'Invalid operation of fault "500": received "hang-up". Pass one of list, get, make, update, end, delete, recording, other.',
  ],
  [{ fault: '500', operation: 'get' }, 'talkover has no operation "get" for fault "500". Known: list, make, end, other.'],
  [{ fault: 'repeated-cursor' }, `Fault "repeated-cursor" cannot happen at talkover. Known: ${faults.talkover.join(', ')}.`],
])('the rule %o is refused in one line', async (rule, message) => {
  await expect(start('talkover', { faults: [rule] })).rejects.toThrow(new Error(message))
  const simulator = await start('talkover')
  expect(() => simulator.fault(rule)).toThrow(new Error(message))
})

test.each(providers)('the operations of %s are routes that it has', (provider) => {
  const { calls, routes } = simulators[provider]
  expect(Object.keys(routes)).toEqual(expect.arrayContaining(Object.keys(calls.operations)))
})

test('the README describes every fault', () => {
  const [, section = ''] = readFileSync(new URL('../README.md', import.meta.url), 'utf8').split('## Faults')
  const described = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names = '']) => names.replaceAll('`', '').split(', '))
  expect(described.sort()).toEqual([...faultNames].sort())
})
