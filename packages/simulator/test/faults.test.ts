// What arrives at a client that reads the socket itself.
import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { CallWire } from '../src/define-simulator.js'
import type { HookDefinition } from '../src/hooks/hook-definition.js'
import { type FaultName, type FaultRule, faultNames, faults, type ProviderId, type Simulator } from '../src/index.js'
import { simulators } from '../src/simulators.js'
import { documented } from './all-documented.js'
import { ask } from './ask.js'
import { providers, start } from './each.js'
import { arrived, knock, parseRaw, rawAsk } from './raw.js'

const startWith = (provider: ProviderId, ...rules: FaultRule[]): Promise<Simulator> =>
  start(provider, { calls: 5, faults: rules })

/** A simulator whose lists meet a fault from the second one on, and the first. */
async function spoiled(provider: ProviderId, rule: FaultRule) {
  const simulator = await start(provider, { calls: 5 })
  const own = await rawAsk(simulator, documented[provider].list)
  simulator.fault(rule)
  return { simulator, own, half: own.body.slice(0, own.body.length >> 1) }
}

const json = (text: string) => ({ 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) })

const messages: Partial<Record<FaultName, [number, string]>> = {
  '408': [408, 'Request timeout'],
  '421': [421, 'Misdirected request'],
  '429': [429, 'Too many requests'],
  '500': [500, 'Internal server error'],
  '503': [503, 'Service unavailable'],
}

describe.each(providers)('%s', (provider) => {
  test.each(Object.entries(messages))(
    'fault %s is a status in the platform’s own shape, without any hint',
    async (name, [status, message]) => {
      // The keys of `messages` are names of faults.
      const simulator = await startWith(provider, { fault: name as FaultName })
      const body = JSON.stringify(documented[provider].errorBody(message, status))
      expect(await rawAsk(simulator, documented[provider].list)).toEqual({ status, headers: json(body), body })
    },
  )

  test('a cut JSON is a whole answer of HTTP', async () => {
    const { simulator, own, half } = await spoiled(provider, { fault: 'cut-json' })
    const cut = await rawAsk(simulator, documented[provider].list)
    expect(withoutClock(cut)).toEqual(withoutClock({ ...own, headers: { ...own.headers, ...json(half) }, body: half }))
    expect(() => JSON.parse(half)).toThrow(SyntaxError)
  })

  test('what is called gzip and is none is the answer as it is', async () => {
    const { simulator, own } = await spoiled(provider, { fault: 'not-gzip' })
    const plain = await rawAsk(simulator, documented[provider].list)
    expect(withoutClock(plain)).toEqual(withoutClock({ ...own, headers: { ...own.headers, 'content-encoding': 'gzip' } }))
  })

  test('an answer with an odd reason phrase is the answer as it is', async () => {
    const { simulator, own } = await spoiled(provider, { fault: 'odd-reason' })
    expect(withoutClock(await rawAsk(simulator, documented[provider].list))).toEqual(withoutClock(own))
  })

  test('an empty 200 keeps its content type', async () => {
    const { simulator, own } = await spoiled(provider, { fault: 'empty-200' })
    const empty = await rawAsk(simulator, documented[provider].list)
    expect(withoutClock(empty)).toEqual(withoutClock({ ...own, headers: { ...own.headers, ...json('') }, body: '' }))
  })

  test('a dropped connection says nothing', async () => {
    const simulator = await startWith(provider, { fault: 'connection-dropped' })
    expect(await knock(simulator, documented[provider].list).end).toBe('')
  })

  test('a connection that drops in the body has announced the whole of it', async () => {
    const { simulator, own, half } = await spoiled(provider, { fault: 'connection-dropped-in-body' })
    const dropped = await rawAsk(simulator, documented[provider].list)
    expect(withoutClock(dropped)).toEqual(withoutClock({ ...own, body: half }))
  })

  test('stalled headers say nothing until the simulator is closed', async () => {
    const simulator = await startWith(provider, { fault: 'headers-stalled', at: [1] })
    const stalled = knock(simulator, documented[provider].list)
    await arrived(simulator, 1)
    // The next request overtakes it.
    expect((await rawAsk(simulator, documented[provider].list)).status).toBe(200)
    expect(stalled.received()).toBe('')
    await simulator.close()
    expect(await stalled.end).toBe('')
  })

  test('a stalled body stops in the middle until the simulator is closed', async () => {
    const { simulator, own, half } = await spoiled(provider, { fault: 'body-stalled', at: [1] })
    const stalled = knock(simulator, documented[provider].list)
    await stalled.until((received) => received.endsWith(half))
    expect((await rawAsk(simulator, documented[provider].list)).status).toBe(200)
    await simulator.close()
    expect(withoutClock(parseRaw(await stalled.end))).toEqual(withoutClock({ ...own, body: half }))
  })

  const { list, get } = documented[provider]
  const asked = { list, ...(get && { get: get('none') }) }
  test.each(Object.entries(asked))('a %s meets every fault that it can meet', async (operation, request) => {
    for (const fault of faults[provider]) {
      const others = [...(operation === 'get' ? listFaults : getFaults), ...recordingFaults, ...hookFaults]
      const wanted = others.includes(fault) ? undefined : fault
      const simulator = await startWith(provider, { fault })
      const { end } = knock(simulator, request)
      await arrived(simulator, 1)
      expect(simulator.requests[0]?.fault).toBe(wanted)
      await simulator.close()
      await end
    }
  })
})

