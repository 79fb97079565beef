import { describe, expect, test } from 'vitest'
import type { ProviderId, SimulatedCall, Simulator } from '../src/index.js'
import { ask, type Json } from './ask.js'
import { start } from './each.js'
import { readIds } from './read-all.js'

interface FilterCase {
  provider: ProviderId
  filters: Record<string, unknown>
  keeps: (call: SimulatedCall, row: Json) => boolean
}

const day = (instant: number | null): string => new Date(instant ?? 0).toISOString().slice(0, 10)
const someNumber = '+15550101007'

const cases = (first: Record<ProviderId, SimulatedCall>): FilterCase[] => [
  { provider: 'talkover', filters: { status: 'no-answer' }, keeps: ({ status }) => status === 'no-answer' },
  { provider: 'talkover', filters: { direction: 'inbound' }, keeps: ({ direction }) => direction === 'inbound' },
  {
    provider: 'talkover',
    filters: { agent_id: first.talkover.agent?.id },
    keeps: ({ agent }) => agent?.id === first.talkover.agent?.id,
  },
  { provider: 'talkover', filters: { date_from: '2026-11-20' }, keeps: ({ createdAt }) => day(createdAt) >= '2026-11-20' },
  { provider: 'talkover', filters: { date_to: '2026-11-19' }, keeps: ({ createdAt }) => day(createdAt) <= '2026-11-19' },
  { provider: 'talkover', filters: { search: someNumber }, keeps: ({ from, to }) => from === someNumber || to === someNumber },
  { provider: 'talkover', filters: { search: first.talkover.carrierId }, keeps: ({ id }) => id === first.talkover.id },
  { provider: 'talkover', filters: { search: '0101007' }, keeps: ({ from, to }) => `${from}${to}`.includes('0101007') },
  {
    provider: 'talkover',
    filters: { status: 'completed', direction: 'outbound', date_from: '2026-11-20' },
    keeps: ({ status, direction, createdAt }) =>
      status === 'completed' && direction === 'outbound' && day(createdAt) >= '2026-11-20',
  },
  { provider: 'agentvoice', filters: { phone_number: someNumber }, keeps: ({ customerNumber }) => customerNumber === someNumber },
  {
    provider: 'agentvoice',
    filters: { contact_id: first.agentvoice.contact?.id },
    keeps: ({ contact }) => contact?.id === first.agentvoice.contact?.id,
  },
  {
    provider: 'agentvoice',
    filters: { agent_id: first.agentvoice.agent?.id },
    keeps: ({ agent }) => agent?.id === first.agentvoice.agent?.id,
  },
  {
    provider: 'agentvoice',
    filters: { campaign_id: first.agentvoice.campaign?.id },
    keeps: ({ campaign }) => campaign?.id === first.agentvoice.campaign?.id,
  },
  { provider: 'agentvoice', filters: { status: 'failed' }, keeps: () => false },
  { provider: 'agentvoice', filters: { call_type: 'outbound' }, keeps: ({ direction }) => direction === 'outbound' },
  {
    provider: 'agentvoice',
    filters: { from: '2026-11-20T00:00:00Z' },
    keeps: ({ startedAt }) => (startedAt ?? 0) >= Date.parse('2026-11-20'),
  },
  {
    provider: 'agentvoice',
    filters: { to: '2026-11-20T02:00:00+02:00' },
    keeps: ({ startedAt }) => (startedAt ?? 0) <= Date.parse('2026-11-20'),
  },
  { provider: 'autocalls', filters: { status: 'ended_by_customer' }, keeps: ({ status }) => status === 'ended_by_customer' },
  { provider: 'autocalls', filters: { type: 'web' }, keeps: ({ channel }) => channel === 'web' },
  { provider: 'autocalls', filters: { phone_number: someNumber }, keeps: ({ customerNumber }) => customerNumber === someNumber },
  { provider: 'autocalls', filters: { assistant_id: 312 }, keeps: (_, row) => row.assistant_name === 'Support Agent' },
  { provider: 'autocalls', filters: { campaign_id: 72 }, keeps: (_, row) => row.campaign_name === 'Renewals' },
  { provider: 'autocalls', filters: { date_from: '2026-11-20' }, keeps: ({ createdAt }) => day(createdAt) >= '2026-11-20' },
  { provider: 'autocalls', filters: { date_to: '2026-11-19' }, keeps: ({ createdAt }) => day(createdAt) <= '2026-11-19' },
  {
    provider: 'zudu',
    filters: { call_status: ['ongoing', 'registered'] },
    keeps: ({ status }) => status === 'ONGOING' || status === 'REGISTERED',
  },
  { provider: 'zudu', filters: { agent_id: [first.zudu.agent?.id] }, keeps: ({ agent }) => agent?.id === first.zudu.agent?.id },
  { provider: 'zudu', filters: { call_type: ['WEB_CALL'] }, keeps: ({ channel }) => channel === 'web' },
  {
    provider: 'zudu',
    filters: { duration_ms: { lower_threshold: 30000, upper_threshold: 300000 } },
    keeps: ({ durationSeconds }) => durationSeconds !== null && durationSeconds >= 30 && durationSeconds <= 300,
  },
]

