import { rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serveExplorer } from '@callspec/explorer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallAnswer, ErrorAnswer, RecordingAnswer, State } from '../src/api/answers.ts'
import { type OpenPage, openPage } from './open-page.ts'
import { type SimulatedCopy, simulatedCopy } from './simulated-copy.ts'

let simulated: SimulatedCopy
let explorer: Awaited<ReturnType<typeof serveExplorer>>
let page: OpenPage
let keys: string[]
/** What the storage behind the addresses does. */
let answer: RequestListener
let asked: string[] = []
const storage = createServer((request, response) => {
  asked.push(`${request.method} ${request.url} ${request.headers.range ?? ''}`.trim())
  answer(request, response)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve))
  simulated = await simulatedCopy(['autocalls'], { calls: 30, recordings: { mostSeconds: 3 } }, null)
  await simulated.sync({ recordings: join(simulated.folder, 'recordings') })
  explorer = await serveExplorer(simulated.copy)
  page = openPage(explorer)
  while ((await page.get<State>('/api/state')).loading !== null) await new Promise((resolve) => setTimeout(resolve, 20))
  keys = (await simulated.store.all("SELECT key FROM parts WHERE part = 'file' AND state = 'here' ORDER BY key")).map(([key]) =>
    String(key),
  )
})
afterAll(async () => {
  await explorer.close()
  await simulated.close()
  storage.closeAllConnections()
  await new Promise((resolve) => storage.close(resolve))
})

const recordingOf = async (key: string): Promise<RecordingAnswer> =>
  (await page.get<CallAnswer>(`/api/call?key=${key}`)).recording

async function addressOf(key: string): Promise<string> {
  const recording = await recordingOf(key)
  if (recording.state !== 'here') throw new Error(`${key}: ${recording.because}`)
  return `${page.origin}${recording.address}`
}

const audio = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256))

/** Leads the address of a call to the storage, and forgets its file. */
async function lead(key: string, path: string, listener: RequestListener): Promise<void> {
  const { port } = storage.address() as AddressInfo
  await simulated.store.run("DELETE FROM parts WHERE key = $1 AND part = 'file'", [key])
  await simulated.store.run('UPDATE calls SET recording_url = $2 WHERE key = $1', [
    key,
    path.includes('://') ? path : `http://127.0.0.1:${port}${path}`,
  ])
  answer = listener
  asked = []
}

const ranged: RequestListener = (request, response) => {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  if (from === undefined)
    return response
      .writeHead(200, {
        'content-type': 'audio/mpeg',
        'content-length': audio.length,
        'set-cookie': 'a=b',
        'access-control-allow-origin': '*',
      })
      .end(audio)
  const end = to === '' ? audio.length - 1 : Number(to)
  return response
    .writeHead(206, {
      'content-type': 'audio/mpeg',
      'content-range': `bytes ${from}-${end}/${audio.length}`,
      'content-length': end - Number(from) + 1,
    })
    .end(audio.subarray(Number(from), end + 1))
}

test('a downloaded recording is played from its file, in ranges, and nobody else is asked', async () => {
  const requests = simulated.simulators[0]!.requests.length
  const address = await addressOf(keys[0]!)
  const whole = await fetch(address)
  const bytes = Buffer.from(await whole.arrayBuffer())
  expect([whole.status, whole.headers.get('content-type'), whole.headers.get('accept-ranges')]).toEqual([
    200,
    'audio/mpeg',
    'bytes',
  ])
  expect(bytes.equals(simulated.simulators[0]!.recording(keys[0]!.split('/')[1]!)!)).toBe(true)
  for (const [range, status, expected] of [
    ['bytes=0-0', 206, bytes.subarray(0, 1)],
    ['bytes=10-', 206, bytes.subarray(10)],
    ['bytes=-5', 206, bytes.subarray(-5)],
    ['bytes=10-999999999', 206, bytes.subarray(10)],
    ['bytes=999999999-', 416, Buffer.alloc(0)],
    ['bytes=5-2', 200, bytes],
    ['lines=1-2', 200, bytes],
  ] as const) {
    const part = await fetch(address, { headers: { range } })
    expect([range, part.status, Buffer.from(await part.arrayBuffer()).equals(expected)]).toEqual([range, status, true])
  }
  const head = await fetch(address, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)])
  expect(simulated.simulators[0]!.requests.length).toBe(requests)
})

