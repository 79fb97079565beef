import { callsOfCopy, callsOfLog } from '@callspec/mcp'
import { callLog } from 'callspec'
import { QUERY_SCHEMA } from 'callspec/query-schema'
import { afterAll, expect, test } from 'vitest'
import { connected, simulated } from './setting.js'

// Platforms that tell why a call failed, one that tells none, one without a request for a single call, and one whose calls only end.
const setting = await simulated(['retell', 'zudu', 'talkover', 'vapi', 'synthflow'], 500)
const { simulators, sources, copy, store } = setting
const copied = await connected(callsOfCopy(copy))
const live = await connected(callsOfLog(callLog(sources)), {}, 'auto')
afterAll(async () => {
  await copied.close()
  await live.close()
  await setting.close()
})

const YESTERDAY = { since: '2026-11-19', until: '2026-11-20' }

/** The failed calls of that day, by what the simulators hold. */
const failedYesterday = simulators.flatMap((simulator) =>
  [...simulator.calls()].flatMap(({ id, state, startedAt, createdAt, endReason }) => {
    const at = startedAt ?? createdAt ?? 0
    const isThen = at >= Date.parse(YESTERDAY.since) && at < Date.parse(YESTERDAY.until)
    return state === 'failed' && isThen ? [{ key: `${simulator.provider}/${id}`, reason: endReason }] : []
  }),
)

test('there are five tools; each says that it only reads, what it takes and what it gives, and all of it is short', async () => {
  const { tools } = await copied.client.listTools()
  expect(tools.map(({ name }) => name).sort()).toEqual(['call_totals', 'explain_query', 'get_call', 'list_calls', 'list_sources'])
  for (const { annotations, outputSchema, description, inputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false })
    expect(outputSchema?.required).toEqual(expect.arrayContaining(['note', 'assumed', 'leftOut', 'goOn']))
    expect(description?.length).toBeGreaterThan(80)
    expect(inputSchema.additionalProperties).toBe(false)
  }
  expect(JSON.stringify(tools).length).toBeLessThan(40_000)
  const ofLive = (await live.client.listTools()).tools
  expect(ofLive.map(({ annotations }) => annotations?.openWorldHint)).toEqual([true, true, true, true, true])
  for (const name of ['list_calls', 'call_totals', 'explain_query']) {
    const { status, ...members } = ofLive.find((tool) => tool.name === name)?.inputSchema.properties ?? {}
    const { status: _, ...known } = QUERY_SCHEMA.properties
    expect(members).toMatchObject(name === 'list_calls' ? { ...known, limit: expect.anything() } : known)
    expect(status).toMatchObject({ type: 'array', items: { enum: QUERY_SCHEMA.properties.status.anyOf[0].enum } })
  }
})

test.each([
  ['a copy', copied],
  ['the platforms', live],
])('"Which calls failed yesterday, and why?" is answered from %s, also where no reason is told', async (_, { call }) => {
  expect((await call('list_sources')).data.sources.map(({ source }: { source: string }) => source).sort()).toEqual(
    simulators.map(({ provider }) => provider).sort(),
  )
  const { data: counted } = await call('call_totals', { ...YESTERDAY, by: ['status'] })
  const group = counted.groups.find(({ status }: { status: string }) => status === 'failed')
  expect(group.calls).toBe(failedYesterday.length)
  const { data: listed } = await call('list_calls', { ...YESTERDAY, status: ['failed'], limit: 100 })
  const told = listed.calls.map(({ key, endReason }: { key: string; endReason?: { raw: string } }) => ({
    key,
    reason: endReason?.raw ?? null,
  }))
  const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1)
  expect(told.sort(byKey)).toEqual(failedYesterday.sort(byKey))
  const without = failedYesterday.filter(({ reason, key }) => reason === null && key.startsWith('zudu/'))
  expect(without.length).toBeGreaterThan(0)
  expect(listed.leftOut).toContainEqual(
    expect.stringMatching(new RegExp(`^zudu: why ${without.length} of these calls failed: no end reason is told$`)),
  )
  const { data: one } = await call('get_call', { key: without[0]?.key })
  expect(one.call).toMatchObject({ key: without[0]?.key, status: 'failed' })
  expect(one.call.endReason).toBeUndefined()
  expect(one.leftOut).toContainEqual(expect.stringContaining('no end reason is told'))
  const reasoned = failedYesterday.find(({ key }) => key.startsWith('retell/'))
  expect((await call('get_call', { key: reasoned?.key })).data.call.endReason.raw).toBe(reasoned?.reason)
})

test('on a platform whose calls only end, calls that nobody spoke in carry the reason', async () => {
  const { data } = await live.call('call_totals', { by: ['endReason'], sources: ['vapi'] })
  const counts = Object.fromEntries(
    data.groups.map((group: { endReason?: string; calls: number }) => [group.endReason, group.calls]),
  )
  expect(counts).toMatchObject({ no_answer: expect.any(Number), busy: expect.any(Number), error: expect.any(Number) })
})

