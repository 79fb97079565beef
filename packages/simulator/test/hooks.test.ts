import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { faults, type ProviderId, type SentHook, type Simulator, type SimulatorOptions, startSimulator } from '../src/index.js'
import { providers, start } from './each.js'
import { type HookValidator, hookValidatorOf } from './spec.js'

/** What pages say of each platform's hooks, in the order in which a call that somebody took sends them. */
const EVENTS: { readonly [Id in ProviderId]?: readonly string[] } = {
  autocalls: ['post-call'],
  bland: ['post-call'],
  bolna: ['completed'],
  elevenlabs: ['post_call_transcription'],
  highlevel: ['VoiceAiCallEnd'],
  retell: ['call_started', 'call_ended', 'call_analyzed'],
  synthflow: ['post-call'],
  telnyx: ['initiated', 'ringing', 'answered', 'completed'],
  twilio: ['completed'],
  ultravox: ['call.started', 'call.joined', 'call.ended', 'call.billed'],
  vapi: ['status-update ended', 'end-of-call-report'],
}

/** Signed by no documented means. */
const UNSIGNED: readonly ProviderId[] = ['autocalls', 'bolna']

const SENDING = providers.filter((provider) => provider in EVENTS)

interface Arrived {
  path: string
  headers: IncomingMessage['headers']
  text: string
}

