import { describe, expect, test } from 'vitest'
import { ask, type Json } from './ask.js'
import { providers, start } from './each.js'
import { idOf, readAll } from './read-all.js'

const statusWords = {
  agentvoice: ['completed'],
  autocalls: [
    'initiated',
    'ringing',
    'busy',
    'in-progress',
    'ended',
    'completed',
    'ended_by_customer',
    'ended_by_assistant',
    'no-answer',
    'failed',
  ],
  butter: [
    'queued',
    'initiated',
    'ringing',
    'in-progress',
    'in_progress',
    'completed',
    'busy',
    'no-answer',
    'failed',
    'canceled',
  ],
  talkover: ['initiated', 'ringing', 'answered', 'completed', 'failed', 'busy', 'no-answer'],
  zudu: ['REGISTERED', 'ONGOING', 'ENDED', 'ERROR', 'SCHEDULED'],
}

// By hand from the documentation pages.
const rowMembers = {
  agentvoice:
    'agent_id agent_name call_duration call_success call_type campaign_id campaign_name contact_email contact_first_name contact_id contact_last_name created_at ended_at ended_reason id phone_number phone_number_called_from recording_url started_at status went_to_voicemail',
  autocalls:
    'answered_by assistant_name assistant_phone_number campaign_name carrier_cost client_phone_number created_at duration evaluation id recording_url status total_cost transcript type updated_at variables webhook_response',
  butter:
    'agent_id agent_name billing_status call_sid call_type client_id created_at duration_seconds end_reason end_time from_number recording_enabled start_time status to_number total_cost turn_count updated_at',
  talkover: 'agent created_at direction duration from from_formatted id is_testing sid status to to_formatted updated_at',
  zudu: 'agent_id call_duration call_id call_status call_type direction end_timestamp from_number id organization_id start_timestamp to_number',
}

const idForms = {
  agentvoice: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  autocalls: /^\d+$/,
  butter: /^call_[0-9a-f]{12}$/,
  talkover: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  zudu: /^call_[0-9a-f]{12}$/,
}

describe.each(providers)('%s', (provider) => {
  test('has the same data for the same seed and other data for another', async () => {
    const [one, same, other] = await Promise.all([1, 1, 2].map((seed) => start(provider, { seed })))
    expect([...(same?.calls() ?? [])]).toEqual([...(one?.calls() ?? [])])
    expect([...(other?.calls() ?? [])]).not.toEqual([...(one?.calls() ?? [])])
  })

  test('lists the rows that row() makes of its calls, with the documented members and no others', async () => {
    const simulator = await start(provider)
    const rows = new Map((await readAll(simulator)).map((row) => [idOf[provider](row), row]))
    for (const call of simulator.calls()) {
      expect(rows.get(call.id)).toEqual(simulator.row(call))
      expect(Object.keys(rows.get(call.id)).sort().join(' ')).toBe(rowMembers[provider])
    }
  })

  test('speaks every documented status word', async () => {
    const simulator = await start(provider, { calls: 1000 })
    const words = new Set([...simulator.calls()].map(({ status }) => status))
    expect([...words].sort()).toEqual(statusWords[provider].sort())
  })

  test('has ids of the documented form and numbers from the range for fiction only', async () => {
    const simulator = await start(provider, { calls: 1000 })
    const calls = [...simulator.calls()]
    expect(new Set(calls.map(({ id }) => id)).size).toBe(1000)
    for (const { id, from, to } of calls) {
      expect(id).toMatch(idForms[provider])
      for (const number of [from, to]) if (number !== null) expect(number).toMatch(/^\+15550[12]0\d{4}$/)
    }
  })

  test('starts a million calls at once and reads a page from their middle', async () => {
    const simulator = await start(provider, { calls: 1_000_000 })
    const [oldest] = simulator.calls()
    const middle = {
      agentvoice: () => ask(simulator, '/calls?limit=100&offset=500000'),
      autocalls: () => ask(simulator, '/user/calls?per_page=100&page=5001'),
      butter: () => ask(simulator, `/api/calls?limit=100&cursor=${btoa(JSON.stringify({ call_sid: oldest?.id }))}`),
      talkover: () => ask(simulator, '/calls?per_page=100&page=5001'),
      zudu: () => ask(simulator, '/api/calls', { method: 'POST', body: { page: 5000, limit: 100 } }),
    }
    const { body } = await middle[provider]()
    const rows = body.data.calls ?? body.data
    // After the oldest call nothing follows.
    expect(rows).toHaveLength(provider === 'butter' ? 0 : 100)
  })

  test('creates calls one after the other, some in the same second, the newest at the given stamp', async () => {
    const simulator = await start(provider, {
      calls: 500,
      newest: '2026-03-01T00:00:00Z',
      // Zudu writes the stamp of creation only then.
      knobs: provider === 'zudu' ? { 'start-timestamp': 'sometimes' } : {},
    })
    const created = [...simulator.calls()].map(({ createdAt }) => createdAt ?? Number.NaN)
    expect(created).toEqual([...created].sort((one, other) => one - other))
    expect(created.at(-1)).toBe(Date.parse('2026-03-01T00:00:00Z'))
    expect(new Set(created).size).toBeLessThan(500)
    expect(new Set(created).size).toBeGreaterThan(400)
  })
})

test('Butter marks previews as tests without a direction', async () => {
  const simulator = await start('butter')
  const previews = [...simulator.calls()].filter((call) => (simulator.row(call) as Json).call_type === 'preview')
  expect(previews.length).toBeGreaterThan(0)
  for (const { isTest, direction, customerNumber } of previews) {
    expect({ isTest, direction, customerNumber }).toEqual({ isTest: true, direction: 'unknown', customerNumber: null })
  }
})

test('Autocalls gives web calls no direction and no numbers', async () => {
  const simulator = await start('autocalls')
  const web = [...simulator.calls()].filter(({ channel }) => channel === 'web')
  expect(web.length).toBeGreaterThan(0)
  for (const call of web) {
    expect(call).toMatchObject({ direction: 'unknown', from: null, to: null })
    expect(simulator.row(call)).toMatchObject({ type: 'web', client_phone_number: null, assistant_phone_number: null })
  }
})
