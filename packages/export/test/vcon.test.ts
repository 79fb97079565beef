import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportCalls, type Loss } from '@callspec/export'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { redactCall } from 'callspec'
import { expect, test } from 'vitest'
import { bareCall, callWith, HOSTILE, stream } from './calls.js'
import { folder } from './folder.js'

const schema = JSON.parse(readFileSync(new URL('./vcon-schema/vcon_json_schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv({ strict: false, allErrors: true })
formats.default(ajv)
const isVcon = ajv.compile(schema)

/** The vCons of calls, each valid by the draft's own schema. */
async function exported(calls: Iterable<ReturnType<typeof callWith>>, { raw = false, losses = [] as Loss[] } = {}) {
  const file = join(folder(), 'calls.vcon.json')
  await exportCalls(stream(calls), file, { raw, onLoss: (loss) => losses.push(loss) })
  const text = readFileSync(file, 'utf8')
  const vcons: Record<string, unknown>[] = JSON.parse(text)
  for (const vcon of vcons) {
    isVcon(vcon)
    expect(isVcon.errors).toBeNull()
    checkIndices(vcon)
  }
  return { text, vcons }
}

/** What the draft says in words: indices point to something. */
function checkIndices({ parties, dialog = [], analysis = [], attachments = [] }: Record<string, unknown>): void {
  const [people, talks] = [parties as unknown[], dialog as { parties?: number[] }[]]
  for (const talk of talks) for (const index of talk.parties ?? []) expect(people[index]).toBeDefined()
  for (const { dialog: index } of analysis as { dialog?: number }[]) if (index !== undefined) expect(talks[index]).toBeDefined()
  for (const { dialog: index, party } of attachments as { dialog: number; party: number }[]) {
    expect(talks[index]).toBeDefined()
    expect(people[party]).toBeDefined()
  }
}

test('a call is this vCon', async () => {
  const { raw: _, transcript, transcriptText, analysis: __, ...facts } = callWith()
  const { vcons } = await exported([callWith()])
  expect(vcons).toEqual([
    {
      vcon: '0.4.0',
      uuid: expect.stringMatching(/^019cd20a-0d00-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      created_at: '2026-03-09T10:00:00.000Z',
      updated_at: '2026-03-09T10:03:00.123Z',
      parties: [
        { tel: '+15559876543', name: 'Sales Rep', validation: 'none', uuid: 'agent_7', type: 'bot' },
        { tel: '+15551234567', mailto: 'zoe@example.com', name: 'Zoë Ångström', validation: 'none', uuid: 'c_9', type: 'person' },
      ],
      dialog: [
        {
          type: 'recording',
          start: '2026-03-09T10:00:05.000Z',
          duration: 120.5,
          parties: [0, 1],
          application: 'butter',
          url: 'https://recordings.example.com/call_1.mp3',
        },
      ],
      analysis: [
        {
          type: 'transcript',
          dialog: 0,
          vendor: 'butter',
          schema: 'urn:callspec:call:3',
          mediatype: 'application/json',
          body: [
            { speaker: 'agent', party: 0, text: 'Hello!', at: '2026-03-09T10:00:06.000Z', offsetSeconds: null },
            { speaker: 'customer', party: 1, text: 'Hi.', at: null, offsetSeconds: 3.5 },
          ],
          encoding: 'json',
        },
        { type: 'transcript', dialog: 0, vendor: 'butter', mediatype: 'text/plain', body: transcriptText, encoding: 'none' },
        { type: 'summary', dialog: 0, vendor: 'butter', mediatype: 'text/plain', body: 'A greeting, "short".', encoding: 'none' },
        { type: 'sentiment', dialog: 0, vendor: 'butter', mediatype: 'text/plain', body: 'positive', encoding: 'none' },
        {
          type: 'report',
          dialog: 0,
          vendor: 'callspec',
          schema: 'urn:callspec:call:3',
          mediatype: 'application/json',
          body: { schema: 'urn:callspec:call:3', ...facts, analysis: { successful: true } },
          encoding: 'json',
        },
      ],
    },
  ])
  expect(transcript).toHaveLength(2)
})

test('an inbound call has the customer first, and a call of unknown direction each number as a party of its own', async () => {
  const { vcons } = await exported([
    callWith({ direction: 'inbound' }),
    callWith({
      direction: 'unknown',
      customerNumber: null,
      agentNumber: null,
      contact: null,
      from: 'sip:zoe@example.com',
      to: 'anonymous',
    }),
  ])
  expect(vcons.map(({ parties }) => parties)).toEqual([
    [
      expect.objectContaining({ tel: '+15551234567', type: 'person' }),
      expect.objectContaining({ tel: '+15559876543', type: 'bot' }),
    ],
    [
      { type: 'person' },
      { name: 'Sales Rep', validation: 'none', uuid: 'agent_7', type: 'bot' },
      { sip: 'sip:zoe@example.com' },
      { name: 'anonymous', validation: 'none' },
    ],
  ])
})

test.each([
  ['no_answer', 'no-answer'],
  ['busy', 'busy'],
  ['failed', 'failed'],
] as const)('a call that ended as %s without a recording is incomplete: %s', async (status, disposition) => {
  const { vcons } = await exported([callWith({ status, recordingUrl: null, durationSeconds: null })])
  expect(vcons[0]?.dialog).toEqual([
    { type: 'incomplete', start: '2026-03-09T10:00:05.000Z', parties: [0, 1], application: 'butter', disposition },
  ])
})

test('what was written in a chat is a dialog, turn by turn, at its stamp or so many seconds after the start, and no analysis', async () => {
  const { vcons } = await exported([callWith({ channel: 'chat', recordingUrl: null, transcriptText: null, analysis: null })])
  const text = { type: 'text', application: 'butter', mediatype: 'text/plain', encoding: 'none' }
  expect(vcons[0]).toMatchObject({
    dialog: [
      { ...text, start: '2026-03-09T10:00:06.000Z', parties: [0, 1], body: 'Hello!' },
      { ...text, start: '2026-03-09T10:00:08.500Z', parties: [1, 0], body: 'Hi.' },
    ],
    analysis: [{ type: 'report' }],
  })
})

test('a turn of a chat begins with the chat where nothing tells when, or no stamp can', async () => {
  const turn = (offsetSeconds: number | null) => ({ speaker: 'agent', text: 'Hello!', at: null, offsetSeconds }) as const
  const { vcons } = await exported([
    callWith({ channel: 'chat', recordingUrl: null, transcript: [turn(null), turn(1e300), turn(-1e300)] }),
    callWith({ channel: 'chat', recordingUrl: null, transcript: [turn(2)], startedAt: null }),
  ])
  const starts = vcons.map(({ dialog }) => (dialog as { start: string }[]).map(({ start }) => start))
  const begin = '2026-03-09T10:00:05.000Z'
  expect(starts).toEqual([[begin, begin, begin], [begin]])
})

test("the platform's own rows are attachments of its own, only where asked for", async () => {
  const call = callWith({ rawDetail: { more: true } })
  const [without, along] = [await exported([call]), await exported([call], { raw: true })]
  expect(without.vcons[0]).not.toHaveProperty('attachments')
  expect(without.text).not.toContain('call_sid')
  const attached = { start: '2026-03-09T10:00:05.000Z', party: 2, dialog: 0, mediatype: 'application/json', encoding: 'json' }
  expect(along.vcons[0]).toMatchObject({
    parties: [{ type: 'bot' }, { type: 'person' }, { name: 'butter', type: 'organization' }],
    attachments: [
      { ...attached, purpose: "the platform's own row of the list", body: call.raw },
      { ...attached, purpose: "the platform's own response of get", body: { more: true } },
    ],
  })
})

test.each([
  ['without any stamp', { occurredAt: null, startedAt: null, createdAt: null, endedAt: null, updatedAt: null }],
  ['that is queued', { status: 'queued', recordingUrl: null }],
  ['that was canceled', { status: 'canceled', recordingUrl: null }],
] as const)("a call %s has no dialog; the platform's own rows are then a report", async (_, changes) => {
  const call = callWith(changes)
  const { vcons } = await exported([call], { raw: true })
  expect(vcons[0]).not.toHaveProperty('dialog')
  expect(vcons[0]).not.toHaveProperty('attachments')
  expect(vcons[0]?.analysis).toMatchObject([
    { type: 'transcript' },
    { type: 'transcript' },
    { type: 'summary' },
    { type: 'sentiment' },
    { type: 'report', vendor: 'callspec' },
    { type: 'report', vendor: 'butter', body: call.raw },
  ])
})

test('a row that is nested too deeply is left out and reported', async () => {
  const losses: Loss[] = []
  let raw: unknown = 1
  for (let depth = 0; depth < 100_000; depth++) raw = { 0: raw }
  const { vcons } = await exported([callWith({ raw })], { raw: true, losses })
  expect(vcons[0]).not.toHaveProperty('attachments')
  expect(losses).toEqual([{ key: 'acme/call_1', member: 'raw', what: 'is nested too deeply for JSON and was left out' }])
})

test('a call has the same UUID in every export, and another call another', async () => {
  const calls = [callWith(), callWith({ key: 'acme/call_2', id: 'call_2' }), bareCall('acme/3'), bareCall('acme/4')]
  const [first, second] = [await exported(calls), await exported(calls)]
  const uuids = first.vcons.map(({ uuid }) => uuid)
  expect(second.vcons.map(({ uuid }) => uuid)).toEqual(uuids)
  expect(new Set(uuids).size).toBe(4)
})

test('any text, any address and any missing member gives a valid vCon', async () => {
  const { vcons } = await exported([
    ...HOSTILE.map((text) =>
      callWith({ agent: { id: text, name: text }, customerNumber: text, from: text, recordingUrl: text, transcriptText: text }),
    ),
    callWith({ durationSeconds: -3 }),
    callWith({ recordingUrl: '/recordings/1.mp3' }),
    redactCall(callWith()) as ReturnType<typeof callWith>,
  ])
  expect(vcons).toHaveLength(HOSTILE.length + 3)
})

test('each vCon is on a line of its own, also none', async () => {
  const { text } = await exported([callWith(), bareCall('acme/2')])
  const lines = text.split('\n')
  expect([lines[0], lines[3], lines[4], lines.length]).toEqual(['[', ']', '', 5])
  expect((await exported([])).text).toBe('[]\n')
})