const cursorFaults: FaultName[] = ['repeated-cursor', 'other-spelling', 'broken-cursor']
const countedFaults: FaultName[] = ['tied-rows', 'small-pages', 'refused-behind-the-end']
/** What cannot happen to a list by the way that it is paged. */
const impossible: Record<(typeof documented)[ProviderId]['pagesBy'], FaultName[]> = {
  page: cursorFaults,
  offset: cursorFaults,
  cursor: countedFaults,
  row: [...countedFaults.filter((name) => name !== 'small-pages'), 'endless-pages'],
  window: [...countedFaults.filter((name) => name !== 'small-pages'), ...cursorFaults, 'endless-pages'],
}
const recordingFaults: FaultName[] = ['recording-expired', 'recording-missing', 'recording-changed', 'other-range']
const hookFaults: FaultName[] = ['hook-lost', 'hook-doubled', 'hook-delayed', 'hook-forged']
const listFaults: FaultName[] = [
  'repeated-page',
  'first-page-again',
  'endless-pages',
  'flags-as-numbers',
  'counters-as-texts',
  ...cursorFaults,
  ...countedFaults,
]
const getFaults: FaultName[] = ['another-call']

// TalkOver tells on every answer when its window of requests ends.
const withoutClock = <Answer extends { headers: Record<string, string> }>({ headers, ...rest }: Answer) => {
  const { 'x-ratelimit-reset': _reset, ...others } = headers
  return { ...rest, headers: others }
}

test.each(providers.filter((provider) => faults[provider].includes('failed-200')))(
  'a 200 of %s that says it failed has the counters of the page and none of its rows',
  async (provider) => {
    const simulator = await startWith(provider, { fault: 'failed-200', value: 'No plan' })
    const { status, body } = await rawAsk(simulator, documented[provider].list)
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject(documented[provider].errorBody('No plan', 200) as object)
    expect(documented[provider].rows(JSON.parse(body))).toEqual([])
    expect(body).not.toContain('created_at')
  },
)

test('a platform has the faults that its way of paging, its single call, its recordings and its documented errors can have', () => {
  const isSigned = (definition: object) => 'hooks' in definition && 'signing' in (definition.hooks as HookDefinition)
  const countersOf = ({ calls: { counters = {} } }: { calls: CallWire }) => counters
  const possible = (provider: ProviderId, name: FaultName) =>
    !impossible[documented[provider].pagesBy].includes(name) &&
    ((name !== 'flags-as-numbers' && name !== 'other-spelling') || 'hasMore' in countersOf(simulators[provider])) &&
    (name !== 'another-call' || documented[provider].get !== undefined) &&
    (name !== 'failed-200' || 'failsInBody' in simulators[provider]) &&
    (name !== 'epoch-seconds' || 'epochMs' in simulators[provider].calls) &&
    (name !== 'unknown-enum' || documented[provider].words.length > 0) &&
    (!recordingFaults.includes(name) || 'recordings' in simulators[provider]) &&
    (!hookFaults.includes(name) || 'hooks' in simulators[provider]) &&
    (name !== 'hook-forged' || isSigned(simulators[provider]))
  expect(faults).toEqual(
    Object.fromEntries(providers.map((provider) => [provider, faultNames.filter((name) => possible(provider, name))])),
  )
})

