// Recordings are served for real, from a port of their own.
import { describe, expect, test } from 'vitest'
import type { ProviderId, SimulatedCall, Simulator, SimulatorOptions } from '../src/index.js'
import { simulators } from '../src/simulators.js'
import { documented } from './all-documented.js'
import { ask } from './ask.js'
import { providers, start } from './each.js'

const recorded = providers.filter((provider) => 'recordings' in simulators[provider])

const serving = (provider: ProviderId, options: SimulatorOptions = {}) =>
  start(provider, { calls: 60, recordings: true, ...options })

/** The calls with a recording. */
const callsWithRecording = (simulator: Simulator): SimulatedCall[] =>
  [...simulator.calls()].filter(({ id }) => simulator.recording(id) !== undefined)

/** The address that opens a call's recording. */
async function addressOf(simulator: Simulator, { id, recordingUrl }: SimulatedCall): Promise<string> {
  return (await documented[simulator.provider].recordingAddress?.(simulator, id)) ?? recordingUrl ?? ''
}

async function first(simulator: Simulator) {
  const [call] = callsWithRecording(simulator)
  if (!call) throw new Error('no call has a recording')
  return { call, address: await addressOf(simulator, call), bytes: Buffer.from(simulator.recording(call.id) ?? '') }
}

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())

