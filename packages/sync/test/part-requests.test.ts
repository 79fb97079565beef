import { openCopy, openStore, type Store, sync } from '@callspec/sync'
import { callLog, type Source } from 'callspec'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answersOf, type Given, hops } from '../../callspec/test/hops-platform.js'
import { serve, type TestServer } from '../../callspec/test/server.js'
import { collect } from '../../callspec/test/sources.js'
import { startSqlite } from './stores.js'

let parts: Record<string, Given>
let server: TestServer
let source: Source
let store: Store
let close: () => Promise<void>

beforeEach(async () => {
  parts = {
    '/calls/3/messages': { next: '?cursor=b', results: [{ role: 'bot', text: 'Hello' }] },
    '/calls/3/messagesb': { next: null, results: [{ role: 'human', text: 'Hi' }] },
    '/calls/3/recordings': { recordings: [{ sid: 'r1', address: 'https://files.example/r1.mp3' }] },
    '/recordings/r1/text': { text: 'Hello. Hi.' },
  }
  server = await serve((url, _, response) => {
    const given = answersOf(parts)(url)
    if (typeof given === 'object') return given
    response.writeHead(given, { 'content-type': 'application/json' }).end('{}')
    return undefined
  })
  source = hops({ accountId: 'acc-7', apiKey: 'k', baseUrl: server.url, retries: 0 })
  const stores = await startSqlite()
  store = await openStore(await stores.address())
  close = async () => {
    await store.close()
    await stores.close()
    await server[Symbol.asyncDispose]()
  }
})

afterEach(() => close())

const states = () => store.all('SELECT parts.key, part, state, attempts, reason FROM parts ORDER BY parts.key, part')

test('a copy asks for parts by requests of their own alone, and says the same as the live log', async () => {
  const include = ['transcript', 'recording'] as const
  const { sources } = await sync([source], store, { include })
  expect(sources[0]).toMatchObject({
    outcome: 'whole',
    parts: { here: 2, waiting: 4, failed: 0 },
    requests: server.requests.length,
  })
  // The rows are known: nobody requests a call again.
  expect(server.requests.filter((line) => /calls\/\d$/.test(line))).toEqual([])
  expect(await states()).toEqual([
    ['hops/1', 'recording', 'not_yet', 1, 'the platform had none'],
    ['hops/1', 'transcript', 'not_yet', 1, 'the platform had none'],
    ['hops/2', 'recording', 'not_yet', 1, 'the platform had none'],
    ['hops/2', 'transcript', 'not_yet', 1, 'the platform had none'],
    ['hops/3', 'recording', 'here', 1, null],
    ['hops/3', 'transcript', 'here', 1, null],
  ])
  const copy = await openCopy(store)
  const copied = await collect(copy.log().list({ include }))
  const live = await collect(callLog([source]).list({ include }))
  expect(copied.map((call) => JSON.stringify(call))).toEqual(live.map((call) => JSON.stringify(call)))
})

test('a part whose requests fail is asked for again, and the others come', async () => {
  const now = { ms: Date.parse('2026-04-01T12:00:00Z') }
  const pass = () => sync([source], store, { include: ['transcript', 'recording'], now: () => now.ms })
  const transcript = async () => (await states()).find(([key, part]) => key === 'hops/3' && part === 'transcript')
  parts['/recordings/r1/text'] = 403
  expect((await pass()).sources[0]).toMatchObject({ outcome: 'whole', parts: { here: 1 } })
  const reason = 'hops GET /recordings/{sid}/text: 403 forbidden. Check what accountId and apiKey may do.'
  expect(await transcript()).toEqual(['hops/3', 'transcript', 'not_yet', 1, reason])
  parts['/recordings/r1/text'] = { text: 'Late.' }
  now.ms += 90_000
  expect((await pass()).sources[0]).toMatchObject({ parts: { here: 1 } })
  expect(await transcript()).toEqual(['hops/3', 'transcript', 'here', 2, null])
  const copy = await openCopy(store)
  expect(await copy.log().get('hops/3')).toMatchObject({ transcriptText: 'Late.', recordingUrl: 'https://files.example/r1.mp3' })
})

test('a revoked key ends the asking, and the source says why', async () => {
  parts['/calls/3/messages'] = 401
  const { sources } = await sync([source], store, { include: ['transcript'] })
  expect(sources[0]).toMatchObject({ outcome: 'failed', error: { code: 'unauthorized' } })
})