const withContact = (simulator: Simulator): SimulatedCall => {
  const found = [...simulator.calls()].find(({ contact, campaign }) => contact && campaign) ?? [...simulator.calls()][0]
  if (!found) throw new Error('no calls')
  return found
}

describe('every documented filter keeps what it says', () => {
  test('on every platform', async () => {
    const options = { calls: 300 }
    const simulators = {
      agentvoice: await start('agentvoice', options),
      autocalls: await start('autocalls', options),
      butter: await start('butter', options),
      talkover: await start('talkover', options),
      zudu: await start('zudu', options),
    }
    const first = {
      agentvoice: withContact(simulators.agentvoice),
      autocalls: withContact(simulators.autocalls),
      butter: withContact(simulators.butter),
      talkover: withContact(simulators.talkover),
      zudu: withContact(simulators.zudu),
    }
    for (const { provider, filters, keeps } of cases(first)) {
      const simulator = simulators[provider]
      const calls = [...simulator.calls()]
      const kept = calls.filter((call) => keeps(call, simulator.row(call))).map(({ id }) => id)
      const what = `${provider} ${JSON.stringify(filters)}`
      expect({ what, ids: (await readIds(simulator, filters)).sort() }).toEqual({ what, ids: kept.sort() })
      expect(kept.length, what).toBeLessThan(calls.length)
      if (filters.status !== 'failed') expect(kept.length, what).toBeGreaterThan(0)
    }
  })

  test('the hidden ids of Autocalls are what its filters compare', async () => {
    const simulator = await start('autocalls')
    const [call] = [...simulator.calls()].filter(({ campaign }) => campaign)
    const filters = { assistant_id: call?.hidden.agentId, campaign_id: call?.hidden.campaignId }
    const kept = [...simulator.calls()].filter(
      ({ hidden }) => hidden.agentId === call?.hidden.agentId && hidden.campaignId === call?.hidden.campaignId,
    )
    expect((await readIds(simulator, filters)).sort()).toEqual(kept.map(({ id }) => id).sort())
  })

  test('TalkOver lists the calls of one agent without the agent', async () => {
    const simulator = await start('talkover')
    const [call] = simulator.calls()
    const { body } = await ask(simulator, `/agents/${call?.agent?.id}/calls?per_page=100&status=completed`)
    const kept = [...simulator.calls()].filter(({ agent, status }) => agent?.id === call?.agent?.id && status === 'completed')
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(kept.map(({ id }) => id).reverse())
    expect(body.data.every((row: object) => !('agent' in row))).toBe(true)
  })

  test('AgentVoice answers most_recent with one bare call, whatever the order asked for', async () => {
    const simulator = await start('agentvoice')
    const inbound = [...simulator.calls()].filter(({ direction }) => direction === 'inbound')
    const latest = inbound.sort((one, other) => (other.startedAt ?? 0) - (one.startedAt ?? 0))[0]
    const { body } = await ask(simulator, '/calls?most_recent=true&call_type=inbound&order=asc')
    expect(body).toEqual(latest && simulator.row(latest))
  })

  test('Zudu searches transcripts without regard to case', async () => {
    const simulator = await start('zudu', { calls: 60 })
    const kept = await readIds(simulator, { transcript_search: 'HELP AND SUPPORT' })
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(60)
    for (const id of kept) {
      expect((await ask(simulator, `/api/calls/${id}`)).body.data.transcript).toContain('help and support')
    }
  })

  test('Zudu echoes the filters that it applied and no others', async () => {
    const simulator = await start('zudu')
    const filter_criteria = { call_status: ['ended'], start_timestamp: { lower_threshold: 1 } }
    const { body } = await ask(simulator, '/api/calls', { method: 'POST', body: { filter_criteria } })
    expect(body.data.applied_filters).toEqual({ call_status: ['ended'] })
  })
})
