import { type PartApi, partState } from '@callspec/provider'
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { callLog } from '../src/index.js'
import { answersOf, type Given, hops, type Paths } from './hops-platform.js'
import { serve } from './server.js'
import { collect } from './sources.js'

const next = (cursor: string) => `https://elsewhere.example/other?cursor=${cursor}&limit=500`

/** What hangs on the calls: messages on three pages of call 3, and the text of one of its two recordings. */
const PARTS: Readonly<Record<string, Given>> = {
  '/calls/3/messages': {
    next: next('b'),
    results: [
      { role: 'bot', text: 'Hello' },
      { role: 'human', text: 'Hi' },
    ],
  },
  '/calls/3/messagesb': { next: next('c'), results: [{ role: 'bot', text: 'Bye', at: '2026-03-03T10:00:09Z' }] },
  '/calls/3/messagesc': { next: null, results: [] },
  '/calls/3/recordings': { recordings: [{ sid: 'r1', address: 'https://files.example/r1.mp3' }, { sid: 'r2' }] },
  '/recordings/r2/text': { text: 'Hello. Hi. Bye.' },
}

async function platform(changed: Readonly<Record<string, Given>> = {}) {
  const answer = answersOf({ ...PARTS, ...changed })
  const server = await serve((url, _, response) => {
    const given = answer(url)
    if (typeof given === 'object') return given
    response.writeHead(given, { 'content-type': 'application/json' }).end('{}')
    return undefined
  })
  onTestFinished(() => server[Symbol.asyncDispose]())
  const source = hops({ accountId: 'acc-7', apiKey: 'k', baseUrl: server.url, retries: 0 })
  return { server, source, log: callLog([source]) }
}

const WHOLE = {
  transcript: [
    { speaker: 'agent', text: 'Hello', at: null },
    { speaker: 'customer', text: 'Hi', at: null },
    { speaker: 'agent', text: 'Bye', at: '2026-03-03T10:00:09.000Z' },
  ],
  transcriptText: 'Hello. Hi. Bye.',
  recordingUrl: 'https://files.example/r1.mp3',
}