test.each([
  ['a copy', copied],
  ['the platforms', live],
])('pages from %s have every call once, and a limit above the cap is lowered', async (_, { call }) => {
  const keys: string[] = []
  let { data } = await call('list_calls', { sources: ['retell'], limit: 5000, fields: ['status'] })
  expect(data.leftOut).toContain('limit 5000 was lowered to 100')
  for (;;) {
    expect(data.calls.length).toBeLessThanOrEqual(100)
    for (const each of data.calls) expect(Object.keys(each).sort()).toEqual(['key', 'status'])
    keys.push(...data.calls.map(({ key }: { key: string }) => key))
    if (data.nextCursor === undefined) break
    expect(data.goOn).toContain(data.nextCursor)
    ;({ data } = await call('list_calls', { cursor: data.nextCursor }))
  }
  const retell = simulators.find(({ provider }) => provider === 'retell')
  expect(keys.toSorted()).toEqual([...(retell?.calls() ?? [])].map(({ id }) => `retell/${id}`).sort())
})

test('answers keep within a small cap as well, and their pages still have every call', async () => {
  const small = await connected(callsOfCopy(copy), { maxTokens: 1_000 })
  try {
    const keys: string[] = []
    let given: Record<string, unknown> = { ...YESTERDAY, limit: 100 }
    for (let cursor: string | undefined = ''; cursor !== undefined; given = { cursor }) {
      const { data } = await small.call('list_calls', given)
      expect(data.calls.length).toBeGreaterThan(0)
      keys.push(...data.calls.map(({ key }: { key: string }) => key))
      cursor = data.nextCursor
    }
    const { data } = await copied.call('call_totals', YESTERDAY)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBe(data.total.calls)
    const groups: object[] = []
    for (let asked: Record<string, unknown> | undefined = { by: ['agent', 'hour'] }; asked; ) {
      const { data: some } = await small.call('call_totals', asked)
      groups.push(...some.groups)
      asked = some.nextCursor && { cursor: some.nextCursor }
    }
    expect(groups).toEqual((await allGroups(['agent', 'hour'])).groups)
  } finally {
    await small.close()
  }
})

async function allGroups(by: string[]) {
  const wide = await connected(callsOfCopy(copy), { maxTokens: 1_000_000 })
  const { data } = await wide.call('call_totals', { by })
  await wide.close()
  return data
}

test('a platform that cannot be asked for one call is answered from its list', async () => {
  const { data } = await live.call('list_calls', { sources: ['talkover'], limit: 1 })
  const { key } = data.calls[0]
  const { data: one } = await live.call('get_call', { key })
  expect(one.call.key).toBe(key)
  expect(one.leftOut).toContainEqual(expect.stringContaining('documents no request for a single call'))
  const unlisted = await live.call('get_call', { key: 'talkover/4711' })
  expect([unlisted.isError, unlisted.text]).toEqual([true, expect.stringContaining('List the call with list_calls')])
})

test('what a source cannot answer is said, and the others answer', async () => {
  const { data } = await live.call('list_calls', { campaignId: '12' })
  expect(data.leftOut).toContainEqual(
    expect.stringMatching(/^talkover: cannot answer this query: talkover cannot be filtered by campaignId/),
  )
  const { data: explained } = await live.call('explain_query', { campaignId: '12' })
  const talkover = explained.sources.find(({ source }: { source: string }) => source === 'talkover')
  expect(talkover).toMatchObject({ answers: false, unsupported: [{ name: 'campaignId' }] })
})

test.each(['list_calls', 'call_totals', 'explain_query'])(
  '%s of a platform that the copy does not have names those it has',
  async (name) => {
    const { isError, text } = await copied.call(name, { providers: ['vapi', 'twilio'] })
    const words = 'Invalid providers: received "twilio". Pass one of retell, synthflow, talkover, vapi, zudu.'
    expect([isError, text]).toEqual([true, words])
  },
)

test('call_totals says of how many calls nobody knows whether they were answered', async () => {
  const { data } = await copied.call('call_totals', { providers: ['synthflow'] })
  expect(data.total.unknown).toBeGreaterThan(0)
  expect(data.leftOut).toContain(
    `whether anybody answered ${data.total.unknown} of the calls: nothing that their platforms tell shows it`,
  )
})

test('get_call of no call of the copy says where to take a key from', async () => {
  const { text } = await copied.call('get_call', { key: 'retell/call_none' })
  expect(text).toBe('retell has no call "call_none" in this copy. Take a key from list_calls.')
})

test('explain_query and list_sources answer from a copy alone', async () => {
  const { data } = await copied.call('explain_query', { ...YESTERDAY, search: 'booking', campaignId: '12' })
  expect(data.sources.map(({ source, answers }: { source: string; answers: boolean }) => [source, answers])).toEqual([
    ['retell', false],
    ['synthflow', false],
    ['talkover', false],
    ['vapi', true],
    ['zudu', false],
  ])
  const { data: listed } = await copied.call('list_sources')
  expect(listed).toMatchObject({ from: 'copy', masked: true, now: expect.stringMatching(/^\d{4}-.*Z$/) })
  for (const { calls, syncedAt } of listed.sources) expect([calls, typeof syncedAt]).toEqual([500, 'string'])
})

