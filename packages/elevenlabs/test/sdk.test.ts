// The vendor's published SDK, which nobody here wrote, reads the simulator: what it sends and what it expects are the platform's own.
import { type SimulatedCall, type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import { type ElevenLabs, ElevenLabsClient, ElevenLabsError } from '@elevenlabs/elevenlabs-js'
import { expect, onTestFinished, test } from 'vitest'
import { callLog } from '../../callspec/src/index.js'
import { elevenlabs } from '../src/index.js'

type Query = ElevenLabs.conversationalAi.ConversationsListRequest
type Row = ElevenLabs.ConversationSummaryResponseModel

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator('elevenlabs', { calls: 400, ...options })
  onTestFinished(() => simulator.close())
  const { apiKey = '' } = simulator.credentials
  const sdk = new ElevenLabsClient({ baseUrl: simulator.baseUrl, apiKey, maxRetries: 0 }).conversationalAi
  return { simulator, sdk, apiKey }
}

type Sdk = Awaited<ReturnType<typeof start>>['sdk']

/** All rows, page after page, as the SDK's types say that one goes on. */
async function readAll(sdk: Sdk, query: Query = {}): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await sdk.conversations.list({ pageSize: 100, ...query, ...(cursor && { cursor }) })
    rows.push(...page.conversations)
    cursor = page.nextCursor
    more = page.hasMore
  }
  return rows
}

const ids = (simulator: Simulator, keeps: (call: SimulatedCall) => boolean = () => true): string[] =>
  [...simulator.calls()].filter(keeps).map(({ id }) => id)

test.each(['null', 'absent', 'repeated'])(
  'lists every conversation once, page by page, where the last cursor is %s',
  async (last) => {
    const { simulator, sdk } = await start({ knobs: { 'last-cursor': last } })
    const rows = await readAll(sdk)
    expect(simulator.requests.length).toBe(4)
    expect(rows.map(({ conversationId }) => conversationId).toSorted()).toEqual(ids(simulator).toSorted())
    const starts = rows.map(({ startTimeUnixSecs }) => startTimeUnixSecs)
    expect(starts).toEqual(starts.toSorted((one, other) => other - one))
    const oldest = await readAll(sdk, { sortDirection: 'asc' })
    expect(oldest.map(({ startTimeUnixSecs }) => startTimeUnixSecs)).toEqual(starts.toReversed())
  },
)

test('gives the filters of the SDK the meaning that its types say', async () => {
  const { simulator, sdk } = await start()
  const sample = [...simulator.calls()].find(({ state, startedAt }) => state === 'completed' && startedAt !== null)!
  const started = sample.startedAt! / 1000
  const startOf = ({ startedAt }: SimulatedCall) => (startedAt ?? 0) / 1000
  const cases: [Query, (call: SimulatedCall) => boolean][] = [
    [{ agentId: sample.agent!.id! }, ({ agent }) => agent?.id === sample.agent!.id],
    [
      { callStartAfterUnix: started + 100, callStartBeforeUnix: started + 90_000 },
      (call) => startOf(call) >= started + 100 && startOf(call) <= started + 90_000,
    ],
    [{ callDurationMinSecs: 60, callDurationMaxSecs: 300 }, ({ durationSeconds: s }) => s !== null && s >= 60 && s <= 300],
    // A list with one value and one with several.
    [{ excludeStatuses: 'done' }, ({ status }) => status !== 'done'],
    [{ excludeStatuses: ['in-progress', 'processing', 'failed'] }, ({ status }) => status === 'done' || status === 'initiated'],
  ]
  for (const [query, keeps] of cases) {
    const found = (await readAll(sdk, query)).map(({ conversationId }) => conversationId)
    expect([query, found.toSorted()]).toEqual([query, ids(simulator, keeps).toSorted()])
    expect(found.length).toBeGreaterThan(0)
  }
  const [row] = await readAll(sdk, {
    summaryMode: 'include',
    excludeStatuses: ['initiated', 'in-progress', 'processing', 'failed'],
  })
  expect(row?.transcriptSummary).toMatch(/^The customer asked about/)
})

test('tells what is in writing by a filter, which the single conversation confirms and no row does', async () => {
  const { sdk } = await start({ calls: 60 })
  for (const textOnly of [true, false]) {
    const rows = await readAll(sdk, { textOnly })
    expect(rows.length).toBeGreaterThan(0)
    for (const { conversationId } of rows) {
      expect((await sdk.conversations.get(conversationId)).metadata.textOnly).toBe(textOnly)
    }
  }
})

