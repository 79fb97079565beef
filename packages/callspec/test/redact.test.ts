import { readFileSync } from 'node:fs'
import { type Simulator, startSimulators } from '@callspec/simulator'
import { assert, constantFrom, option, property, record, string, tuple } from 'fast-check'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { parse } from 'yaml'
import { type Call, callLog, type GotCall, type Redacted, redactCall, type Source, type Turn } from '../src/index.js'
import { PROVIDERS } from './oracle.js'
import { collect, sourceOf } from './sources.js'

const SAID = /^(\w*status|ended_?reason|end_reason|disconnection_reason|(user_)?sentiment)$/i

/** The words that a spec names for members of these names, wherever they stand. */
function wordsOf(node: unknown, spec: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { properties = {} } = node as { properties?: Record<string, unknown> }
  const own = Object.entries(properties).flatMap(([name, schema]) => (SAID.test(name) ? enumsOf(schema, spec) : []))
  return [...own, ...Object.values(node).flatMap((each) => wordsOf(each, spec))]
}

function enumsOf(schema: unknown, spec: unknown): string[] {
  const { $ref, enum: words, anyOf = [] } = schema as { $ref?: string; enum?: unknown[]; anyOf?: unknown[] }
  const target = $ref
    ?.split('/')
    .slice(1)
    .reduce<unknown>((each, name) => (each as Record<string, unknown>)[name], spec)
  const texts = (words ?? []).filter((word) => typeof word === 'string')
  return [...texts, ...anyOf.flatMap((each) => enumsOf(each, spec)), ...(target ? enumsOf(target, spec) : [])]
}

const CALL: Call = {
  key: 'acme/call_1',
  provider: 'butter',
  source: 'acme',
  id: 'call_1',
  carrierId: 'CA123',
  status: 'completed',
  rawStatus: 'completed',
  isFinal: true,
  direction: 'outbound',
  channel: 'phone',
  isTest: false,
  from: '+15550201001',
  to: '+1 (555) 010-1234',
  customerNumber: '+1 (555) 010-1234',
  agentNumber: '+15550201001',
  agent: { id: 'agent_1', name: 'Mia' },
  campaign: { id: null, name: 'Spring' },
  contact: { id: 'contact_1', name: 'Ann Smith', email: 'ann@example.com' },
  occurredAt: '2026-03-09T10:00:00.000Z',
  createdAt: '2026-03-09T10:00:00.000Z',
  startedAt: null,
  endedAt: null,
  updatedAt: null,
  durationSeconds: 61,
  cost: { amount: '0.02', unit: 'credits' },
  endReason: { code: 'customer_hangup', raw: 'user_hangup' },
  answeredBy: 'human',
  recordingUrl: 'https://example.com/ann-smith.mp3',
  transcript: [{ speaker: 'customer', text: 'This is Ann Smith', at: null, offsetSeconds: 2.5 }],
  transcriptText: 'Customer: This is Ann Smith',
  analysis: { summary: 'Ann Smith called.', successful: true, sentiment: 'Positive' },
  raw: { to_number: '+15550101234' },
  rawDetail: { transcript: 'This is Ann Smith' },
}