describe.each(recorded)('%s', (provider) => {
  test('serves the recording of each call from another port than the API', async () => {
    const simulator = await serving(provider)
    const calls = callsWithRecording(simulator)
    expect(calls.length).toBeGreaterThan(5)
    for (const call of calls) {
      const address = await addressOf(simulator, call)
      expect(new URL(address).hostname).toBe('127.0.0.1')
      expect(new URL(address).origin).not.toBe(new URL(simulator.baseUrl).origin)
      const response = await fetch(address)
      const bytes = await bytesOf(response)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-length')).toBe(String(bytes.length))
      expect(response.headers.get('content-type')).toMatch(/^(audio\/wav|audio\/mpeg|video\/mp4)$/)
      expect(bytes.equals(simulator.recording(call.id) ?? Buffer.alloc(0))).toBe(true)
    }
    expect(new Set(calls.map(({ id }) => String(Buffer.from(simulator.recording(id) ?? '').toString('hex')))).size).toBe(
      calls.length,
    )
  })

  test('names the documented host, and serves nothing there, unless asked to', async () => {
    const [simulator, other] = [await start(provider), await start(provider)]
    const { address, bytes } = await first(simulator)
    expect(new URL(address).hostname).toMatch(/\.example(\.com)?$/)
    expect(bytes.length).toBeGreaterThan(0)
    expect([...simulator.calls()]).toEqual([...other.calls()])
  })

  test('has the same file for the same seed', async () => {
    const [one, same, other] = await Promise.all([1, 1, 2].map((seed) => serving(provider, { seed })))
    const files = (simulator: Simulator | undefined) =>
      simulator
        ? callsWithRecording(simulator).map(({ id }) => Buffer.from(simulator.recording(id) ?? '').toString('base64'))
        : []
    expect(files(same)).toEqual(files(one))
    expect(files(other)).not.toEqual(files(one))
  })

  test('answers HEAD and parts of a file', async () => {
    const simulator = await serving(provider)
    const { address, bytes } = await first(simulator)
    const get = (headers: Record<string, string>, method = 'GET') => fetch(address, { headers, method })
    const head = await get({}, 'HEAD')
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
      200,
      String(bytes.length),
      'bytes',
    ])
    expect((await head.arrayBuffer()).byteLength).toBe(0)
    const etag = head.headers.get('etag') ?? ''
    for (const [range, from, to] of [
      ['bytes=10-19', 10, 20],
      ['bytes=10-', 10, bytes.length],
      ['bytes=-7', bytes.length - 7, bytes.length],
      [`bytes=5-${bytes.length + 5}`, 5, bytes.length],
    ] as const) {
      const part = await get({ range, 'if-range': etag })
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to - 1}/${bytes.length}`])
      expect(part.headers.get('content-length')).toBe(String(to - from))
      expect((await bytesOf(part)).equals(bytes.subarray(from, to))).toBe(true)
    }
    const beyond = await get({ range: `bytes=${bytes.length}-` })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${bytes.length}`])
    const wholly: Record<string, string>[] = [
      { range: 'bytes=10-', 'if-range': '"another"' },
      { range: 'bytes=0-1,3-4' },
      { range: 'bytes=9-3' },
    ]
    for (const headers of wholly) {
      expect([(await get(headers)).status, headers]).toEqual([200, headers])
    }
    expect((await get({}, 'POST')).status).toBe(405)
  })

  test('leaves open, by knobs, whether the storage tells length, type and version, and has parts', async () => {
    const simulator = await serving(provider, {
      knobs: {
        'recording-ranges': 'ignored',
        'recording-type': 'octet-stream',
        'recording-length': 'absent',
        'recording-etag': 'weak',
      },
    })
    const { address, bytes } = await first(simulator)
    const response = await fetch(address, { headers: { range: 'bytes=10-19' } })
    const { headers } = response
    expect([response.status, headers.get('content-type'), headers.get('content-length'), headers.get('accept-ranges')]).toEqual([
      200,
      'application/octet-stream',
      null,
      null,
    ])
    expect(headers.get('etag')).toMatch(/^W\/"[0-9a-f]{32}"$/)
    expect((await bytesOf(response)).equals(bytes)).toBe(true)
    const bare = await first(await serving(provider, { knobs: { 'recording-etag': 'absent' } }))
    expect((await fetch(bare.address)).headers.get('etag')).toBeNull()
  })

  test('says in the words of the storage that there is no file: not yet, no longer, or of no call', async () => {
    const simulator = await serving(provider)
    const { address, call } = await first(simulator)
    const status = async (url: string) => {
      const response = await fetch(url)
      return [response.status, response.headers.get('content-type'), /<Code>(\w+)</.exec(await response.text())?.[1]]
    }
    const missing = [404, 'application/xml', 'NoSuchKey']
    simulator.revise(call.id, { recording: false })
    expect(await status(address)).toEqual(missing)
    expect(simulator.recording(call.id)).toBeUndefined()
    simulator.revise(call.id, { recording: true })
    expect((await fetch(address)).status).toBe(200)
    simulator.vanish(call.id)
    expect(await status(address)).toEqual(missing)
    expect(await status(address.replace(call.id, 'nobody'))).toEqual(missing)
  })

  test('logs who asked for a file, and whether a credential came along', async () => {
    const simulator = await serving(provider)
    const { address } = await first(simulator)
    simulator.requests.clear()
    await fetch(address)
    await fetch(address, { headers: documented[provider].headers(simulator.credentials) })
    const { pathname, searchParams } = new URL(address)
    const request = { method: 'GET', path: pathname, query: [...searchParams], body: undefined }
    expect([...simulator.requests]).toEqual([
      { ...request, storage: { carriedCredential: false } },
      { ...request, storage: { carriedCredential: true } },
    ])
  })

  test('spoils downloads as told', async () => {
    const simulator = await serving(provider)
    const { address, bytes } = await first(simulator)
    const once = (fault: Parameters<Simulator['fault']>[0]['fault'], value?: string | number) => {
      simulator.clearFaults()
      simulator.fault({ fault, operation: 'recording', times: 1, ...(value !== undefined && { value }) })
    }
    const outcome = async (headers: Record<string, string> = {}) => {
      const response = await fetch(address, { headers, redirect: 'manual' })
      return [
        response.status,
        await bytesOf(response).then(
          (got) => got.length,
          () => 'broken',
        ),
      ]
    }
    once('recording-expired')
    expect((await outcome())[0]).toBe(403)
    once('recording-missing')
    expect((await outcome())[0]).toBe(404)
    once('503')
    expect(await (await fetch(address)).text()).toContain('<Code>ServiceUnavailable</Code>')
    once('connection-dropped-in-body')
    expect(await outcome()).toEqual([200, 'broken'])
    once('cut-json')
    expect(await outcome()).toEqual([200, bytes.length >> 1])
    once('html-200')
    expect((await fetch(address)).headers.get('content-type')).toMatch(/^text\/html/)
    once('redirect-elsewhere', 307)
    expect((await outcome())[0]).toBe(307)
    once('other-range')
    expect(await outcome({ range: 'bytes=10-' })).toEqual([206, bytes.length])
    once('recording-changed')
    const changed = await fetch(address, { headers: { range: 'bytes=10-', 'if-range': '"mine"' } })
    expect([changed.status, changed.headers.get('etag')]).toEqual([206, '"changed"'])
    expect((await bytesOf(changed)).equals(bytes.subarray(10))).toBe(false)
    expect(await outcome()).toEqual([200, bytes.length])
    // Faults of lists are none of downloads.
    simulator.fault({ fault: 'null-fields' })
    expect(await outcome()).toEqual([200, bytes.length])
  })

  test('refuses another Host than its own at the storage too', async () => {
    const simulator = await serving(provider)
    const { address } = await first(simulator)
    const { port, pathname, search } = new URL(address)
    simulator.requests.clear()
    const { get } = await import('node:http')
    const status = await new Promise((resolve) => {
      get({ host: '127.0.0.1', port, path: pathname + search, headers: { host: 'evil.example' } }, (response) =>
        resolve(response.resume().statusCode),
      )
    })
    expect([status, simulator.requests.length]).toEqual([403, 0])
  })
})

test('a file is as long as its call, up to the most seconds', async () => {
  const simulator = await serving('retell', { recordings: { mostSeconds: 60 } })
  const [call] = callsWithRecording(simulator)
  const lengthAfter = (durationSeconds: number) => {
    simulator.revise(call?.id ?? '', { durationSeconds })
    return simulator.recording(call?.id ?? '')?.length
  }
  expect([lengthAfter(2), lengthAfter(2.5), lengthAfter(600), lengthAfter(0)]).toEqual([16_044, 20_044, 480_044, 44])
  await expect(start('retell', { recordings: { mostSeconds: 0 } })).rejects.toThrow(
    'Invalid recordings.mostSeconds: received 0. Pass a number above 0.',
  )
})

