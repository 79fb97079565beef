import { readFileSync } from 'node:fs'
import { agentvoice, autocalls, butter, talkover, zudu } from '@callspec/all'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import type { Call, ToCall } from '../src/index.js'
import { documented } from './all-documented.js'
import { PROVIDERS } from './oracle.js'
import { autocallsRow, documentedRows, expected, famulorRow } from './reference-calls.js'
import { providers } from './sources.js'

const validate = (() => {
  const ajv = new Ajv2020({ allowUnionTypes: true })
  addFormats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(new URL('../call.schema.json', import.meta.url), 'utf8')))
})()

function check(call: Call, wanted: object) {
  const { raw: _, ...rest } = call
  expect(rest).toEqual(wanted)
  validate(JSON.parse(JSON.stringify(call)))
  expect(validate.errors).toBeNull()
}

describe.each(PROVIDERS)('The example of the list page of %s', (provider) => {
  it('is the calls that its rows describe', () => {
    const { rows, calls } = documented[provider].example
    // Rows of one platform go to its own mapping, which cannot be told from the others here.
    const toCall = providers[provider].toCall as ToCall<string, object>
    const mapped = rows.map((row) => toCall(row)).toSorted((a, b) => String(b.occurredAt).localeCompare(String(a.occurredAt)))
    expect(mapped).toHaveLength(calls.length)
    for (const [index, call] of mapped.entries()) check(call, calls[index]!)
  })
})

describe('TalkOver', () => {
  const [outbound, inbound] = documentedRows<Parameters<typeof talkover.toCall>[0]>('talkover')

  it('maps the outbound example', () => check(talkover.toCall(outbound!), expected.talkover[1]!))

  it('maps the inbound example: the caller is the customer, and answered is still in progress', () => {
    check(talkover.toCall(inbound!), expected.talkover[0]!)
    check(talkover.toCall(inbound!, { source: 'acme-eu' }), {
      ...expected.talkover[0]!,
      key: 'acme-eu/call-uuid-2',
      source: 'acme-eu',
    })
  })
})

describe('AgentVoice', () => {
  const row = documentedRows<Parameters<typeof agentvoice.toCall>[0]>('agentvoice')[0]!
  const wanted = expected.agentvoice[0]!

  it('maps the example; transcript and analysis were not asked for and are absent', () => {
    check(agentvoice.toCall(row), wanted)
  })

  it.each([
    ['a summary', { call_description: 'Booked.', post_call_analysis: null, notes: [] }, 'Booked.'],
    ['no summary', { call_description: null, post_call_analysis: {}, notes: [] }, null],
    ['a summary of an undocumented form', { call_description: { text: 'Booked.' } }, null],
    ['notes alone', { notes: [] }, null],
  ])('maps the analysis of a full row with %s', (_, full, summary) => {
    check(agentvoice.toCall({ ...row, ...full }), { ...wanted, analysis: { summary, successful: true, sentiment: null } })
  })

  it('maps an inbound call: the customer calls, and the side of the agent is not said', () => {
    check(agentvoice.toCall({ ...row, call_type: 'inbound' }), {
      ...wanted,
      direction: 'inbound',
      from: '+14155551234',
      to: null,
      agentNumber: null,
    })
  })

  it('maps the example of most_recent, which leaves out half of the fields', () => {
    const {
      contact_email: _1,
      phone_number_called_from: _2,
      went_to_voicemail: _3,
      ended_reason: _4,
      recording_url: _5,
      campaign_id: _6,
      campaign_name: _7,
      ...short
    } = row
    check(agentvoice.toCall(short), {
      ...wanted,
      from: null,
      agentNumber: null,
      campaign: null,
      contact: { id: '123e4567-e89b-12d3-a456-426614174000', name: 'John Doe', email: null },
      endReason: null,
      recordingUrl: null,
    })
  })

  it('takes a voicemail for a machine and a word that is not documented for nothing', () => {
    const call = agentvoice.toCall({ ...row, went_to_voicemail: true, ended_reason: 'assistant-error', status: 'forwarding' })
    expect([call.answeredBy, call.endReason, call.status, call.rawStatus, call.isFinal]).toEqual([
      'machine',
      { code: 'unknown', raw: 'assistant-error' },
      'unknown',
      'forwarding',
      false,
    ])
  })
})

describe('Zudu', () => {
  const row = documentedRows<Parameters<typeof zudu.toCall>[0]>('zudu')[0]!
  const wanted = expected.zudu[0]!

  it('maps the example: 600000 ms are 600 s', () => {
    check(zudu.toCall(row), wanted)
  })

  it('maps what the single call adds', () => {
    const detail = {
      ...row,
      disconnection_reason: 'USER_HANGUP',
      recording_url: 'https://example.com/r.mp4',
      transcript: 'Agent: Hello',
      transcript_object: [
        { role: 'assistant', content: 'Hello', timestamp: 1703097601000 },
        { role: 'user', content: 'Hi', timestamp: 1703097602500 },
        { role: 'tool', content: 'x' },
      ],
      call_analysis: { call_successful: true, call_summary: 'Greeting.', user_sentiment: 'Positive', in_voicemail: false },
      call_cost: { combined_cost: 0.649 },
      telephony_identifier: { call_sid: 'CA1' },
    }
    check(zudu.toCall(detail), {
      ...wanted,
      carrierId: 'CA1',
      endReason: { code: 'customer_hangup', raw: 'USER_HANGUP' },
      recordingUrl: 'https://example.com/r.mp4',
      transcriptText: 'Agent: Hello',
      transcript: [
        { speaker: 'agent', text: 'Hello', at: '2023-12-20T18:40:01.000Z', offsetSeconds: null },
        { speaker: 'customer', text: 'Hi', at: '2023-12-20T18:40:02.500Z', offsetSeconds: null },
        { speaker: 'unknown', text: 'x', at: null, offsetSeconds: null },
      ],
      analysis: { summary: 'Greeting.', successful: true, sentiment: 'Positive' },
      cost: { amount: '0.649', unit: 'unknown' },
    })
    const unsure = zudu.toCall(detail, { assumptions: { 'transcript-speakers': 'unknown' } })
    expect(unsure.transcript?.map(({ speaker }) => speaker)).toEqual(['agent', 'unknown', 'unknown'])
  })
})

