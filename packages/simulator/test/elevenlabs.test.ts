// What is ElevenLabs' alone: chats beside calls, bounds in whole seconds, much that only the single conversation tells, recordings behind the key.
import { expect, test } from 'vitest'
import type { SimulatedCall } from '../src/index.js'
import { documented } from './all-documented.js'
import { ask, type Json } from './ask.js'
import { start } from './each.js'
import { readAll, readIds } from './read-all.js'

const LIST = '/v1/convai/conversations'
const { headers } = documented.elevenlabs

const details = async (simulator: Awaited<ReturnType<typeof start>>): Promise<Json[]> =>
  Promise.all([...simulator.calls()].map(async ({ id }) => (await ask(simulator, `${LIST}/${id}`)).body))

test.each([
  ['inclusive', true],
  ['exclusive', false],
])('a filter by the start or the duration is %s at the second itself', async (bounds, counts) => {
  const simulator = await start('elevenlabs', { knobs: { 'start-bounds': bounds, 'duration-bounds': bounds } })
  const { id, startedAt, durationSeconds } = [...simulator.calls()].find(({ state }) => state === 'completed')!
  const filters = {
    call_start_after_unix: startedAt! / 1000,
    call_start_before_unix: startedAt! / 1000,
    call_duration_min_secs: durationSeconds,
    call_duration_max_secs: durationSeconds,
  }
  for (const filter of Object.entries(filters)) {
    const found = await readIds(simulator, Object.fromEntries([filter]))
    expect([filter, found.includes(id)]).toEqual([filter, counts])
  }
})

test('rows are in order of their start, in either direction', async () => {
  const simulator = await start('elevenlabs')
  const starts = async (sort_direction: string) =>
    (await readAll(simulator, { sort_direction }, 37)).map((row) => row.start_time_unix_secs)
  const ascending = await starts('asc')
  expect(ascending).toEqual(ascending.toSorted((one, other) => one - other))
  expect(await starts('desc')).toEqual(ascending.toReversed())
})

test('a row has neither numbers nor cost, and the single conversation no mood', async () => {
  const simulator = await start('elevenlabs', { calls: 60 })
  for (const detail of await details(simulator)) {
    const { metadata, ...rest } = detail
    const row = simulator.row(simulator.call(detail.conversation_id) as SimulatedCall) as Json
    expect(JSON.stringify(row)).not.toMatch(/\+1555|cost/)
    expect('sentiment_analysis' in rest).toBe(false)
    expect(metadata.start_time_unix_secs).toBe(row.start_time_unix_secs)
    expect(metadata.phone_call?.direction ?? null).toBe(row.direction)
    expect([metadata.phone_call?.agent_number, metadata.phone_call?.external_number].join()).toMatch(
      metadata.phone_call ? /^\+1555020\d{4},\+1555010\d{4}$/ : /^,$/,
    )
  }
})

test('only what is in writing meets text_only, unless the knob lets calls be so', async () => {
  const sources = async (knobs: Record<string, string>) => {
    const simulator = await start('elevenlabs', { knobs })
    const rows = await readAll(simulator, { text_only: 'true' })
    const ids = rows.map(({ conversation_id }) => conversation_id)
    const written = (await details(simulator)).filter(({ metadata }) => metadata.text_only)
    expect(ids.toSorted()).toEqual(written.map(({ conversation_id }) => conversation_id).toSorted())
    return new Set(rows.map((row) => row.conversation_initiation_source))
  }
  expect([...(await sources({}))].toSorted()).toEqual(['slack_integration', 'twilio_sms', 'whatsapp', 'widget'])
  expect([...(await sources({ 'phone-audio': 'sometimes' }))]).toContain('sip_trunk')
})

test('a summary is there where it is asked for, and else absent or null', async () => {
  for (const [setting, other] of [
    ['absent', undefined],
    ['null', null],
  ] as const) {
    const simulator = await start('elevenlabs', { calls: 30, knobs: { 'excluded-summary': setting } })
    for (const row of await readAll(simulator)) expect(row.transcript_summary).toBe(other)
    const rows = await readAll(simulator, { summary_mode: 'include' })
    for (const row of rows) expect(row.transcript_summary === null).toBe(row.sentiment_analysis === null)
  }
})

test('a cost is in credits and in dollars, or in credits alone', async () => {
  const costs = async (knobs: Record<string, string>) =>
    (await details(await start('elevenlabs', { calls: 30, knobs }))).map(({ metadata }) => [metadata.cost, metadata.cost_fiat])
  for (const [credits, dollars] of await costs({})) expect(dollars).toBe(credits / 5000)
  for (const [credits, dollars] of await costs({ 'cost-fiat': 'absent' })) expect([credits >= 0, dollars]).toEqual([true, null])
})

test('a text message has a direction where the knob says so', async () => {
  const directions = async (knobs: Record<string, string>) =>
    new Set(
      (await readAll(await start('elevenlabs', { knobs })))
        .filter((row) => row.conversation_initiation_source === 'twilio_sms')
        .map(({ direction }) => direction),
    )
  expect([...(await directions({}))]).toEqual([null])
  expect([...(await directions({ 'message-direction': 'shown' }))]).toEqual(['inbound'])
})

test('tools ride on a turn of the agent that says nothing', async () => {
  const turns = (await details(await start('elevenlabs', { calls: 60 }))).flatMap(({ transcript }) => transcript)
  const silent = turns.filter(({ message }) => message === null)
  expect(silent.length).toBeGreaterThan(0)
  for (const turn of silent) expect([turn.role, turn.tool_calls[0].tool_name]).toEqual(['agent', 'look_up'])
  expect(new Set(turns.map(({ time_in_call_secs: second }) => second))).toEqual(new Set([1, 4, 8, 12]))
})

test('a recording is bytes behind the key, in parts if a part is asked for, and none where there is none', async () => {
  const simulator = await start('elevenlabs', { calls: 40 })
  const key = headers(simulator.credentials)
  const fetchAudio = (id: string, more: Record<string, string> = key) =>
    fetch(`${simulator.baseUrl}${LIST}/${id}/audio`, { headers: more })
  for (const { conversation_id: id, has_audio } of await details(simulator)) {
    const response = await fetchAudio(id)
    const type = has_audio ? 'audio/mpeg' : 'application/json'
    expect([response.status, response.headers.get('content-type')]).toEqual([has_audio ? 200 : 404, type])
    const bytes = Buffer.from(await response.arrayBuffer())
    if (!has_audio) continue
    expect(bytes.readUInt16BE(0) >> 5).toBe(0x7ff)
    expect((await fetchAudio(id, {})).status).toBe(401)
    const part = await fetchAudio(id, { ...key, range: 'bytes=4-11' })
    expect([part.status, Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(4, 12))]).toEqual([206, true])
  }
})
