import { agentvoice, autocalls, butter, zudu } from '@callspec/all'
import { knobs, type ProviderId, startSimulator } from '@callspec/simulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Call, callLog, isCallspecError, type Part, type Source } from '../src/index.js'
import { PROVIDERS } from './oracle.js'
import { serve } from './server.js'
import { collect, providers, sourceOf } from './sources.js'

const GETTABLE = PROVIDERS.filter((id) => providers[id].definition.get)

/** A zone has no list of values. */
type Knobs = Readonly<Record<string, { values: readonly string[] | string }>>

const failure = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isCallspecError(error)) throw new Error(`expected a CallspecError, got ${String(error)}`)
  return { code: error.code, source: error.source, message: error.message }
}

/** A platform that answers every request for one call with another one, as a cache in front of it may. */
async function misled(provider: ProviderId) {
  // Rows that may have more or less have less here.
  const least = (knobs[provider] as Knobs)['row-members']?.values.at(-1)
  const simulator = await startSimulator(provider, {
    calls: 30,
    faults: [{ fault: 'another-call', operation: 'get' }],
    knobs: least === undefined ? {} : { 'row-members': least },
  })
  onTestFinished(() => simulator.close())
  // Which platform it is, and so that it answers `get`, is known only at run time.
  return { simulator, source: sourceOf(simulator) as Source<string, Call, true> }
}

describe('The answer of another call', () => {
  it.each(GETTABLE)('is an error of get at %s', async (provider) => {
    const { simulator, source } = await misled(provider)
    for (const { id } of [...simulator.calls()].slice(0, 3)) {
      expect(await failure(callLog([source]).get(provider, id))).toEqual({
        code: 'unexpected-response',
        source: provider,
        message: `${provider}: requested call "${id}", received another. Try again, and report it if it persists.`,
      })
    }
  })

  const adds = (provider: ProviderId) => Object.entries(providers[provider].definition.parts).find(([, from]) => from === 'get')

  it.each(GETTABLE.filter(adds))('is a missing part of the call that was listed at %s', async (provider) => {
    const { source } = await misled(provider)
    // The keys of `parts` are the parts.
    const part = adds(provider)![0] as Part
    const stream = callLog([source]).list({ include: [part] })
    const calls = await collect(stream)
    expect(calls).toHaveLength(30)
    expect(calls.filter(({ missing, rawDetail }) => missing?.[0] !== part || rawDetail !== undefined)).toEqual([])
    const { incomplete, sources } = await stream.summary()
    expect([incomplete, sources[0]?.incompleteBecause?.code]).toEqual([30, 'unexpected-response'])
  })
})

describe('An id is the one that was asked for', () => {
  const stamp = '2026-03-09T10:00:00Z'
  const uuid = 'd5da4bae-cf85-4fad-ada4-f85fcf35e078'
  const key = { apiKey: 'k' }
  it.each([
    [
      'in other case',
      uuid.toUpperCase(),
      { id: uuid, created_at: stamp },
      (baseUrl: string) => agentvoice({ baseUrl, ...key, organizationId: 'o' }),
    ],
    [
      'in an envelope',
      uuid,
      { data: { id: uuid, created_at: stamp } },
      (baseUrl: string) => agentvoice({ baseUrl, ...key, organizationId: 'o' }),
    ],
    ['as a number', '4711', { id: 4711, created_at: stamp }, (baseUrl: string) => autocalls({ baseUrl, token: 't' })],
    ['as a text', '4711', { id: '4711', created_at: stamp }, (baseUrl: string) => autocalls({ baseUrl, token: 't' })],
    [
      'beside that of the row',
      'call_a1',
      { data: { id: uuid, call_id: 'call_a1', created_at: 1773050400000 } },
      (baseUrl: string) => zudu({ baseUrl, ...key, apiSecret: 's' }),
    ],
    // The page of this answer names its members without their nesting.
    [
      'where the answer does not repeat it',
      'call_a1',
      { data: { created_at: stamp } },
      (baseUrl: string) => butter({ baseUrl, ...key }),
    ],
  ])('%s', async (_, id, answer, sourceAt) => {
    await using server = await serve(() => answer)
    const log = callLog([sourceAt(server.url) as Source<string, Call, true>])
    const call = await log.get(log.sources[0]!.id, id)
    expect(call.id.toLowerCase()).toBe(id.toLowerCase())
  })

  it('and no other, however it begins', async () => {
    await using server = await serve(() => ({ id: 47110, created_at: stamp }))
    expect(await failure(callLog([autocalls({ token: 't', baseUrl: server.url })]).get('autocalls', '4711'))).toMatchObject({
      code: 'unexpected-response',
    })
  })
})

describe('The key of a call', () => {
  it.each(GETTABLE)('gets it, as its source and its id do, at %s', async (provider) => {
    const simulator = await startSimulator(provider, { calls: 5 })
    onTestFinished(() => simulator.close())
    const log = callLog([sourceOf(simulator, { id: 'my-account.1' }) as Source<string, Call, true>])
    for (const { key, id } of await collect(log.list())) {
      expect(await log.get(key)).toEqual(await log.get('my-account.1', id))
      await expect(log.get(key, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
    }
  })

  it('is split at its first slash', async () => {
    await using server = await serve(() => ({ data: { call_id: 'a/b', created_at: 1773050400000 } }))
    const log = callLog([zudu({ apiKey: 'k', apiSecret: 's', baseUrl: server.url })])
    expect((await log.get('zudu/a/b')).id).toBe('a/b')
    expect(server.requests).toEqual(['GET /api/calls/a%2Fb'])
  })

  it.each([
    ['butter', 'invalid-query', 'Invalid key of a call: received "butter". Pass source and id, like main/call_0a1b2c3d.'],
    ['', 'invalid-query', 'Invalid key of a call: received "". Pass source and id, like main/call_0a1b2c3d.'],
    ['butter/', 'invalid-query', 'Invalid key of a call: received "butter/". Pass source and id, like main/call_0a1b2c3d.'],
    ['/call_1', 'invalid-query', 'Invalid key of a call: received "/call_1". Pass source and id, like main/call_0a1b2c3d.'],
    ['a\nb', 'invalid-query', 'Invalid key of a call: received "a\\nb". Pass source and id, like main/call_0a1b2c3d.'],
    ['acme/call_1', 'invalid-configuration', 'Unknown source "acme". Known: butter.'],
    ['a\nb/c', 'invalid-configuration', 'Unknown source "a\\nb". Known: butter.'],
    ['butter/c\n', 'not-found', 'butter has no call "c\\n": Butter AI has no ids of that form. Take an id from list.'],
    ['butter/12', 'not-found', 'butter has no call "12": Butter AI has no ids of that form. Take an id from list.'],
  ])('is refused in one line where it is none: %j', async (text, code, message) => {
    const log = callLog([butter({ apiKey: 'k', baseUrl: 'http://127.0.0.1:9' })])
    // A text that is known only at run time.
    const key: string = text
    expect(await failure(log.get(key))).toMatchObject({ code, message })
  })
})