describe('redactCall', () => {
  it('leaves everything but the people in a call', () => {
    const { raw, rawDetail, ...kept } = CALL
    expect(redactCall(CALL)).toEqual({
      ...kept,
      from: '***01',
      to: '***34',
      customerNumber: '***34',
      agentNumber: '***01',
      agent: { id: 'agent_1', name: '***' },
      campaign: { id: null, name: '***' },
      contact: { id: 'contact_1', name: '***', email: '***' },
      recordingUrl: '***',
      transcript: [{ speaker: 'customer', text: '***', at: null, offsetSeconds: 2.5 }],
      transcriptText: '***',
      analysis: { summary: '***', successful: true, sentiment: 'Positive' },
    })
    expect('raw' in redactCall(CALL)).toBe(false)
  })

  it.each([
    ['contact_1', 'contact_1'],
    ['3f2a-9.b', '3f2a-9.b'],
    ['+15550101234', '***'],
    ['ann@example.com', '***'],
    ['Ann Smith', '***'],
  ])('gives the id %j of a contact, an agent and a campaign as %j', (id, expected) => {
    const { contact, agent, campaign } = redactCall({
      ...CALL,
      contact: { id, name: null, email: null },
      agent: { id, name: null },
      campaign: { id, name: null },
    })
    expect([contact?.id, agent?.id, campaign?.id]).toEqual([expected, expected, expected])
  })

  it('leaves what was null or absent as it was', () => {
    const { cost, recordingUrl, transcript, transcriptText, analysis, rawDetail, raw, ...bare } = CALL
    const call = { ...bare, from: null, agent: null, campaign: null, contact: null, endReason: null, rawStatus: null, raw: null }
    const { raw: _, ...expected } = { ...call, to: '***34', customerNumber: '***34', agentNumber: '***01' }
    expect(redactCall(call)).toEqual(expected)
    expect(Object.keys(redactCall(call)).toSorted()).toEqual(Object.keys(expected).toSorted())
    const empty = { recordingUrl: null, transcript: null, transcriptText: null, analysis: null }
    expect(redactCall({ ...call, ...empty })).toEqual({ ...expected, ...empty })
  })

  it('does not change the call that it was given', () => {
    const before = structuredClone(CALL)
    redactCall(CALL)
    expect(CALL).toEqual(before)
  })

  it.each([
    ['sip:ann.smith@example.com', '***'],
    ['Ann Smith', '***'],
    ['anonymous', '***'],
    ['\u0660\u0661\u0662\u0663\u0664\u0665\u0666', '***'],
    ['12345', '***'],
    ['', '***'],
    ['030 / 123456', '***56'],
  ])('makes of the number %j %j', (from, redacted) => {
    expect(redactCall({ ...CALL, from }).from).toBe(redacted)
  })

  it.each([
    ['USER_HANGUP', 'USER_HANGUP'],
    ['customer-ended-call', 'customer-ended-call'],
    ['error 404', 'error 404'],
    ['customerDidNotAnswer', 'customerDidNotAnswer'],
    ['transferred to 555-123-4567', '***'],
    ['transferred to 555', 'transferred to 555'],
    ['Ann', '***'],
    ['ann_smith', '***'],
    ['call_with_ann', '***'],
    ['busy-15550101234', '***'],
    ['20 79 46 95', '***'],
    ['020 794', '***'],
    ['\u0661\u0662\u0663', '***'],
    ['call%20Ann', '***'],
    ['', '***'],
    ['transferred to 15550101234', '***'],
    ['ann@example.com hung up', '***'],
    ['The caller, Ann Smith, hung up before the agent had said anything', '***'],
  ])('takes the word %j for %j', (raw, redacted) => {
    const call = redactCall({ ...CALL, rawStatus: raw, endReason: { code: 'unknown', raw } })
    expect([call.rawStatus, call.endReason?.raw]).toEqual([redacted, redacted])
  })

  it('knows the provider’s own name, alone and before a known word', () => {
    const statusOf = (provider: string, rawStatus: string) => redactCall({ ...CALL, provider, rawStatus }).rawStatus
    expect(statusOf('acme', 'error-acme-number')).toBe('error-acme-number')
    expect(statusOf('acme', 'error-acmefault-database')).toBe('error-acmefault-database')
    expect(statusOf('acme', 'error-acmeann')).toBe('***')
    expect(statusOf('bolt', 'error-acmefault-database')).toBe('***')
  })

  it('keeps every word that the specs name for a status, an end or a sentiment', () => {
    const named = PROVIDERS.flatMap((provider) => {
      const spec = parse(readFileSync(new URL(`../../../specs/${provider}/openapi.yaml`, import.meta.url), 'utf8'))
      return wordsOf(spec.components.schemas, spec).map((word) => [provider, word] as const)
    })
    expect(named).toContainEqual(['autocalls', 'ended_by_customer'])
    expect(named.filter(([provider, raw]) => redactCall({ ...CALL, provider, rawStatus: raw }).rawStatus !== raw)).toEqual([])
  })

  it('leaves out what no call has', () => {
    const call = { ...CALL, note: 'Ann Smith', contact: { ...CALL.contact!, nick: 'Ann' }, toString: 'Ann' }
    expect(JSON.stringify(redactCall(call as Call))).not.toContain('Ann')
  })

  it('of any call leaves no number, name, address or word said, and twice is the same as once', () => {
    // Texts that no other member of the call can hold by chance.
    const secret = string({ minLength: 1 }).map((text) => `\u00a7${text}\u00a7`)
    const number = tuple(
      constantFrom('+', '00', '', 'sip:'),
      string({ unit: constantFrom(...'23456789 -().'), minLength: 3, maxLength: 20 }),
    ).map((parts) => parts.join(''))
    const maybe = <Value>(value: Parameters<typeof option<Value>>[0]) => option(value)
    const people = record({
      from: maybe(number),
      to: maybe(number),
      customerNumber: maybe(number),
      agentNumber: maybe(number),
      agent: maybe(record({ id: maybe(constantFrom('agent_1')), name: maybe(secret) })),
      campaign: maybe(record({ id: maybe(constantFrom('campaign_1')), name: maybe(secret) })),
      contact: maybe(record({ id: maybe(constantFrom('contact_1')), name: maybe(secret), email: maybe(secret) })),
      recordingUrl: maybe(secret),
      transcriptText: maybe(secret),
      transcript: maybe(
        tuple(
          record({
            speaker: constantFrom<Turn['speaker']>('agent', 'customer'),
            text: secret,
            at: constantFrom(null),
            offsetSeconds: constantFrom(null, 2.5),
          }),
        ),
      ),
      analysis: maybe(record({ summary: maybe(secret), successful: constantFrom(true, null), sentiment: maybe(secret) })),
      rawStatus: maybe(secret),
      endReason: maybe(record({ code: constantFrom<'unknown'>('unknown'), raw: secret })),
      raw: secret,
      rawDetail: secret,
    })
    assert(
      property(people, (more) => {
        const call = { ...CALL, ...more }
        const redacted = redactCall(call)
        const text = JSON.stringify(redacted)
        expect(text).not.toContain('\u00a7')
        for (const digits of [call.from, call.to, call.customerNumber, call.agentNumber].map(
          (each) => each?.replace(/\D/g, '') ?? '',
        )) {
          expect(runsOf(digits).filter((run) => text.includes(run))).toEqual([])
        }
        expect(redactCall(redacted)).toEqual(redacted)
      }),
      { numRuns: 2000, seed: 7 },
    )
  })

  it('keeps the type of the call without what was taken out', () => {
    expectTypeOf(redactCall(CALL)).toEqualTypeOf<Redacted<Call>>()
    expectTypeOf<Redacted<Call<'butter', { a: 1 }>>['provider']>().toEqualTypeOf<'butter'>()
    // As `get` gives it: without a list row, and perhaps without a stamp.
    expectTypeOf(redactCall<GotCall<Call>>).returns.toEqualTypeOf<Redacted<GotCall<Call>>>()
    // @ts-expect-error raw may hold anything and is left out
    ;() => redactCall(CALL).raw
  })
})