const hinted = async (rule: FaultRule) => {
  const { status, headers } = await rawAsk(await startWith('butter', rule), documented.butter.list)
  const { 'content-type': _type, 'content-length': _length, ...hints } = headers
  return { status, hints }
}

const spent = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0' }

test.each<[FaultRule, Record<string, string>]>([
  [{ fault: '429-retry-after' }, { 'retry-after': '1' }],
  [{ fault: '429-retry-after', value: 0.5 }, { 'retry-after': '0.5' }],
  [{ fault: '429-retry-after', value: 'soon' }, { 'retry-after': 'soon' }],
  [{ fault: '429-retry-after-huge' }, { 'retry-after': '99999999999' }],
  [{ fault: '429-rate-limit-reset-delta' }, { 'x-ratelimit-reset': '1', ...spent }],
  [{ fault: '429-rate-limit-reset-plain' }, { 'ratelimit-reset': '1', 'ratelimit-remaining': '0' }],
  [{ fault: '429-retry-after-ms', value: 0.5 }, { 'retry-after-ms': '500' }],
  [{ fault: '429-rate-limit' }, { ratelimit: '"hour";r=40;t=3000, "minute";r=0;t=1' }],
  [
    { fault: '429-rate-limit-reset-delta', value: 30 },
    { 'x-ratelimit-reset': '30', ...spent },
  ],
  [
    { fault: '429-rate-limit-reset', value: '-1' },
    { 'x-ratelimit-reset': '-1', ...spent },
  ],
])('%o says when to come back', async (rule, hints) => {
  expect(await hinted(rule)).toEqual({ status: 429, hints })
})

test.each<[FaultName, (hints: Record<string, string>) => number]>([
  ['429-retry-after-date', (hints) => Date.parse(hints['retry-after'] ?? '')],
  ['429-rate-limit-reset', (hints) => Number(hints['x-ratelimit-reset']) * 1000],
])('fault %s names the next whole second after so many', async (fault, instantOf) => {
  const before = Date.now()
  const { status, hints } = await hinted({ fault, value: 7 })
  const instant = instantOf(hints)
  expect({ status, ahead: instant >= before + 7000, near: instant <= Date.now() + 8000 }).toEqual({
    status: 429,
    ahead: true,
    near: true,
  })
})

test.each<[FaultName, number, string]>([
  ['403-html', 403, 'error code: 1010'],
  ['407-html', 407, '<html><head><title>407 Proxy Authentication Required</title></head></html>'],
])('%s is not in the words of the platform', async (fault, status, body) => {
  const answer = await rawAsk(await startWith('butter', { fault }), documented.butter.list)
  expect(answer).toMatchObject({ status, headers: { 'content-type': 'text/html' }, body })
})

test('HTML comes with 502 and with 200', async () => {
  const simulator = await startWith('butter', { fault: '502-html', at: [1] }, { fault: 'html-200' })
  const answers = [await rawAsk(simulator, documented.butter.list), await rawAsk(simulator, documented.butter.list)]
  expect(answers.map(({ status, headers, body }) => [status, headers['content-type'], body.match(/<h1>.*<\/h1>/)?.[0]])).toEqual([
    [502, 'text/html', '<h1>502 Bad Gateway</h1>'],
    [200, 'text/html; charset=utf-8', '<h1>Log in</h1>'],
  ])
})

test('a slow answer is the platform’s own', async () => {
  const { simulator, own } = await spoiled('butter', { fault: 'slow', value: 20 })
  expect(await rawAsk(simulator, documented.butter.list)).toEqual(own)
})

test('a slow answer does not outlive the simulator', async () => {
  const simulator = await startWith('butter', { fault: 'slow', value: 2_000_000_000 })
  const late = knock(simulator, documented.butter.list)
  await arrived(simulator, 1)
  await simulator.close()
  expect(await late.end).toBe('')
})