test.each([
  ['list_calls', { status: ['lost'] }, /Invalid status: received "lost"\. Pass one of queued, ringing,.* failed, unknown/],
  ['list_calls', { phone: '+15551234567' }, /Unknown member: phone\. Known: since, until, .*fields, cursor/],
  [
    'list_calls',
    { since: 'yesterday' },
    /Invalid since: received "yesterday"\. Pass a date like 2026-11-01 or a stamp.* It is now 20\d\d-/,
  ],
  ['list_calls', { fields: ['raw'] }, /Invalid fields: received "raw"\. Pass some of key, .*endReason/],
  ['list_calls', { limit: 1.5 }, /Invalid limit: received 1\.5\. Pass a whole number/],
  ['list_calls', { sources: ['acme'] }, /Unknown source "acme"\. Known: .*retell/],
  ['list_calls', { cursor: 'AAAA' }, /Invalid cursor: received "AAAA"\. Pass a nextCursor of list_calls/],
  ['call_totals', { by: ['agents'] }, /Invalid by: received "agents"\. Pass one or more of source, provider, agent/],
  ['explain_query', { order: 'latest' }, /Invalid order: received "latest"\. Pass one of newest, oldest, arrival/],
  ['get_call', {}, /Invalid key: received none/],
  ['get_call', { key: `retell/${'1'.repeat(500)}` }, /Invalid key: received 507 characters/],
  ['get_call', { key: 'call_1' }, /Invalid key of a call: received "call_1"\. Pass the key that list_calls gives/],
  ['get_call', { key: 'acme/call_1' }, /Unknown source "acme"\. Known: .*retell/],
  ['get_call', { key: 'retell/call_none' }, /retell has no call "call_none"/],
  ['get_call', { key: 'retell/call_none', parts: ['audio'] }, /Invalid parts: received "audio"\. Pass one or more of transcript/],
  ['get_call', { key: 'retell/call_none', cursor: '1' }, /Invalid cursor: received "1"/],
])('%s %j is an error that names what is known', async (name, given, text) => {
  for (const { call } of [copied, live]) {
    const answer = await call(name, given)
    expect([answer.isError, answer.text]).toEqual([true, expect.stringMatching(text)])
  }
})

test('a cursor of other arguments is refused, and members that are null count as absent', async () => {
  const { data } = await copied.call('list_calls', { direction: 'inbound', limit: 1, agentId: null, cursor: null })
  const { nextCursor } = data
  expect((await copied.call('list_calls', { direction: 'inbound', cursor: nextCursor })).isError).toBe(false)
  expect((await copied.call('list_calls', { direction: 'outbound', cursor: nextCursor })).text).toContain('other arguments')
  expect((await copied.call('call_totals', { cursor: nextCursor })).text).toContain('nextCursor of call_totals')
})

test('if no source can be read, that is an error and not an empty list', async () => {
  const zudu = simulators.find(({ provider }) => provider === 'zudu')
  zudu?.fault({ fault: '500' })
  try {
    const one = await live.call('list_calls', { sources: ['zudu'] })
    expect([one.isError, one.text]).toEqual([true, expect.stringContaining('zudu: failed')])
    const all = await live.call('list_calls', { limit: 3 })
    expect([all.isError, all.data.calls.length]).toEqual([false, 3])
    expect(all.data.leftOut).toContainEqual(expect.stringContaining('zudu: failed, so calls may be lacking'))
  } finally {
    zudu?.clearFaults()
  }
})

test('a transcript of any length comes in slices that are the whole', async () => {
  const [[key] = []] = await store.all("SELECT key FROM turns WHERE key LIKE 'retell/%' ORDER BY key LIMIT 1")
  // One turn is longer than any answer.
  const long = `Früh am Morgen "sagte" sie 😀. `.repeat(8_000)
  await store.run('UPDATE turns SET text = $1 WHERE key = $2 AND position = (SELECT MIN(position) FROM turns WHERE key = $2)', [
    long,
    String(key),
  ])
  const texts = new Map<number, string>()
  let answers = 0
  for (let given: Record<string, unknown> | undefined = { key, parts: ['transcript'] }; given; answers++) {
    const { data } = await copied.call('get_call', given)
    for (const { turn, text } of data.call.transcript.turns) texts.set(turn, (texts.get(turn) ?? '') + text)
    // As an agent may, it leaves out the part.
    given = data.nextCursor && { key, cursor: data.nextCursor }
  }
  const said = await store.all('SELECT text FROM turns WHERE key = $1 ORDER BY position', [String(key)])
  expect([...texts.values()]).toEqual(said.map(([text]) => String(text)))
  expect(answers).toBeGreaterThan(5)
  expect((await copied.call('list_calls', { search: String(key), include: ['transcript'] })).data.calls).toHaveLength(1)
})