describe('Autocalls', () => {
  const row = autocallsRow
  const wanted = expected.autocalls[0]!

  it('maps the form of Autocalls and Otoni Stark; an outbound call goes from the assistant to the client', () => {
    check(autocalls.toCall(row), wanted)
  })

  it('turns the numbers round in an inbound call', () => {
    const inbound = autocalls.toCall({ ...row, type: 'inbound', status: 'ended_by_assistant' })
    check(inbound, {
      ...wanted,
      direction: 'inbound',
      from: '+15550100002',
      to: '+15550100001',
      rawStatus: 'ended_by_assistant',
      endReason: { code: 'agent_hangup', raw: 'ended_by_assistant' },
    })
  })

  it('knows neither direction nor from and to of a web call', () => {
    check(autocalls.toCall({ ...row, type: 'web', status: 'ended' }), {
      ...wanted,
      direction: 'unknown',
      channel: 'web',
      from: null,
      to: null,
      rawStatus: 'ended',
      endReason: null,
    })
  })

  it('maps the form of Famulor: turns, decimal texts, an empty PHP array, stamps with a zone', () => {
    check(autocalls.toCall(famulorRow), expected.autocalls[1]!)
  })

  it('reads a stamp without a zone in the zone of the source', () => {
    expect(autocalls.toCall(row, { timeZone: 'Europe/Berlin' }).createdAt).toBe('2025-08-04T12:30:00.000Z')
    expect(autocalls.toCall(row, { assumptions: { 'stamp-zone': 'America/Sao_Paulo' } }).createdAt).toBe(
      '2025-08-04T17:30:00.000Z',
    )
  })

  it.each([
    ['initiated', 'queued', null],
    ['ringing', 'ringing', null],
    ['in-progress', 'in_progress', null],
    ['completed', 'completed', null],
    ['ended', 'completed', null],
    ['no-answer', 'no_answer', null],
    ['busy', 'busy', null],
    ['failed', 'failed', null],
  ])('reads the status %s as %s', (word, status, endReason) => {
    const call = autocalls.toCall({ ...row, status: word })
    expect([call.status, call.endReason]).toEqual([status, endReason])
  })
})

describe('Butter', () => {
  const row = documentedRows<Parameters<typeof butter.toCall>[0]>('butter')[0]!
  const wanted = expected.butter[0]!

  it('maps the example', () => {
    check(butter.toCall(row), wanted)
  })

  it('maps a preview: a test whose direction and channel are not said', () => {
    check(butter.toCall({ ...row, call_type: 'preview', end_reason: 'user_hangup' }), {
      ...wanted,
      direction: 'unknown',
      channel: 'unknown',
      isTest: true,
      customerNumber: null,
      agentNumber: null,
      endReason: { code: 'customer_hangup', raw: 'user_hangup' },
    })
  })

  it.each([
    ['preview-calls', { call_type: 'preview' }, { isTest: true }, { isTest: null }],
    ['preview-calls', { call_type: 'inbound' }, { isTest: false }, { isTest: false }],
    ['preview-calls', { call_type: null }, { isTest: null }, { isTest: null }],
    [
      'tool-end-call',
      { end_reason: 'tool_end_call' },
      { endReason: { code: 'agent_hangup', raw: 'tool_end_call' } },
      { endReason: { code: 'unknown', raw: 'tool_end_call' } },
    ],
  ])('reads by the assumption %s what no page explains: %o', (id, members, assumed, unknown) => {
    expect(butter.toCall({ ...row, ...members })).toMatchObject(assumed)
    expect(butter.toCall({ ...row, ...members }, { assumptions: { [id]: 'unknown' } })).toMatchObject(unknown)
  })

  it.each(['in_progress', 'in-progress', 'IN-PROGRESS'])('folds %s', (status) => {
    expect(butter.toCall({ ...row, status }).status).toBe('in_progress')
  })
})

describe('A row that is not what the spec says', () => {
  it('is refused with every member that is wrong, and without its contents', () => {
    // A wire row of another shape, as an outside source may hand it in.
    const row = { id: 7.5, direction: 3, status: 'completed', created_at: 'yesterday', agent: 'Ann Smith' } as never
    expect(() => talkover.toCall(row)).toThrowError(
      'talkover: a row cannot be mapped: id is 7.5, expected an id; direction is 3, expected a text; ' +
        'agent is a text of another form, expected an object; created_at is a text of another form, expected a stamp with an offset.',
    )
  })

  it('is undated when no stamp tells when the call was', () => {
    const row = { call_id: 'call_1', call_status: 'SCHEDULED' }
    expect(zudu.toCall(row)).toMatchObject({ id: 'call_1', status: 'queued', occurredAt: null, createdAt: null, startedAt: null })
  })
})
