// What only the single conversation tells, in the log: numbers and batches, also as filters, cost, and recordings behind the key.
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Call, type CallQuery, callLog } from '../../callspec/src/index.js'
import { openRecording } from '../../callspec/src/recording/recording.js'
import { collect } from '../../callspec/test/sources.js'
import { elevenlabs } from '../src/index.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator('elevenlabs', { calls: 150 })
})
afterAll(() => simulator.close())

const theLog = () => callLog([elevenlabs({ baseUrl: simulator.baseUrl, apiKey: simulator.credentials.apiKey ?? '' })])
const list = (query: CallQuery): Promise<Call[]> => collect(theLog().list(query))

interface Detail {
  conversation_id: string
  has_audio: boolean
  metadata: {
    cost_fiat: number | null
    phone_call: { external_number: string; agent_number: string; call_sid: string } | null
    batch_call: { batch_call_id: string } | null
  }
}

/** Every conversation as the platform tells it, newest first. */
async function conversations(): Promise<Detail[]> {
  const ids = (await list({})).map(({ id }) => id)
  const headers = { 'xi-api-key': simulator.credentials.apiKey ?? '' }
  const answers = ids.map((id) => fetch(`${simulator.baseUrl}/v1/convai/conversations/${id}`, { headers }))
  return Promise.all(answers.map(async (answer) => (await answer).json() as Promise<Detail>))
}

test('details are the numbers, the carrier and the batch of each call, and parts come in the same request', async () => {
  const told = await conversations()
  const before = simulator.requests.length
  const calls = await list({ include: ['details', 'cost', 'transcript', 'recording'] })
  // Two pages of rows.
  expect(simulator.requests.length - before).toBe(2 + told.length)
  expect(
    calls.map(({ id, carrierId, customerNumber, agentNumber, campaign, cost }) => [
      id,
      carrierId,
      customerNumber,
      agentNumber,
      campaign?.id,
      cost?.amount,
    ]),
  ).toEqual(
    told.map(({ conversation_id: id, metadata: { phone_call: phone, batch_call: batch, cost_fiat } }) => [
      id,
      phone?.call_sid ?? null,
      phone?.external_number ?? null,
      phone?.agent_number ?? null,
      batch?.batch_call_id,
      String(cost_fiat),
    ]),
  )
})

test('a number and a batch are filters with the details, and without them the source says that it cannot', async () => {
  const told = await conversations()
  const { phone_call: phone, batch_call: batch } = told.find(({ metadata }) => metadata.batch_call)!.metadata
  const cases: [CallQuery, (detail: Detail) => boolean][] = [
    [{ phoneNumber: phone!.external_number }, ({ metadata }) => metadata.phone_call?.external_number === phone!.external_number],
    [{ campaignId: batch!.batch_call_id }, ({ metadata }) => metadata.batch_call?.batch_call_id === batch!.batch_call_id],
  ]
  for (const [query, keeps] of cases) {
    const found = (await list({ ...query, include: ['details'] })).map(({ id }) => id)
    expect(found).toEqual(told.filter(keeps).map(({ conversation_id: id }) => id))
    expect(found.length).toBeGreaterThan(0)
    await expect(list(query)).rejects.toMatchObject({ code: 'unsupported' })
  }
})

test('a recording opens with the key, and there is none where the conversation has no audio', async () => {
  const log = theLog()
  const calls = await list({ include: ['recording'] })
  const told = new Map((await conversations()).map((detail) => [detail.conversation_id, detail.has_audio]))
  expect(calls.map(({ id, recordingUrl }) => [id, recordingUrl !== null])).toEqual(calls.map(({ id }) => [id, told.get(id)]))
  const recorded = calls.find(({ recordingUrl }) => recordingUrl !== null)!
  const { body, type, length } = (await openRecording(log, recorded))!
  const bytes = Buffer.from(await new Response(body).arrayBuffer())
  expect([type, length, bytes.readUInt16BE(0) >> 5]).toEqual(['audio/mpeg', bytes.length, 0x7ff])
})