let server: Server
let url: string
let arrived: Arrived[]
/** Statuses of the next responses; then 200. */
let statuses: number[]

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    request.on('end', () => {
      arrived.push({ path: request.url ?? '', headers: request.headers, text })
      response.writeHead(statuses.shift() ?? 200).end()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hooks`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  arrived = []
  statuses = []
})

const startSending = (provider: ProviderId, options: SimulatorOptions = {}): Promise<Simulator> =>
  start(provider, { calls: 20, webhooks: { url, repeatAfterMs: 1 }, ...options })

const outcomes = ({ sentHooks }: Simulator) =>
  sentHooks.map(({ name, attempt, status }): [SentHook['name'], number, number | null] => [name, attempt, status])

/** Twilio asks for progress only where it makes the call. */
const isInbound = (simulator: Simulator, id: string) => simulator.call(id)?.direction !== 'outbound'

/** A call that somebody took, which in Twilio came in. */
async function complete(simulator: Simulator): Promise<string> {
  for (;;) {
    const [call] = simulator.arrive(1, { state: 'completed' })
    await simulator.hooksSettled()
    if (simulator.provider !== 'twilio' || isInbound(simulator, call!.id)) return call!.id
  }
}

describe.each(SENDING)('%s', (provider) => {
  let validate: HookValidator
  beforeAll(async () => {
    validate = await hookValidatorOf(provider)
  })

  test('sends what its pages say of a call that somebody took, in its order, and what its spec says', async () => {
    const simulator = await startSending(provider)
    const id = await complete(simulator)
    const own = simulator.sentHooks.filter(({ callId }) => callId === id).map(({ name }) => name)
    expect(own.toSorted()).toEqual([...(EVENTS[provider] ?? [])].toSorted())
    expect(simulator.sentHooks.every(({ status }) => status === 200)).toBe(true)
    for (const hook of arrived) expect(validate(hook)).toEqual([])
    expect(arrived.length).toBe(simulator.sentHooks.length)
  })

  test('sends what its spec says of calls in any state, and of none that was there before', async () => {
    const simulator = await startSending(provider)
    expect(arrived).toEqual([])
    simulator.arrive(60)
    await simulator.hooksSettled()
    expect(arrived.length).toBeGreaterThan(0)
    for (const hook of arrived) expect({ text: hook.text, problems: validate(hook) }).toEqual({ text: hook.text, problems: [] })
  })

  test('tells what a receiver verifies with, where a signature is documented', async () => {
    const simulator = await startSending(provider)
    expect(simulator.webhookSecret).toEqual(UNSIGNED.includes(provider) ? null : expect.stringMatching(/.{16}/))
    expect(faults[provider].includes('hook-forged')).toBe(!UNSIGNED.includes(provider))
  })
})

test.each(providers.filter((provider) => !(provider in EVENTS)))(
  '%s documents no hook of a call, and sends none',
  async (provider) => {
    const simulator = await startSending(provider)
    simulator.arrive(10)
    await simulator.hooksSettled()
    expect([arrived, simulator.webhookSecret, simulator.sentHooks]).toEqual([[], null, []])
    expect(faults[provider].filter((name) => name.startsWith('hook-'))).toEqual([])
  },
)

test.each<[ProviderId, number, [number, number][]]>([
  // Up to three repeats of what was not answered with 2xx.
  [
    'retell',
    500,
    [
      [1, 500],
      [2, 500],
      [3, 500],
      [4, 500],
    ],
  ],
  ['retell', 204, [[1, 204]]],
  // Ten.
  ['ultravox', 500, Array.from({ length: 11 }, (_, index): [number, number] => [index + 1, 500])],
  // Once, whatever comes back.
  ['elevenlabs', 500, [[1, 500]]],
  ['vapi', 500, [[1, 500]]],
  // Anything but 200 is repeated.
  [
    'telnyx',
    204,
    [
      [1, 204],
      [2, 204],
      [3, 204],
      [4, 204],
    ],
  ],
])('%s repeats what was answered with %i as its pages say', async (provider, status, expected) => {
  const simulator = await startSending(provider)
  statuses = Array(200).fill(status)
  await complete(simulator)
  const [first] = simulator.sentHooks
  const tries = outcomes(simulator).filter(([name]) => name === first?.name)
  expect(tries.map(([, attempt, got]) => [attempt, got])).toEqual(expected)
})

test('a hook is sent again until it is answered well, with the same body', async () => {
  const simulator = await startSending('bland')
  statuses = [500, 503]
  await complete(simulator)
  expect(outcomes(simulator)).toEqual([
    ['post-call', 1, 500],
    ['post-call', 2, 503],
    ['post-call', 3, 200],
  ])
  expect(new Set(arrived.map(({ text }) => text)).size).toBe(1)
})

test('hooks get lost, come twice, come late and are forged on demand', async () => {
  const simulator = await startSending('retell', {
    faults: [
      { fault: 'hook-lost', at: [1] },
      { fault: 'hook-doubled', at: [2], value: 2 },
      { fault: 'hook-delayed', at: [3], value: 500 },
      { fault: 'hook-forged', at: [6] },
    ],
  })
  simulator.arrive(2, { state: 'completed' })
  await simulator.hooksSettled()
  const events = arrived.map(({ text }) => JSON.parse(text).event)
  expect(events.toSorted()).toEqual([...Array(3).fill('call_analyzed'), ...Array(4).fill('call_ended'), 'call_started'])
  // The third was overtaken by all that came after it.
  expect(simulator.sentHooks.at(-1)).toMatchObject({ name: 'call_analyzed', fault: 'hook-delayed' })
  const forged = arrived.slice(0, -1).filter(({ text }) => JSON.parse(text).event === 'call_analyzed')
  expect(forged).toHaveLength(2)
  expect(forged[0]?.text).toBe(forged[1]?.text)
  expect(forged[0]?.headers['x-retell-signature']).not.toBe(forged[1]?.headers['x-retell-signature'])
})

test('the validator of hooks refuses a wrong type, a missing member and an unknown event', async () => {
  const validate = await hookValidatorOf('ultravox')
  const simulator = await startSending('ultravox')
  await complete(simulator)
  const [{ headers, text }] = arrived as [Arrived]
  const { event, call } = JSON.parse(text)
  const problems = (body: object) => validate({ headers, text: JSON.stringify(body) }).length
  expect(problems({ event, call })).toBe(0)
  expect(problems({ event, call: { ...call, created: 5 } })).toBeGreaterThan(0)
  expect(problems({ event })).toBeGreaterThan(0)
  expect(problems({ event: 'call.painted', call })).toBe(1)
})

test('no fault of requests happens to a hook, and none of hooks to a request', async () => {
  const simulator = await startSending('butter', { faults: [{ fault: '500', times: 1 }] })
  const other = await startSending('retell', { faults: [{ fault: '500' }, { fault: 'hook-lost', times: 1 }] })
  await complete(other)
  expect(other.sentHooks.map(({ fault }) => fault)).toEqual([undefined, undefined])
  expect(() => simulator.fault({ fault: 'hook-lost' })).toThrow('Fault "hook-lost" cannot happen at butter.')
  expect(() => other.fault({ fault: '500', operation: 'hook' })).toThrow('Invalid operation of fault "500"')
})

test('with a clock, each hook comes when its call is so far', async () => {
  let now = Date.parse('2026-11-20T12:00:00Z')
  const simulator = await startSending('ultravox', { clock: () => now, spacingSeconds: 86_400 })
  const [call] = simulator.arrive(1)
  const told: string[][] = []
  for (; now < Date.parse('2026-11-20T12:40:00Z'); now += 20_000) {
    // Any request reads the clock.
    await fetch(`${simulator.baseUrl}/api/calls`)
    await simulator.hooksSettled()
    told.push(simulator.sentHooks.filter(({ callId }) => callId === call?.id).map(({ name }) => name))
  }
  expect(told[0]).toEqual(['call.started'])
  const last = told.at(-1) ?? []
  expect(last.slice(0, 1)).toEqual(['call.started'])
  expect(last).toContain('call.ended')
})

test('a call that is made by the API sends its hooks as well', async () => {
  const simulator = await startSending('bolna')
  const [{ agent }] = simulator.calls() as Iterable<{ agent: { id: string } }> & [{ agent: { id: string } }]
  await fetch(`${simulator.baseUrl}/call`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.credentials.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: agent.id, recipient_phone_number: '+15550101007' }),
  })
  await simulator.hooksSettled()
  expect(arrived).toHaveLength(1)
})

test.each<[object, string]>([
  [{ url: 'nowhere' }, 'Invalid webhooks.url: received "nowhere". Pass an address like http://127.0.0.1:8787/hooks.'],
  [{ url: 'http://127.0.0.1', secret: '' }, 'Invalid webhooks.secret: received "". Pass a text.'],
  [{ url: 'http://127.0.0.1', repeatAfterMs: -1 }, 'Invalid webhooks.repeatAfterMs: received -1.'],
])('wrong options are refused: %j', async (webhooks, message) => {
  await expect(startSimulator('retell', { webhooks: webhooks as { url: string } })).rejects.toThrow(message)
})
