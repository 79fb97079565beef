import { inspect } from 'node:util'
import { agentvoice, autocalls, butter, talkover, zudu } from '@callspec/all'
import { mergeInputs } from '@callspec/provider'
import { knobs, type ProviderId, startSimulator } from '@callspec/simulator'
import { verify } from '@callspec/verify'
import { describe, expect, it, onTestFinished } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type BadRow, type Call, callLog, fieldErrors, isCallspecError, providerMessage, type Source } from '../src/index.js'
import { serve } from './server.js'
import { collect, sourceOf } from './sources.js'

const SECRET = /k3y-[a-z]+/
const keyed = (baseUrl: string) => [
  agentvoice({ baseUrl, apiKey: 'k3y-one', organizationId: 'k3y-two' }),
  autocalls({ baseUrl, token: 'k3y-three' }),
  butter({ baseUrl, apiKey: 'k3y-four' }),
  talkover({ baseUrl, token: 'k3y-five' }),
  zudu({ baseUrl, apiKey: 'k3y-six', apiSecret: 'k3y-seven' }),
]

/** Everything that a program is likely to log of a value. */
const printed = (value: unknown) =>
  [inspect(value, { depth: null, showHidden: true, getters: true }), JSON.stringify(value), String(value)].join('\n')

const page = (rows: string) => `{"success":true,"data":[${rows}],"pagination":{"next_cursor":null,"has_more":false}}`
const row = (id: string, more = '') =>
  `{${more}"call_sid":"${id}","status":"completed","created_at":"2026-03-09T10:00:00Z","to_number":"+15550101234"}`

/** A server that answers every request with the same text. */
const serveText = (text: string) => serve((_url, _body, response) => void response.end(text))

describe('Keys stay out of', () => {
  it('sources, logs, explanations, streams, summaries and errors, however they are printed', async () => {
    await using server = await serve(
      (_url, _body, response) =>
        // The platform repeats what it was sent, as some do.
        void response
          .writeHead(401, { 'content-type': 'application/json', 'x-request-id': response.req.rawHeaders.join(' ') })
          .end(JSON.stringify({ message: `Wrong: ${response.req.rawHeaders.join(' ')}`, errors: response.req.headers })),
    )
    const sources = keyed(server.url)
    const errors: unknown[] = []
    const log = callLog(sources, { onSourceError: (error) => errors.push(error) })
    const stream = log.list()
    const before = printed(stream)
    expect(await collect(stream)).toEqual([])
    expect(errors).toHaveLength(5)
    const everything = [sources, log, explain(log), stream, await stream.summary(), errors, stream.state()]
    for (const text of [before, ...everything.map(printed)]) expect(text).not.toMatch(SECRET)
    for (const error of errors) {
      // Each was refused by the platform, which had received the key.
      expect(isCallspecError(error) && [error.code, providerMessage(error)?.includes('***')]).toEqual(['unauthorized', true])
      expect(isCallspecError(error) && JSON.stringify([providerMessage(error), fieldErrors(error)])).not.toMatch(SECRET)
      expect(printed(error)).not.toMatch(SECRET)
    }
  })
})