test('the files are of the formats that their names say', async () => {
  const wav = Buffer.from((await first(await serving('retell'))).bytes)
  expect([
    wav.toString('latin1', 0, 4),
    wav.toString('latin1', 8, 16),
    wav.readUInt32LE(4) + 8,
    wav.readUInt32LE(40) + 44,
  ]).toEqual(['RIFF', 'WAVEfmt ', wav.length, wav.length])
  const mp3 = (await first(await serving('agentvoice'))).bytes
  // Every frame begins with the header of the same layer and rate.
  for (let at = 0; at < mp3.length; at += 72) expect(mp3.readUInt32BE(at)).toBe(0xffe318c0)
  const mp4 = (await first(await serving('zudu'))).bytes
  const boxes: string[] = []
  for (let at = 0; at < mp4.length; at += mp4.readUInt32BE(at)) boxes.push(mp4.toString('latin1', at + 4, at + 8))
  expect(boxes).toEqual(['ftyp', 'moov', 'mdat'])
})

describe('signed addresses', () => {
  const day = 86_400_000

  test('of Retell open for 24 hours, and reading the call again gives a fresh one', async () => {
    let now = Date.parse('2026-11-20T12:00:00Z')
    const simulator = await serving('retell', { calls: 200, clock: () => now })
    const call = callsWithRecording(simulator).find(({ recordingUrl }) => recordingUrl?.includes('X-Signature'))
    const address = call?.recordingUrl ?? ''
    now += day - 1
    expect((await fetch(address)).status).toBe(200)
    now += 1
    const expired = await fetch(address)
    expect([expired.status, await expired.text()]).toEqual([
      403,
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>\n',
    ])
    const fresh = (await ask(simulator, `/v2/get-call/${call?.id}`)).body.recording_url
    expect(fresh).not.toBe(address)
    expect((await fetch(fresh)).status).toBe(200)
    for (const [changed, code] of [
      [fresh.replace('86400', '186400'), 'SignatureDoesNotMatch'],
      [fresh.replace(/X-Signature=./, 'X-Signature=x'), 'SignatureDoesNotMatch'],
      [fresh.split('?')[0], 'AccessDenied'],
    ]) {
      const refused = await fetch(changed)
      expect([refused.status, /<Code>(\w+)</.exec(await refused.text())?.[1]]).toEqual([403, code])
    }
    const open = callsWithRecording(simulator).find(({ recordingUrl }) => !recordingUrl?.includes('?'))
    expect((await fetch(open?.recordingUrl ?? '')).status).toBe(200)
  })

  test('of Vapi open as long as the row says', async () => {
    let now = Date.parse('2026-11-20T12:00:00Z')
    const simulator = await serving('vapi', { clock: () => now, knobs: { 'presigned-seconds': '7200' } })
    const { call, address } = await first(simulator)
    const { artifact } = (await ask(simulator, `/call/${call.id}`)).body
    expect(artifact.presignedUrlsExpiresAt).toBe('2026-11-20T14:00:00.000Z')
    expect((await fetch(artifact.recording.mono.combinedUrl)).status).toBe(403)
    now = Date.parse(artifact.presignedUrlsExpiresAt)
    expect((await fetch(address)).status).toBe(403)
  })
})

describe('the request of Vapi for a recording', () => {
  test('wants the key, and redirects to an address that opens without it', async () => {
    const simulator = await serving('vapi')
    const { call, bytes } = await first(simulator)
    const url = `${simulator.baseUrl}/call/${call.id}/mono-recording`
    expect((await fetch(url)).status).toBe(401)
    const headers = documented.vapi.headers(simulator.credentials)
    const redirect = await fetch(url, { headers, redirect: 'manual' })
    expect(redirect.status).toBe(302)
    const target = redirect.headers.get('location') ?? ''
    expect(new URL(target).origin).not.toBe(new URL(simulator.baseUrl).origin)
    expect((await bytesOf(await fetch(target))).equals(bytes)).toBe(true)
    const sides = await Promise.all(
      ['stereo', 'customer', 'assistant'].map(async (side) =>
        (await bytesOf(await fetch(url.replace('mono', side), { headers }))).toString('base64'),
      ),
    )
    expect(new Set([bytes.toString('base64'), ...sides]).size).toBe(4)
    simulator.revise(call.id, { recording: false })
    expect((await fetch(url, { headers })).status).toBe(404)
  })

  test('is the file itself where the knob says so', async () => {
    const simulator = await serving('vapi', { knobs: { 'recording-response': 'file' } })
    const { call, bytes } = await first(simulator)
    const url = `${simulator.baseUrl}/call/${call.id}/mono-recording`
    const headers = { ...documented.vapi.headers(simulator.credentials), range: 'bytes=100-' }
    const response = await fetch(url, { headers, redirect: 'manual' })
    expect([response.status, response.headers.get('content-type')]).toEqual([206, 'audio/wav'])
    expect((await bytesOf(response)).equals(bytes.subarray(100))).toBe(true)
    simulator.fault({ fault: 'recording-expired' })
    const refused = await fetch(url, { headers })
    expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'application/json'])
  })
})