test('the address is admitted by its ticket alone, for this recording', async () => {
  const address = await addressOf(keys[0]!)
  expect(address).not.toContain(page.token)
  expect((await fetch(address.replace(encodeURIComponent(keys[0]!), encodeURIComponent(keys[1]!)))).status).toBe(401)
  expect((await fetch(address.replace(/many\.\d+/, 'many.9999999999999'))).status).toBe(401)
  expect((await fetch(address.replace('/api/recording', '/api/call'))).status).toBe(401)
  expect((await fetch(address, { method: 'POST' })).status).toBe(401)
})

test('without a file, the platform’s address is played through the page’s server: the wanted range, and nothing but its bytes', async () => {
  const key = keys[2]!
  await lead(key, '/a.mp3', ranged)
  const address = await addressOf(key)
  const part = await fetch(address, { headers: { range: 'bytes=100-199' } })
  expect([part.status, part.headers.get('content-range'), part.headers.get('content-type')]).toEqual([
    206,
    'bytes 100-199/1000',
    'audio/mpeg',
  ])
  expect(Buffer.from(await part.arrayBuffer()).equals(audio.subarray(100, 200))).toBe(true)
  const whole = await fetch(address)
  expect(Buffer.from(await whole.arrayBuffer()).equals(audio)).toBe(true)
  expect([whole.headers.get('set-cookie'), whole.headers.get('access-control-allow-origin')]).toEqual([null, null])
  expect(asked).toEqual(['GET /a.mp3 bytes=0-0', 'GET /a.mp3 bytes=100-199', 'GET /a.mp3'])
})

test('a file that was moved is played from the platform’s address again', async () => {
  const key = keys[3]!
  const [[file] = []] = await simulated.store.all("SELECT file FROM parts WHERE key = $1 AND part = 'file'", [key])
  rmSync(String(file))
  const address = await addressOf(key)
  expect((await (await fetch(address)).arrayBuffer()).byteLength).toBeGreaterThan(1000)
})

test('a recording that has expired says so, before it is played and after', async () => {
  for (const [index, status] of [403, 404, 410].entries()) {
    const key = keys[4 + index]!
    await lead(key, `/expired-${status}.mp3?signature=abc`, (_, response) =>
      response.writeHead(status).end('Request has expired'),
    )
    const recording = await recordingOf(key)
    expect(recording).toEqual({
      state: 'expired',
      because: expect.stringContaining(`The recording has expired: its address does not open any more (${status}).`),
    })
    const played = await page.fetch(`/api/recording?key=${key}`)
    expect([played.status, ((await played.json()) as ErrorAnswer).error]).toEqual([
      410,
      'because' in recording && recording.because,
    ])
    expect(JSON.stringify(recording)).not.toContain('abc')
  }
})

test('what is no recording, leads elsewhere, or never comes is refused in a sentence', async () => {
  const { port } = storage.address() as AddressInfo
  const cases: [path: string, listener: RequestListener, because: string][] = [
    [
      '/page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<script>'),
      'Expected audio or video, received text/html.',
    ],
    ['/down', (_, response) => response.writeHead(503).end(), '503 in place of the file. Try again later.'],
    [
      '/inside',
      (_, response) => response.writeHead(302, { location: 'https://10.1.2.3/a.mp3' }).end(),
      'leads into a private network.',
    ],
    [
      '/metadata',
      (_, response) => response.writeHead(302, { location: 'https://169.254.169.254/latest/meta-data' }).end(),
      'leads into a private network.',
    ],
    ['/plain', (_, response) => response.writeHead(302, { location: 'http://example.com/a.mp3' }).end(), 'it is not https'],
    ['/file', (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(), 'it is not https'],
    [
      '/round',
      (_, response) => response.writeHead(302, { location: `http://127.0.0.1:${port}/round` }).end(),
      'followed five others',
    ],
    ['file:///etc/passwd', ranged, 'it is not https'],
  ]
  for (const [path, listener, because] of cases) {
    const key = keys[8]!
    await lead(key, path, listener)
    expect(await recordingOf(key), path).toEqual({ state: 'none', because: expect.stringContaining(because) })
    expect((await page.fetch(`/api/recording?key=${key}`)).status).toBe(502)
  }
})

test('whoever stops listening ends the download', async () => {
  const key = keys[9]!
  const closed = Promise.withResolvers<void>()
  await lead(key, '/long.wav', (request, response) => {
    response
      .writeHead(request.headers.range ? 206 : 200, { 'content-type': 'audio/wav', 'content-range': 'bytes 0-0/100000000' })
      .write(audio)
    if (request.headers.range) response.end()
    else response.on('close', closed.resolve)
  })
  const stop = new AbortController()
  const response = await fetch(await addressOf(key), { signal: stop.signal })
  await response.body!.getReader().read()
  stop.abort()
  await closed.promise
})
