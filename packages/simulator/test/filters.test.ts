import { describe, expect, test } from 'vitest'
import type { SimulatedCall, Simulator } from '../src/index.js'
import { documented } from './all-documented.js'
import { ask } from './ask.js'
import { providers, start } from './each.js'
import { readIds } from './read-all.js'

const withContact = (simulator: Simulator): SimulatedCall => {
  const calls = [...simulator.calls()]
  const found =
    calls.find(({ contact, campaign }) => contact && campaign) ??
    calls.find(({ hidden, startedAt, endedAt }) => hidden.campaignId && startedAt && endedAt) ??
    calls.find(({ hidden }) => hidden.campaignId) ??
    calls.find(({ contact }) => contact) ??
    calls[0]
  if (!found) throw new Error('no calls')
  return found
}

// Cases are counted before a simulator runs.
const nobody = { agent: null, campaign: null, contact: null } as SimulatedCall

describe('every documented filter keeps what it says', () => {
  test.each(providers.filter((provider) => documented[provider].filters(nobody).length > 0))('at %s', async (provider) => {
    const simulator = await start(provider, { calls: 300 })
    const calls = [...simulator.calls()]
    for (const { filters, keeps, keepsNone } of documented[provider].filters(withContact(simulator))) {
      const kept = calls.filter((call) => keeps(call, simulator.row(call))).map(({ id }) => id)
      const what = JSON.stringify(filters)
      expect({ what, ids: (await readIds(simulator, filters)).sort() }).toEqual({ what, ids: kept.sort() })
      expect(kept.length, what).toBeLessThan(calls.length)
      if (!keepsNone) expect(kept.length, what).toBeGreaterThan(0)
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