test('gets conversations over the telephone and over the web, with numbers, cost and what was said', async () => {
  const { simulator, sdk } = await start({ calls: 60 })
  for (const { id, channel, direction, state } of simulator.calls()) {
    const { metadata, transcript, hasAudio } = await sdk.conversations.get(id)
    expect(metadata.phoneCall?.direction ?? 'unknown').toBe(direction)
    if (channel === 'phone') expect(metadata.phoneCall?.externalNumber).toMatch(/^\+1555010/)
    const isOver = state === 'completed'
    expect(transcript.flatMap(({ message, role }) => (message ? [role] : []))).toEqual(
      isOver ? ['agent', 'user', 'agent', 'user'] : [],
    )
    expect(metadata.costFiat! > 0).toBe(isOver)
    if (!isOver) expect(hasAudio).toBe(false)
  }
})

test('downloads a recording', async () => {
  const { simulator, sdk } = await start({ calls: 30 })
  const details = await Promise.all(ids(simulator).map((id) => sdk.conversations.get(id)))
  const { conversationId } = details.find(({ hasAudio }) => hasAudio)!
  const audio = Buffer.from(await new Response(await sdk.conversations.audio.get(conversationId)).arrayBuffer())
  // The first eleven bits of a frame of MP3 are set.
  expect(audio.readUInt16BE(0) >> 5).toBe(0x7ff)
  const silent = details.find(({ hasAudio }) => !hasAudio)!
  await expect(sdk.conversations.audio.get(silent.conversationId)).rejects.toBeInstanceOf(ElevenLabsError)
})

test('makes calls and says where none was made, rates, analyses and deletes one, and reads agents, numbers and batches', async () => {
  const { simulator, sdk } = await start({ calls: 60 })
  const [agent] = (await sdk.agents.list({ pageSize: 2, sortBy: 'created_at', sortDirection: 'desc' })).agents
  const [number] = await sdk.phoneNumbers.list({ agentId: agent!.agentId })
  const dial = { agentId: agent!.agentId, agentPhoneNumberId: number!.phoneNumberId, toNumber: '+15550101007' }
  const made = await sdk.twilio.outboundCall(dial)
  expect(simulator.call(made.conversationId!)).toMatchObject({ status: 'initiated', direction: 'outbound', channel: 'phone' })
  expect((await sdk.conversations.get(made.conversationId!)).metadata.phoneCall).toMatchObject({
    direction: 'outbound',
    externalNumber: '+15550101007',
    agentNumber: number!.phoneNumber,
  })
  expect(await sdk.sipTrunk.outboundCall({ ...dial, toNumber: 'the office' })).toMatchObject({ success: false })
  const [done] = ids(simulator, ({ state }) => state === 'completed')
  await sdk.conversations.feedback.create(done!, { feedback: 'like' })
  expect((await sdk.conversations.analysis.run(done!)).analysis?.transcriptSummary).toMatch(/^The customer/)
  expect((await sdk.conversations.getSummary(done!, { maxMessages: 2 })).messagesOmitted).toBe(true)
  await sdk.conversations.delete(done!)
  await expect(sdk.conversations.get(done!)).rejects.toMatchObject({ statusCode: 404 })
  expect((await sdk.agents.get(agent!.agentId)).name).toBe(agent!.name)
  const { batchCalls, nextDoc } = await sdk.batchCalls.list({ limit: 2 })
  expect((await sdk.batchCalls.list({ limit: 2, lastDoc: nextDoc! })).batchCalls[0]?.id).not.toBe(batchCalls[0]?.id)
  const called = (await sdk.batchCalls.get(batchCalls[0]!.id)).recipients
  expect(called.map(({ conversationId }) => simulator.call(conversationId!)?.direction)).toContain('outbound')
})

test('takes the errors of the simulator for what they are', async () => {
  const { simulator, sdk } = await start({ calls: 3 })
  const stranger = new ElevenLabsClient({ baseUrl: simulator.baseUrl, apiKey: 'sk_wrong', maxRetries: 0 }).conversationalAi
  await expect(stranger.conversations.list()).rejects.toMatchObject({ statusCode: 401 })
  await expect(sdk.conversations.list({ pageSize: 101 })).rejects.toMatchObject({
    name: 'UnprocessableEntityError',
    statusCode: 422,
  })
  simulator.fault({ fault: '429' })
  await expect(sdk.conversations.list()).rejects.toMatchObject({ statusCode: 429 })
})

test('reads the same conversations as the log', async () => {
  const { simulator, sdk, apiKey } = await start()
  const rows = (await readAll(sdk)).map(({ conversationId, callDurationSecs }) => [conversationId, callDurationSecs])
  const log = callLog([elevenlabs({ baseUrl: simulator.baseUrl, apiKey })])
  const calls: unknown[] = []
  for await (const { id, durationSeconds } of log.list()) calls.push([id, durationSeconds])
  expect(calls.toSorted()).toEqual(rows.toSorted())
})