/** Every five digits of a number that stand together. */
const runsOf = (digits: string) =>
  Array.from({ length: Math.max(0, digits.length - 4) }, (_, start) => digits.slice(start, start + 5))

describe('redactCall over everything that the simulators hold', () => {
  let simulators: Simulator[]
  beforeAll(async () => {
    simulators = Object.values(await startSimulators({ calls: 60, seed: 5 }))
  })
  afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())))

  it('leaves no number, name, e-mail or transcript in a list with every part, nor in a single call', async () => {
    const sources = simulators.map((simulator) => sourceOf(simulator))
    const log = callLog(sources)
    const listed = await collect(log.list({ include: ['transcript', 'analysis', 'recording', 'cost'] }))
    const got = await Promise.all(
      sources
        .filter(({ gettable }) => gettable)
        .flatMap(({ id }) => listed.filter(({ source }) => source === id).slice(0, 20))
        // Which sources answer `get` is known here only at run time.
        .map(({ source, id }) => callLog(sources as Source<string, Call, true>[]).get(source, id)),
    )
    const gettable = sources.filter((source) => source.gettable)
    expect([listed.length, got.length]).toEqual([60 * sources.length, 20 * gettable.length])
    const text = JSON.stringify([...listed.map((call) => redactCall(call)), ...got.map((call) => redactCall(call))])
    const people = simulators.flatMap((simulator) =>
      [...simulator.calls()].flatMap(({ from, to, customerNumber, agentNumber, agent, campaign, contact, recordingUrl }) => [
        ...[from, to, customerNumber, agentNumber].flatMap((number) => runsOf(number?.replace(/\D/g, '') ?? '')),
        ...[agent?.name, campaign?.name, contact?.name, contact?.email, recordingUrl],
      ]),
    )
    const said = listed.flatMap((call) => [
      ...(call.transcript ?? []).map((turn) => turn.text),
      ...[call.transcriptText, call.analysis?.summary, call.recordingUrl],
    ])
    const wanted = [...new Set([...people, ...said])].flatMap((each) => (each ? [JSON.stringify(each).slice(1, -1)] : []))
    // Numbers, names, sentences and addresses of recordings: the search has something to find.
    const before = JSON.stringify(listed)
    expect(wanted.filter((each) => before.includes(each)).length).toBeGreaterThan(100)
    expect(wanted.filter((each) => text.includes(each))).toEqual([])
  })
})
