import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Descriptor } from '@callspec/core'
import { apiPath, defineProvider, type MappedCall, type Reader } from '@callspec/provider'
import { describe, expect, it, onTestFinished } from 'vitest'
import { callLog } from '../src/index.js'
import { openRecording, type RecordingOptions } from '../src/recording/recording.js'
import { CALLS, descriptor, hops } from './hops-platform.js'

interface Row {
  id: string
  created_at: string
  has_audio?: boolean
  address?: string
}

const assumptions: Descriptor['assumptions'] = {}

/** A platform whose request opens a recording, below the account that a credential names; or whose answer for one call holds its address. */
const recorded = defineProvider({
  ...hops.definition,
  descriptor: { ...descriptor, assumptions, recording: { access: ['signed', 'authenticated'] } },
  list: CALLS,
  map: (row: Row, read: Reader): MappedCall => ({
    ...hops.definition.map(row, read, { assume: () => '', parent: null }),
    recordingUrl:
      row.has_audio === undefined
        ? undefined
        : read.flag(row.has_audio)
          ? (read.text(row.address) ?? apiPath('/accounts/{accountId}/calls/{id}/audio', { id: read.id(row.id) }))
          : null,
  }),
  parts: { ...hops.definition.parts, transcript: 'never', recording: 'get' },
  get: { path: `${CALLS}/{id}`, toRow: (answer: Row) => answer },
})

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function serve(handle: Handler) {
  const keys: unknown[] = []
  const paths: (string | undefined)[] = []
  const server = createServer((request, response) => {
    keys.push(request.headers['x-api-key'])
    paths.push(request.url)
    handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, keys, paths }
}

const SOUND = 'a sound, byte by byte'
const sound: Handler = (_, response) => response.writeHead(200, { 'content-type': 'audio/mpeg; rate=8000' }).end(SOUND)
const json = (response: ServerResponse, body: object) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** A platform that answers for one call with `row`, and for its audio with `audio`. */
async function platform(audio: Handler, row: object | (() => object) = {}) {
  const api = await serve((request, response) =>
    request.url?.endsWith('/audio')
      ? audio(request, response)
      : json(response, {
          id: 'a/1',
          created_at: '2026-03-01T10:00:00Z',
          has_audio: true,
          ...(typeof row === 'function' ? row() : row),
        }),
  )
  const source = recorded({ accountId: 'acc-7', apiKey: 'the-key', baseUrl: api.origin, retries: 0 })
  const log = callLog([source])
  const open = (options?: RecordingOptions) => openRecording(log, 'hops/a/1', options)
  return { api, source, log, open }
}

const AUDIO = '/accounts/acc-7/calls/a%2F1/audio'
const bytesOf = async (body: ReadableStream<Uint8Array>) => new Response(body).text()

describe('A recording', () => {
  it("is opened by the platform's own request, with the credentials, a type and a length", async () => {
    const { api, open, log, source } = await platform(sound)
    const { body, type, length } = await open()
    expect([type, length, await bytesOf(body)]).toEqual(['audio/mpeg', null, SOUND])
    expect([api.paths, api.keys]).toEqual([
      ['/accounts/acc-7/calls/a%2F1', AUDIO],
      ['the-key', 'the-key'],
    ])
    // A call that has its address needs no other request.
    const call = await log.get('hops/a/1')
    expect(call.recordingUrl).toBe(`${api.origin}${AUDIO}`)
    const before = api.paths.length
    expect(await bytesOf((await openRecording(log, call)).body)).toBe(SOUND)
    expect(api.paths.slice(before)).toEqual([AUDIO])
    expect(source.toCall({ id: '.', created_at: '2026-03-01T10:00:00Z', has_audio: true }).recordingUrl).toBeNull()
    // Without a source, nobody knows its account.
    expect(recorded.toCall({ id: '1', created_at: '2026-03-01T10:00:00Z', has_audio: true })).not.toHaveProperty('recordingUrl')
  })

  it('is followed to another host, without the credentials', async () => {
    const storage = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'binary/octet-stream', 'content-length': SOUND.length }).end(SOUND),
    )
    const { open } = await platform((_, response) =>
      response.writeHead(302, { location: `${storage.origin}/file.wav?sig=1` }).end(),
    )
    const { body, type, length } = await open()
    expect([type, length, await bytesOf(body)]).toEqual(['audio/wav', SOUND.length, SOUND])
    expect(storage.keys).toEqual([undefined])
  })

  it('gets a fresh address where a signed one has expired', async () => {
    const storage = await serve((request, response) =>
      request.url?.endsWith('sig=new') ? sound(request, response) : response.writeHead(403).end(),
    )
    let sig = 'old'
    const { log, api } = await platform(sound, () => ({ address: `${storage.origin}/file?sig=${sig}` }))
    const call = await log.get('hops/a/1')
    sig = 'new'
    expect(await bytesOf((await openRecording(log, call)).body)).toBe(SOUND)
    expect(storage.keys).toEqual([undefined, undefined])
    expect(api.paths.filter((path) => path?.endsWith('a%2F1'))).toHaveLength(2)
    sig = 'old'
    await expect(openRecording(log, call)).rejects.toMatchObject({ code: 'forbidden', status: 403 })
  })

  it.each<[string, number, string]>([
    ['there is none by now', 404, 'not-found'],
    ['it is being made', 425, 'not-found'],
    ['the key is refused', 401, 'unauthorized'],
    ['the platform fails', 503, 'server'],
  ])('says why it does not open where %s', async (_, status, code) => {
    const { open } = await platform((_request, response) => response.writeHead(status).end('why'))
    await expect(open()).rejects.toMatchObject({ name: 'CallspecError', code, source: 'hops' })
  })

  it('is not found where the call says that it has none, without a request for it', async () => {
    const { api, open } = await platform(sound, { has_audio: false })
    await expect(open()).rejects.toMatchObject({ code: 'not-found', message: 'hops: call "a/1" has no recording by now.' })
    expect(api.paths).not.toContain(AUDIO)
  })

  it('is no page that came in its place', async () => {
    const { open } = await platform((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'))
    await expect(open()).rejects.toMatchObject({ code: 'unexpected-response' })
  })

  it('ends with an error past its bound, told or not, and where bytes are missing', async () => {
    const long: Handler = (_, response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg' })
      for (let part = 0; part < 4; part++) response.write(SOUND)
      response.end()
    }
    const untold = await platform(long)
    const { body } = await untold.open({ maxBytes: 30 })
    await expect(bytesOf(body)).rejects.toMatchObject({ code: 'unexpected-response', message: /larger than 30 bytes/ })
    expect(await bytesOf((await untold.open({ maxBytes: 4 * SOUND.length })).body)).toBe(SOUND.repeat(4))
    const told = await platform((_, response) =>
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': 99 }).end(),
    )
    await expect(told.open({ maxBytes: 98 })).rejects.toMatchObject({ code: 'unexpected-response' })
    const cut = await platform((_, response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': 99 }).write(SOUND, () => response.destroy())
    })
    await expect(bytesOf((await cut.open()).body)).rejects.toMatchObject({ code: 'network' })
  })

  it('ends with its signal, also while it is read', async () => {
    const { open } = await platform((_, response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg' }).write(SOUND)
    })
    const controller = new AbortController()
    const reader = (await open({ signal: controller.signal })).body.getReader()
    await reader.read()
    const rest = reader.read()
    controller.abort('enough')
    await expect(rest).rejects.toBe('enough')
    await expect(open({ signal: AbortSignal.abort('early') })).rejects.toBe('early')
  })

  it('fails where nothing arrives for too long', async () => {
    const { open } = await platform(() => undefined)
    await expect(open({ idleMs: 50 })).rejects.toMatchObject({ code: 'timeout' })
  })
})