test('an endless body goes on until the reader leaves', async () => {
  const simulator = await startWith('butter', { fault: 'endless-body' })
  const response = await fetch(`${simulator.baseUrl}/api/calls`)
  let bytes = 0
  // The body of an answer to GET is never null.
  for await (const chunk of response.body!) {
    bytes += chunk.length
    if (bytes > 20_000_000) break
  }
  expect({ status: response.status, isLong: bytes > 20_000_000 }).toEqual({ status: 200, isLong: true })
  // And the simulator is as well as before.
  simulator.clearFaults()
  expect((await ask(simulator, '/api/calls')).status).toBe(200)
})

test('a gzip bomb is small on the wire and unfolds to the size asked for', async () => {
  const simulator = await startWith('butter', { fault: 'gzip-bomb', value: 3 })
  const response = await fetch(`${simulator.baseUrl}/api/calls`)
  const text = await response.text()
  expect({ encoding: response.headers.get('content-encoding'), length: text.length }).toEqual({
    encoding: 'gzip',
    length: 3 * 2 ** 20 + '{"data":[""]}'.length,
  })
  expect(JSON.parse(text)).toEqual({ data: [expect.stringMatching(/^a+$/)] })
  const { hostname, port } = new URL(simulator.baseUrl)
  const packed = await new Promise<Buffer>((resolve) =>
    request({ hostname, port, path: '/api/calls' }, async (answer) => resolve(Buffer.concat(await answer.toArray()))).end(),
  )
  expect({ isSmall: packed.length < 30_000, length: gunzipSync(packed).length }).toEqual({ isSmall: true, length: text.length })
})

describe('a redirect to another origin', () => {
  test('tells whether a credential came along', async () => {
    const simulator = await startWith('butter', { fault: 'redirect-elsewhere' })
    const url = `${simulator.baseUrl}/api/calls?limit=2`
    const headers = documented.butter.headers(simulator.credentials)
    const refused = await fetch(url, { headers, redirect: 'manual' })
    expect({ status: refused.status, body: await refused.text() }).toEqual({ status: 302, body: '' })
    const location = new URL(refused.headers.get('location') ?? '')
    expect({ host: location.hostname, path: location.pathname + location.search }).toEqual({
      host: '127.0.0.1',
      path: '/api/calls?limit=2',
    })
    expect(location.origin).not.toBe(simulator.baseUrl)
    expect(simulator.strayRequests).toEqual([])

    // The platform's fetch strips `Authorization` on the way, and not this key.
    expect(await (await fetch(url, { headers })).json()).toEqual({})
    await fetch(url)
    expect(simulator.strayRequests).toEqual([
      { method: 'GET', url: '/api/calls?limit=2', carriedCredential: true },
      { method: 'GET', url: '/api/calls?limit=2', carriedCredential: false },
    ])
    await simulator.close()
    await expect(fetch(location)).rejects.toThrow('fetch failed')
  })

  test('with 307 brings a POST along with its body', async () => {
    const simulator = await startWith('zudu', { fault: 'redirect-elsewhere', value: 307 })
    const body = JSON.stringify({ note: simulator.credentials.apiSecret })
    await fetch(`${simulator.baseUrl}/api/calls`, { method: 'POST', body })
    expect(simulator.strayRequests).toEqual([{ method: 'POST', url: '/api/calls', carriedCredential: true }])
  })
})

describe('a call that is being made', () => {
  const make = { method: 'POST', path: '/user/make_call', body: '{"phone_number":"+15550101001","assistant_id":311}' }
  const made = async (fault: FaultName) => {
    const simulator = await startWith('autocalls', { fault, operation: 'make' })
    void knock(simulator, make)
    await arrived(simulator, 1)
    await simulator.close()
    return [...simulator.calls()].length - 5
  }

  test.each<FaultName>(['421', '429', '500', '502-html', 'html-200', 'redirect-elsewhere', 'gzip-bomb'])(
    'is not made by %s',
    async (fault) => {
      expect(await made(fault)).toBe(0)
    },
  )

  test.each<FaultName>([
    'connection-dropped',
    'connection-dropped-in-body',
    'headers-stalled',
    'body-stalled',
    'slow',
    'cut-json',
    'empty-200',
    'not-gzip',
    'odd-reason',
  ])('is made, although %s keeps it from being told', async (fault) => {
    expect(await made(fault)).toBe(1)
  })
})
