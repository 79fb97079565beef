// The vendor's published SDK, which nobody here wrote, reads the simulator: what it sends and what it expects are the platform's own.
import { type SimulatedCall, type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import twilioSdk from 'twilio'
import { expect, onTestFinished, test } from 'vitest'
import { callLog } from '../../callspec/src/index.js'
import { twilio } from '../src/index.js'

/** Sends what is meant for the vendor's host to the simulator instead. */
class ToSimulator extends twilioSdk.RequestClient {
  readonly #baseUrl: string

  constructor(baseUrl: string) {
    super()
    this.#baseUrl = baseUrl
  }

  override request: twilioSdk.RequestClient['request'] = (options) =>
    super.request({ ...options, uri: options.uri.replace('https://api.twilio.com', this.#baseUrl) })
}

const sdkOf = ({ baseUrl, credentials }: Simulator, token = credentials.authToken) =>
  twilioSdk(credentials.accountSid, token, { httpClient: new ToSimulator(baseUrl) })

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator('twilio', options)
  onTestFinished(() => simulator.close())
  return { simulator, sdk: sdkOf(simulator) }
}

const ids = (simulator: Simulator, keeps: (call: SimulatedCall) => boolean = () => true) =>
  [...simulator.calls()]
    .filter(keeps)
    .map(({ id }) => id)
    .toSorted()

test('lists every call once, page by page, by the links of the answers', async () => {
  const { simulator, sdk } = await start({ calls: 2500 })
  const calls = await sdk.calls.list({ pageSize: 1000, startTimeAfter: new Date('2000-01-01') })
  expect(calls.map(({ sid }) => sid).toSorted()).toEqual(ids(simulator))
  // The SDK follows the link untouched; the filter and the size are in it.
  expect(simulator.requests.map(({ query }) => Object.fromEntries(query))).toEqual([
    { 'StartTime>': '2000-01-01T00:00:00Z', PageSize: '1000' },
    { 'StartTime>': '2000-01-01T00:00:00Z', PageSize: '1000', Page: '1', PageToken: `PA${calls[999]?.sid}` },
    { 'StartTime>': '2000-01-01T00:00:00Z', PageSize: '1000', Page: '2', PageToken: `PA${calls[1999]?.sid}` },
  ])
})

test('turns pages forward and back', async () => {
  const { sdk } = await start({ calls: 60 })
  const first = await sdk.calls.page({ pageSize: 20 })
  const second = await first.nextPage()
  const again = await second?.previousPage()
  const sids = (page: { instances: { sid: string }[] } | undefined) => page?.instances.map(({ sid }) => sid)
  expect(sids(again)).toEqual(sids(first))
  expect((await (await second?.nextPage())?.nextPage()) === undefined).toBe(true)
})

test('gives the filters of the SDK the meaning that its comments say', async () => {
  const { simulator, sdk } = await start({ calls: 400 })
  const sample = [...simulator.calls()].find(({ startedAt, direction }) => startedAt !== null && direction === 'outbound')!
  const at = sample.startedAt!
  const cases: [Parameters<typeof sdk.calls.list>[0], (call: SimulatedCall) => boolean][] = [
    [{ status: 'no-answer' }, ({ state }) => state === 'no_answer'],
    [{ from: sample.from! }, ({ from }) => from === sample.from],
    [{ to: sample.to! }, ({ to }) => to === sample.to],
    [{ startTimeBefore: new Date(at) }, ({ startedAt }) => startedAt === null || startedAt < at],
    [{ startTimeAfter: new Date(at) }, ({ startedAt }) => startedAt === null || startedAt >= at],
  ]
  for (const [filter, keeps] of cases) {
    const found = (await sdk.calls.list(filter)).map(({ sid }) => sid)
    expect([filter, found.toSorted()]).toEqual([filter, ids(simulator, keeps)])
    expect(found.length).toBeGreaterThan(0)
  }
  const child = (await sdk.calls.list()).find(({ parentCallSid }) => parentCallSid)
  expect((await sdk.calls.list({ parentCallSid: child!.parentCallSid })).map(({ sid }) => sid)).toEqual([child!.sid])
})

test('gets calls with the values that they have, whatever the wire writes as text', async () => {
  const { simulator, sdk } = await start({ calls: 30 })
  for (const truth of simulator.calls()) {
    const call = await sdk.calls(truth.id).fetch()
    expect([call.dateCreated.getTime(), call.startTime?.getTime() ?? null, call.endTime?.getTime() ?? null]).toEqual([
      truth.createdAt,
      truth.startedAt,
      truth.endedAt,
    ])
    expect([call.duration, call.price]).toEqual([
      truth.durationSeconds?.toString() ?? null,
      truth.cost === null ? null : `-${truth.cost}`,
    ])
  }
})

test('makes a call by a form, ends it and deletes it', async () => {
  const { simulator, sdk } = await start({ calls: 20 })
  const made = await sdk.calls.create({
    to: '+15550101001',
    from: '+15550201001',
    twiml: '<Response/>',
    statusCallbackEvent: ['ringing', 'answered'],
  })
  expect(made).toMatchObject({ status: 'queued', direction: 'outbound-api', to: '+15550101001' })
  expect(simulator.requests.at(-1)?.body).toMatchObject({ StatusCallbackEvent: ['ringing', 'answered'] })
  expect((await sdk.calls(made.sid).update({ status: 'canceled' })).status).toBe('canceled')
  expect(await sdk.calls(made.sid).remove()).toBe(true)
  await expect(sdk.calls(made.sid).fetch()).rejects.toMatchObject({ status: 404 })
})

test('finds recordings, their texts and the numbers of the account', async () => {
  const { sdk } = await start({ calls: 60 })
  const [recording] = await sdk.recordings.list({ limit: 1 })
  const [same] = await sdk.calls(recording!.callSid).recordings.list()
  expect([same?.sid, same?.track]).toEqual([recording!.sid, 'both'])
  const [text] = await sdk.recordings(recording!.sid).transcriptions.list()
  expect(text?.transcriptionText).toContain('How can I help?')
  expect((await sdk.incomingPhoneNumbers.list({ pageSize: 2 })).map(({ phoneNumber }) => phoneNumber).length).toBe(4)
})

test('takes the errors of the simulator for what they are', async () => {
  const { simulator, sdk } = await start({ calls: 3 })
  await expect(sdkOf(simulator, 'wrong').calls.list()).rejects.toMatchObject({ status: 401 })
  await expect(sdk.calls.create({ to: '', from: '+15550201001', twiml: '<Response/>' })).rejects.toMatchObject({ code: 21201 })
  simulator.fault({ fault: '429' })
  await expect(sdk.calls.list()).rejects.toMatchObject({ status: 429 })
})

test('reads the same calls as the log', async () => {
  const { simulator, sdk } = await start({ calls: 1300 })
  const seen = new Map((await sdk.calls.list({ pageSize: 1000 })).map((call) => [call.sid, call.toJSON()]))
  const { accountSid = '', authToken = '' } = simulator.credentials
  let calls = 0
  for await (const { id, raw } of callLog([twilio({ baseUrl: simulator.baseUrl, accountSid, authToken })]).list()) {
    expect(seen.get(id)).toMatchObject({ from: raw.from, to: raw.to, status: raw.status, price: raw.price, uri: raw.uri })
    calls++
  }
  expect(calls).toBe(seen.size)
})
