// The vendor's own client against the simulator: a reader that nobody here wrote.
import { type Simulator, startSimulator } from '@callspec/simulator'
import { VapiClient, VapiError } from '@vapi-ai/server-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const NOW = Date.UTC(2026, 10, 20, 12)

let simulator: Simulator
let sdk: VapiClient
beforeAll(async () => {
  simulator = await startSimulator('vapi', { calls: 250, clock: () => NOW })
  // More calls than one window holds, all created now.
  simulator.arrive(120)
  sdk = new VapiClient({ token: simulator.credentials['apiKey'] ?? '', baseUrl: simulator.baseUrl, maxRetries: 0 })
})
afterAll(() => simulator.close())

const newestFirst = () => [...simulator.calls()].map(({ id }) => id).reverse()

describe('The published SDK', () => {
  test('lists the newest calls, as many as the default says', async () => {
    const calls = await sdk.calls.list()
    expect(calls.map(({ id }) => id)).toEqual(newestFirst().slice(0, 100))
  })

  test('walks all calls by windows that share their last instant, and finds every call', async () => {
    const seen = new Set<string>()
    let [limit, createdAtLe, requests] = [50, undefined as string | undefined, 0]
    for (;;) {
      const calls = await sdk.calls.list({ limit, ...(createdAtLe !== undefined && { createdAtLe }) })
      requests++
      const known = seen.size
      for (const { id } of calls) seen.add(id)
      if (calls.length < limit) break
      // A window of one instant leads nowhere: ask for more rows.
      if (seen.size === known) limit *= 2
      createdAtLe = calls.at(-1)?.createdAt
    }
    expect([...seen].sort()).toEqual(newestFirst().sort())
    expect(requests).toBeLessThan(12)
  })

  test('loses calls where it walks as the vendor advises, since createdAtLt leaves out those of the last instant', async () => {
    const calls = await sdk.calls.list({ limit: 50 })
    const next = await sdk.calls.list({ limit: 1000, createdAtLt: calls.at(-1)?.createdAt ?? '' })
    const ofThatInstant = [...simulator.calls()].filter(({ createdAt }) => createdAt === NOW).length
    expect(calls.length + next.length).toBe(newestFirst().length - (ofThatInstant - 50))
  })

  test('filters by assistant and by stamps', async () => {
    const assistantId = [...simulator.calls()].find(({ agent }) => agent?.id)?.agent?.id ?? ''
    const updatedAtGe = new Date(NOW - 3_600_000).toISOString()
    const calls = await sdk.calls.list({ assistantId, updatedAtGe, limit: 1000 })
    const expected = [...simulator.calls()].filter(
      ({ agent, updatedAt }) => agent?.id === assistantId && (updatedAt ?? 0) >= Date.parse(updatedAtGe),
    )
    expect(expected.length).toBeGreaterThan(0)
    expect(calls.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
  })

  test('gets a call with its transcript, and is told of one that is not there', async () => {
    const spoken = [...simulator.calls()].find(({ recordingUrl }) => recordingUrl !== null)
    const call = await sdk.calls.get({ id: spoken?.id ?? '' })
    expect(call).toEqual(spoken && simulator.row(spoken))
    expect(call.artifact?.messages?.map(({ role }) => role)).toEqual([
      'system',
      'bot',
      'user',
      'tool_calls',
      'tool_call_result',
      'bot',
      'user',
    ])
    await expect(sdk.calls.get({ id: 'nothing' })).rejects.toThrow(VapiError)
  })

  test('makes, renames and deletes a call', async () => {
    const [assistant] = await sdk.assistants.list()
    const made = await sdk.calls.create({ assistantId: assistant?.id ?? '', customer: { number: '+15550101001' } })
    const id = 'id' in made ? made.id : ''
    expect((await sdk.calls.list({ limit: 1 }))[0]?.id).toBe(id)
    expect((await sdk.calls.update({ id, name: 'Reminder' })).name).toBe('Reminder')
    await sdk.calls.delete({ id })
    await expect(sdk.calls.get({ id })).rejects.toThrow('404')
  })

  test('lists numbers and campaigns', async () => {
    const [number] = await sdk.phoneNumbers.list({ limit: 1 })
    expect(await sdk.phoneNumbers.get({ id: number?.id ?? '' })).toEqual(number)
    const { results, metadata } = await sdk.campaigns.campaignControllerFindAllV2({ limit: 2 })
    expect([results.length, metadata.totalItems, metadata.hasNextPage]).toEqual([2, 3, true])
  })

  test('is refused with a wrong key', async () => {
    const stranger = new VapiClient({ token: 'wrong', baseUrl: simulator.baseUrl, maxRetries: 0 })
    await expect(stranger.calls.list()).rejects.toMatchObject({ statusCode: 401 })
  })
})