describe('A member named __proto__, constructor or prototype', () => {
  const hostile =
    '"__proto__":{"polluted":true,"status":"busy","call_sid":"from_above","transcript":[{"speaker":"agent","text":"x"}]},"constructor":{"prototype":{"polluted":true}},"prototype":{"polluted":true},'
  const untouched = () => {
    expect('polluted' in {}).toBe(false)
    expect('polluted' in (() => undefined)).toBe(false)
  }

  it('of a row is in raw and nowhere else', async () => {
    await using server = await serveText(page(row('call_a', hostile)))
    const [call] = await collect(callLog([butter({ apiKey: 'k', baseUrl: server.url })]).list())
    expect([call!.id, call!.status, call!.transcript]).toEqual(['call_a', 'completed', undefined])
    expect(JSON.stringify(call!.raw)).toBe(row('call_a', hostile))
    untouched()
  })

  it('is no row, no id and no stamp by itself', async () => {
    await using server = await serveText(page(`{${hostile}"created_at":"2026-03-09T10:00:00Z"}`))
    const bad: BadRow[] = []
    const calls = await collect(
      callLog([butter({ apiKey: 'k', baseUrl: server.url })], { onBadRow: (each) => bad.push(each) }).list(),
    )
    expect([calls, bad.map(({ reasons }) => reasons)]).toEqual([[], [['call_sid is absent, expected an id']]])
    untouched()
  })

  it.each([
    ['agentvoice', agentvoice, '"id":"7","status":"completed","created_at":"2026-03-09T10:00:00Z"'],
    [
      'autocalls',
      autocalls,
      '"id":7,"status":"completed","type":"web","created_at":"2026-03-09T10:00:00Z","evaluation":{"__proto__":{"sentiment":"x"}}',
    ],
    ['butter', butter, '"call_sid":"7","status":"completed","created_at":"2026-03-09T10:00:00Z"'],
    [
      'talkover',
      talkover,
      '"id":"7","status":"completed","created_at":"2026-03-09T10:00:00Z","agent":{"__proto__":{"id":"x","name":"y"}}',
    ],
    [
      'zudu',
      zudu,
      '"call_id":"7","call_status":"ENDED","created_at":1773050400000,"call_analysis":{"__proto__":{"call_summary":"x"}}',
    ],
  ])('changes nothing of a call of %s', (_, { toCall }, members) => {
    // A row as it comes over the wire; what is in it is the point of the test.
    const parse = (text: string) => JSON.parse(text) as never
    const { raw: _raw, ...plain } = toCall(parse(`{${members.replaceAll(/"__proto__":\{[^}]*\}/g, '')}}`)) as Call
    const { raw, ...call } = toCall(parse(`{${hostile}${members}}`)) as Call
    expect(call).toEqual(plain)
    expect(JSON.stringify(raw)).toBe(`{${hostile}${members}}`)
    untouched()
  })

  it('of an answer of get stays where it was', async () => {
    await using server = await serveText(`{"data":${row('call_a', hostile)},${hostile}"success":true}`)
    const call = await callLog([butter({ apiKey: 'k', baseUrl: server.url })]).get('butter', 'call_a')
    expect([call.id, call.status, call.transcript]).toEqual(['call_a', 'completed', null])
    untouched()
  })

  it('of inputs stays a member when they are joined', () => {
    const joined = mergeInputs(
      { body: JSON.parse('{"a":{"b":1}}') },
      { body: JSON.parse('{"__proto__":{"polluted":1},"a":{"c":2}}') },
    )
    expect(JSON.stringify(joined)).toBe('{"body":{"a":{"b":1,"c":2},"__proto__":{"polluted":1}}}')
    expect(Object.getPrototypeOf(joined.body)).toBe(Object.prototype)
    untouched()
  })
})

