// The vendor's published SDK, which nobody here wrote, reads the simulator: what it sends and what it expects are the platform's own.
import { type Simulator, startSimulator } from '@callspec/simulator'
import { GHLError, HighLevel } from '@gohighlevel/api-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callLog } from '../../callspec/src/index.js'
import { highlevel } from '../src/index.js'

const locationId = 'LOC123456789ABCDEF'

/** The SDK has no option for its host, and no log on standard output here. */
function sdkFor(simulator: Simulator, privateIntegrationToken = simulator.credentials.token ?? ''): HighLevel {
  const sdk = new HighLevel({ privateIntegrationToken, apiVersion: '2021-04-15', logLevel: 'none' })
  sdk.getHttpClient().defaults.baseURL = simulator.baseUrl
  return sdk
}

type Logs = Awaited<ReturnType<HighLevel['voiceAi']['getCallLogs']>>
type Query = Omit<Parameters<HighLevel['voiceAi']['getCallLogs']>[0], 'locationId'>

async function readAll(sdk: HighLevel, query: Query): Promise<Logs['callLogs']> {
  const rows: Logs['callLogs'] = []
  for (let page = 1; ; page++) {
    const { callLogs, total, pageSize } = await sdk.voiceAi.getCallLogs({ ...query, locationId, page, pageSize: 50 })
    rows.push(...callLogs)
    if (page * pageSize >= total) return rows
  }
}

let simulator: Simulator
let sdk: HighLevel
beforeAll(async () => {
  simulator = await startSimulator('highlevel', { calls: 220 })
  sdk = sdkFor(simulator)
})
afterAll(() => simulator.close())

test('lists every call once, newest first, as the log does', async () => {
  const rows = await readAll(sdk, {})
  expect(rows.map(({ id }) => id)).toEqual([...simulator.calls()].map(({ id }) => id).reverse())
  const { baseUrl, credentials } = simulator
  const log = callLog([highlevel({ baseUrl, ...credentials })])
  const byId = new Map(rows.map((row) => [row.id, row]))
  let calls = 0
  for await (const { id, raw } of log.list()) {
    expect(raw).toEqual(byId.get(id))
    calls++
  }
  expect(calls).toBe(220)
})

test('gives the filters of the SDK the meaning that its types say', async () => {
  const calls = [...simulator.calls()]
  const sample = calls.find(({ contact }) => contact)!
  const [from, to] = [calls[50]!.createdAt!, calls[90]!.createdAt!]
  const cases: [Query, (call: (typeof calls)[number]) => boolean][] = [
    [{ agentId: sample.agent!.id! }, ({ agent }) => agent?.id === sample.agent!.id],
    [{ contactId: sample.contact!.id! }, ({ contact }) => contact?.id === sample.contact!.id],
    [{ callType: 'TRIAL' }, ({ isTest }) => isTest === true],
    [{ startDate: from, endDate: to }, ({ createdAt }) => createdAt! >= from && createdAt! <= to],
  ]
  for (const [query, keeps] of cases) {
    const found = (await readAll(sdk, query)).map(({ id }) => id)
    expect([query, found.toSorted()]).toEqual([
      query,
      calls
        .filter(keeps)
        .map(({ id }) => id)
        .toSorted(),
    ])
    expect(found.length).toBeGreaterThan(0)
  }
  const longest = (await readAll(sdk, { sortBy: 'duration', sort: 'descend' })).map(({ duration }) => duration)
  expect(longest).toEqual(longest.toSorted((one, other) => other - one))
})

test('gets a call, its message, its transcription and its recording', async () => {
  const [row] = (await readAll(sdk, {})).filter(({ summary, messageId }) => summary && messageId)
  const { id, messageId = '', fromNumber } = row!
  expect(await sdk.voiceAi.getCallLog({ callId: id, locationId })).toEqual(row)
  const message = await sdk.conversations.getMessage({ id: messageId })
  expect([message.id, message.messageType, message.meta?.callStatus]).toEqual([messageId, 'TYPE_CALL', 'completed'])
  const sentences = await sdk.conversations.getMessageTranscription({ locationId, messageId })
  expect(sentences).toMatchObject([0, 1, 2, 3].map((sentenceIndex) => ({ sentenceIndex })))
  expect(fromNumber).toMatch(/^\+1555/)
})

test('lists agents, by their name too', async () => {
  const { agents, total } = await sdk.voiceAi.getAgents({ locationId, query: 'sales' })
  expect([total, agents.map(({ agentName }) => agentName)]).toEqual([1, ['Sales Agent']])
})

test('takes the errors of the simulator for what they are', async () => {
  const codeOf = (request: Promise<unknown>) =>
    request.then(
      () => 'none',
      (error: unknown) => error instanceof GHLError && error.statusCode,
    )
  expect(await codeOf(sdkFor(simulator, 'pit-wrong').voiceAi.getCallLogs({ locationId }))).toBe(401)
  expect(await codeOf(sdk.voiceAi.getCallLogs({ locationId, startDate: 1 }))).toBe(400)
  expect(await codeOf(sdk.voiceAi.getCallLogs({ locationId, pageSize: 51 }))).toBe(400)
  expect(await codeOf(sdk.voiceAi.getAgents({ locationId, pageSize: 51 }))).toBe(422)
})