describe('A part that comes by requests of its own', () => {
  it('is read over pages and hops, each request once for all parts of a call, with the parameters of the account', async () => {
    const { server, log, source } = await platform()
    const stream = log.list({ include: ['transcript', 'recording'], limit: 1 })
    const [call] = await collect(stream)
    expect(call).toMatchObject(WHOLE)
    expect(server.requests.slice(1)).toEqual([
      'GET /accounts/acc-7/calls/3/messages?mode=in_call&limit=2',
      'GET /accounts/acc-7/calls/3/messages?mode=in_call&limit=2&cursor=b',
      'GET /accounts/acc-7/calls/3/messages?mode=in_call&limit=2&cursor=c',
      'GET /accounts/acc-7/calls/3/recordings',
      'GET /recordings/r1/text',
      'GET /recordings/r2/text',
    ])
    expect(await stream.summary()).toMatchObject({ requests: server.requests.length, incomplete: 0 })
    // The row is the platform's own; responses of other requests are not kept.
    expect(call?.raw).toEqual({ id: '3', created_at: '2026-03-03T10:00:00Z' })
    expect(call).not.toHaveProperty('rawDetail')
    expect(partState(source, call!, 'transcript')).toBe('here')
  })

  it('comes with get, whose answer stays as it is', async () => {
    const { log } = await platform()
    expect(await log.get('hops/3')).toMatchObject({
      ...WHOLE,
      raw: null,
      rawDetail: { id: '3', created_at: '2026-03-03T10:00:00Z' },
    })
  })

  it('is not asked for where the row says that there is none, and is null where the platform has nothing', async () => {
    const { server, log } = await platform()
    const calls = await collect(log.list({ include: ['recording'] }))
    expect(calls.map(({ id, recordingUrl, missing }) => [id, recordingUrl, missing])).toEqual([
      ['3', 'https://files.example/r1.mp3', undefined],
      ['2', null, undefined],
      ['1', null, undefined],
    ])
    expect(server.requests.slice(1)).toEqual(['GET /accounts/acc-7/calls/3/recordings', 'GET /accounts/acc-7/calls/2/recordings'])
    expect(await log.get('hops/2')).toMatchObject({ transcript: [], transcriptText: null, recordingUrl: null })
  })

  it.each<[string, Record<string, Given>, string]>([
    [
      'a request fails',
      { '/calls/3/messages': 500 },
      'hops GET /accounts/{account}/calls/{id}/messages: 500 server. Try again later.',
    ],
    [
      'a later page fails',
      { '/calls/3/messagesb': 403 },
      'hops GET /accounts/{account}/calls/{id}/messages: 403 forbidden. Check what accountId and apiKey may do.',
    ],
    [
      'a later page is not there',
      { '/calls/3/messagesc': 404 },
      'hops GET /accounts/{account}/calls/{id}/messages: 404 not-found on a later page, although the first page works. Try again, and report it if it persists.',
    ],
    [
      'pages go round in a circle',
      { '/calls/3/messagesc': { next: next('b'), results: [] } },
      'hops GET /accounts/{account}/calls/{id}/messages: the next cursor was used before. Try again, and report it if it persists.',
    ],
    [
      'a value of a page differs from the spec',
      { '/calls/3/messagesb': { next: null, results: [{ role: 'bot', text: 7 }] } },
      'hops: the transcript of call "3" cannot be read: /accounts/{account}/calls/{id}/messages: 2.text is 7, expected a text.',
    ],
    [
      'a value of a later hop differs from the spec',
      { '/recordings/r1/text': { text: ['Hello'] } },
      'hops: the transcript of call "3" cannot be read: GET /recordings/{sid}/text: text is an array, expected a text.',
    ],
  ])('is missing, and the others come, where %s', async (_, changed, message) => {
    const { log } = await platform(changed)
    const stream = log.list({ include: ['transcript', 'recording'], limit: 1 })
    const [call] = await collect(stream)
    expect(call).toMatchObject({ missing: ['transcript'], recordingUrl: WHOLE.recordingUrl })
    expect(call).not.toHaveProperty('transcript')
    const { incomplete, sources } = await stream.summary()
    expect([incomplete, sources[0]?.incompleteBecause?.message]).toEqual([1, message])
    const told: string[] = []
    const got = await log.get('hops/3', { onMissing: (part, error) => told.push(`${part}: ${error.message}`) })
    expect([got.missing, told]).toEqual([['transcript'], [`transcript: ${message}`]])
    expect(got.recordingUrl).toBe(WHOLE.recordingUrl)
  })

  it('is missing where its pages do not end', async () => {
    let page = 0
    const answer = answersOf(PARTS)
    const server = await serve((url) =>
      url.pathname.endsWith('/messages') ? { next: next(`${++page}`), results: [{ role: 'bot', text: `${page}` }] } : answer(url),
    )
    onTestFinished(() => server[Symbol.asyncDispose]())
    const log = callLog([hops({ accountId: 'acc-7', apiKey: 'k', baseUrl: server.url })])
    const told: string[] = []
    await log.get('hops/3', { onMissing: (_, error) => told.push(error.message) })
    expect(told).toEqual([
      'hops: GET /accounts/{account}/calls/{id}/messages goes on after 200 requests for one call. Report it, with the call.',
    ])
    expect(page).toBe(200)
  })

  it('is not waited for once the listing is aborted', async () => {
    const { log } = await platform()
    const controller = new AbortController()
    const server = await serve((url) => {
      if (url.pathname.endsWith('/messages')) controller.abort('enough')
      return answersOf(PARTS)(url)
    })
    onTestFinished(() => server[Symbol.asyncDispose]())
    const aborted = callLog([hops({ accountId: 'acc-7', apiKey: 'k', baseUrl: server.url })])
    await expect(collect(aborted.list({ include: ['transcript'] }, { signal: controller.signal }))).rejects.toBe('enough')
    await expect(log.get('hops/3', { signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
  })

  it('is told by explain with what it takes', () => {
    const log = callLog([hops({ accountId: 'acc-7', apiKey: 'k' })])
    const [explained] = explain(log, { include: ['transcript', 'recording'] })
    expect(explained).toMatchObject({
      include: [
        { part: 'transcript', from: 'requests', inputs: [], requestsPerCall: 'several' },
        { part: 'recording', from: 'requests', inputs: [], requestsPerCall: 1 },
      ],
    })
  })

  it('has typed requests', () => {
    const typed = async (api: PartApi<Paths, typeof hops.definition.descriptor>) => {
      const found = await api.get('/recordings/{sid}/text', { path: { sid: 'r' } })
      expectTypeOf(found).toEqualTypeOf<{ text?: string } | null>()
      // @ts-expect-error the path has a parameter
      await api.get('/recordings/{sid}/text')
      // @ts-expect-error there is no such path
      await api.get('/recordings')
    }
    expectTypeOf(typed).returns.resolves.toBeVoid()
  })
})