describe('An answer without end', () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  // Node writes nested arrays without recursion, but not objects with numbers as names.
  const numbered = `${'{"0":'.repeat(100_000)}1${'}'.repeat(100_000)}`

  it('in depth, within a row, is a call whose raw holds it', async () => {
    await using server = await serveText(page(row('call_a', `"more":${nested},`)))
    const calls = await collect(callLog([butter({ apiKey: 'k', baseUrl: server.url })]).list({ include: ['cost'] }))
    expect(calls.map(({ id, status }) => ({ id, status }))).toEqual([{ id: 'call_a', status: 'completed' }])
  })

  it('in depth, in place of a member, is a bad row and its page is not lost', async () => {
    const wrong = `{"call_sid":"call_b","status":${nested},"agent_name":{"a":${nested}}}`
    await using server = await serveText(page([row('call_a'), wrong, nested, row('call_c')].join(',')))
    const bad: BadRow[] = []
    const log = callLog([butter({ apiKey: 'k', baseUrl: server.url })], { onBadRow: (each) => bad.push(each) })
    expect((await collect(log.list())).map(({ id }) => id)).toEqual(['call_a', 'call_c'])
    expect(bad.map(({ reasons }) => reasons)).toEqual([
      ['status is an array, expected a text', 'agent_name is an object, expected a text'],
      ['the row is not an object'],
    ])
  })

  it('in depth, in place of the list or of a call, is an error', async () => {
    await using server = await serveText(nested)
    const log = callLog([butter({ apiKey: 'k', baseUrl: server.url })])
    await expect(collect(log.list())).rejects.toThrowError(
      'butter GET /api/calls: expected an array at data, received undefined. Try again, and report it if it persists.',
    )
    await expect(log.get('butter', 'call_a')).rejects.toThrowError(
      'butter: call "call_a" cannot be mapped: the response is not an object.',
    )
  })

  it('in depth, within rows, does not end a verification', async () => {
    const stamped = `{"id":"7","status":"completed","created_at":"2026-03-09T10:00:00.000Z","started_at":"2026-03-09T10:00:00.000Z","more":${numbered}}`
    await using server = await serveText(`{"data":[${stamped}],"pagination":{"total":1,"limit":100,"offset":0,"has_more":false}}`)
    const { results } = await verify(agentvoice({ apiKey: 'k', organizationId: 'o', baseUrl: server.url }))
    expect(results.map(({ id }) => id)).toEqual(Object.keys(agentvoice.definition.descriptor.assumptions))
  })

  it('in size is given up at the largest size that was allowed', async () => {
    let sent = 0
    await using server = await serve((_url, _body, response) => {
      const more = () => {
        while (!response.destroyed && response.write('['.repeat(65_536))) sent += 65_536
      }
      response.on('drain', more)
      more()
    })
    const log = callLog([butter({ apiKey: 'k', baseUrl: server.url, maxResponseBytes: 1_000_000, retries: 0 })])
    await expect(collect(log.list())).rejects.toMatchObject({
      code: 'unexpected-response',
      message: 'butter GET /api/calls: the response is larger than 1000000 bytes. Raise maxResponseBytes or ask for fewer rows.',
    })
    // What was in the buffers of both ends besides.
    expect(sent).toBeLessThan(30_000_000)
  })
})

describe('An address in an answer', () => {
  /** Another host, which notes whoever connects. */
  async function trap() {
    const server = await serve(() => ({}))
    onTestFinished(() => server[Symbol.asyncDispose]())
    return server
  }

  /** What an answer becomes when every text that is an address leads to the other host, with its own query, and more addresses are added. */
  function led(value: unknown, to: string): unknown {
    if (Array.isArray(value)) return value.map((item) => led(item, to))
    if (typeof value === 'string') return value.replace(/^https?:[^?]*/, `${to}/from-the-answer`)
    if (typeof value !== 'object' || value === null) return value
    const members = Object.entries(value).map(([key, member]) => [key, led(member, to)])
    return {
      ...{ next: `${to}/next`, next_page_url: `${to}/next`, links: { next: `${to}/next` }, $ref: `${to}/ref` },
      ...{ recordingUrl: `${to}/recording`, audio_url: `${to}/audio` },
      ...Object.fromEntries(members),
      ...('recording_url' in value && { recording_url: `${to}/recording` }),
    }
  }

  it.each(Object.keys(knobs) as ProviderId[])(
    'is never followed at %s: list, get, include and verify stay with the host they were given',
    async (provider) => {
      const simulator = await startSimulator(provider, { calls: 130 })
      onTestFinished(() => simulator.close())
      const elsewhere = await trap()
      const asked = new Set<string>()
      let leading = 0
      const source = sourceOf(simulator, {
        async fetch(request) {
          asked.add(new URL(request.url).origin)
          const answer = await fetch(request)
          const text = JSON.stringify(led(await answer.json(), elsewhere.url))
          leading += text.split(elsewhere.url).length - 1
          const headers = {
            link: `<${elsewhere.url}/next>; rel="next"`,
            location: elsewhere.url,
            refresh: `0; url=${elsewhere.url}`,
          }
          return new Response(text, { status: answer.status, headers: { 'content-type': 'application/json', ...headers } })
        },
      })
      // Which platforms answer `get` is known here only at run time.
      const log = callLog([source as Source<string, Call, true>])
      const calls = await collect(log.list({ include: ['transcript', 'analysis', 'recording', 'cost'] }))
      expect(calls).toHaveLength(130)
      if (source.gettable) expect((await log.get(source.id, calls[0]!.id)).id).toBe(calls[0]!.id)
      await verify(source)
      expect(leading).toBeGreaterThan(500)
      expect([...asked]).toEqual([new URL(simulator.baseUrl).origin])
      expect(elsewhere.requests).toEqual([])
    },
  )
})
