// Downloads from the simulators' storage, over real sockets into real files.
import { link, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { recordingAddress } from '@callspec/provider'
import { callLog } from 'callspec'
import { describe, expect, test } from 'vitest'
import { type DownloadOptions, downloadRecording, RecordingError } from '../src/index.js'
import { addressOf, folder, oneRecording, recorded, serving, sourceOf } from './recordings.js'

/** What a download fails with. */
async function failure(options: DownloadOptions): Promise<RecordingError> {
  const error: unknown = await downloadRecording(options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof RecordingError)) throw new Error(`expected a RecordingError, got ${String(error)}`)
  // What could be printed of it.
  const text = `${error.stack}${JSON.stringify(error)}${String(error.cause)}`
  expect(text).not.toMatch(/Signature=|X-Amz|127\.0\.0\.1:\d+\/\w/)
  expect(error.message).not.toContain('\n')
  return error
}

const outcomeOf = async (options: DownloadOptions) => {
  const { outcome, message } = await failure(options)
  return [outcome, message]
}

/** A real `fetch` that notes what went out and came back. */
function watched() {
  const seen: { range: string | null; condition: string | null; status: number }[] = []
  const watch = async (request: Request) => {
    const response = await fetch(request)
    seen.push({ range: request.headers.get('range'), condition: request.headers.get('if-range'), status: response.status })
    return response
  }
  return { seen, fetch: watch }
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

describe.each(['agentvoice', 'autocalls', 'retell', 'vapi', 'zudu'] as const)('%s', (provider) => {
  const ending = { agentvoice: 'mp3', autocalls: 'mp3', retell: 'wav', vapi: 'wav', zudu: 'mp4' }[provider]

  test.each<Record<string, string>>([
    {},
    { 'recording-type': 'octet-stream', 'recording-length': 'absent', 'recording-etag': 'absent' },
  ])('a recording becomes a private file in a private folder, with %o', async (knobs) => {
    const simulator = await serving(provider, { knobs })
    const { url, authorize, file, source, bytes } = await oneRecording(simulator)
    const { path, ...rest } = await downloadRecording({ url, authorize, file, source })
    const type = { mp3: 'audio/mpeg', wav: 'audio/wav', mp4: 'video/mp4' }[ending]
    const contentType = 'recording-type' in knobs ? 'application/octet-stream' : type
    expect([path, rest]).toEqual([`${file}.${ending}`, { bytes: bytes.length, contentType }])
    expect((await readFile(path)).equals(bytes)).toBe(true)
    expect([await modeOf(path), await modeOf(dirname(path))]).toEqual(['600', '700'])
    expect(await readdir(dirname(path))).toEqual([`one.${ending}`])
    // Wherever the key had to go, the storage never saw it.
    const atStorage = simulator.requests.filter(({ storage }) => storage)
    expect(atStorage.map(({ storage }) => storage?.carriedCredential)).toEqual([false])
  })
})

test('a recording takes the key only where that is documented; Vapi gets it by the redirect of its API', async () => {
  for (const provider of ['agentvoice', 'autocalls', 'retell', 'zudu'] as const) {
    const { authorize, url, source } = await oneRecording(await serving(provider))
    expect([authorize, new URL(url).origin === new URL(source.baseUrl).origin]).toEqual([false, false])
  }
  const simulator = await serving('vapi')
  const { url, authorize, isSigned, file, source, call } = await oneRecording(simulator)
  expect([url, authorize, isSigned]).toEqual([`${simulator.baseUrl}/call/${call.id}/mono-recording`, true, false])
  simulator.requests.clear()
  await downloadRecording({ url, authorize, file, source })
  expect(simulator.requests.map(({ path, storage }) => [path, storage?.carriedCredential])).toEqual([
    [`/call/${call.id}/mono-recording`, undefined],
    [`/${call.id}-mono.wav`, false],
  ])
  const [outcome, message] = await outcomeOf({ url, file, source })
  expect([outcome, message]).toEqual(['failed', '401 in place of the file. Check the credentials.'])
})

test('a recording of Bland is what its own request for the audio responds with, which takes the key', async () => {
  const simulator = await serving('bland')
  const { url, authorize, isSigned, file, source, call, bytes } = await oneRecording(simulator)
  expect([url, authorize, isSigned]).toEqual([`${simulator.baseUrl}/v1/recordings/${call.id}`, true, false])
  simulator.requests.clear()
  const { path } = await downloadRecording({ url, authorize, file, source })
  expect([path, (await readFile(path)).equals(bytes)]).toEqual([`${file}.wav`, true])
  expect(simulator.requests.map(({ path, storage }) => [path, storage])).toEqual([[`/v1/recordings/${call.id}`, undefined]])
  expect(await outcomeOf({ url, file: `${file}-2`, source })).toEqual([
    'failed',
    '401 in place of the file. Check the credentials.',
  ])
})

describe('what an earlier try left', () => {
  // Half of the file arrives, and then nothing.
  const stalled = { fault: 'body-stalled', operation: 'recording', times: 1 } as const
  const idleMs = 1000

  test('is gone on with where the storage confirms that the file is the same', async () => {
    const simulator = await serving('retell')
    const { url, file, source, bytes } = await oneRecording(simulator)
    simulator.fault(stalled)
    expect(await outcomeOf({ url, file, source, idleMs })).toEqual([
      'failed',
      'Nothing arrived for 1 s (idleMs). Try again later.',
    ])
    const half = bytes.length >> 1
    expect((await readFile(`${file}.part`)).equals(bytes.subarray(0, half))).toBe(true)
    expect([await modeOf(`${file}.part`), await modeOf(`${file}.part.json`)]).toEqual(['600', '600'])
    const { seen, fetch } = watched()
    const { path } = await downloadRecording({ url, file, source, fetch })
    expect(seen).toEqual([{ range: `bytes=${half}-`, condition: expect.stringMatching(/^"\w{32}"$/), status: 206 }])
    expect((await readFile(path)).equals(bytes)).toBe(true)
    expect(await readdir(dirname(path))).toEqual(['one.wav'])
  })

  test('is gone on with at the request that takes the key, whether that redirects or is the file', async () => {
    for (const response of ['redirect', 'file']) {
      const simulator = await serving('vapi', { knobs: { 'recording-response': response } })
      const { url, file, source, bytes, authorize } = await oneRecording(simulator)
      // The second one is at the storage.
      simulator.fault({ ...stalled, at: [response === 'file' ? 1 : 2] })
      await failure({ url, file, source, authorize, idleMs })
      const { seen, fetch } = watched()
      const { path } = await downloadRecording({ url, file, source, authorize, fetch })
      expect(seen.map(({ status }) => status)).toEqual(response === 'file' ? [206] : [302, 206])
      expect((await readFile(path)).equals(bytes)).toBe(true)
    }
  })

  test('is thrown away where the storage has no parts, another version, or a part from elsewhere', async () => {
    for (const [knobs, fault, statuses] of [
      [{ 'recording-ranges': 'ignored' }, undefined, [200]],
      [{}, 'recording-changed', [206, 200]],
      [{}, 'other-range', [206, 200]],
    ] as const) {
      const simulator = await serving('retell', { knobs })
      const { url, file, source, bytes } = await oneRecording(simulator)
      simulator.fault(stalled)
      await failure({ url, file, source, idleMs })
      if (fault) simulator.fault({ fault, operation: 'recording', times: 1 })
      const { seen, fetch } = watched()
      const { path } = await downloadRecording({ url, file, source, fetch })
      expect(seen.map(({ status }) => status)).toEqual(statuses)
      expect((await readFile(path)).equals(bytes)).toBe(true)
    }
  })

  test('is what arrived before the connection broke, as far as it was read', async () => {
    const simulator = await serving('retell', { recordings: { mostSeconds: 500 } })
    const { source, file } = await oneRecording(simulator)
    const longest = recorded(simulator).sort((one, other) => (other.durationSeconds ?? 0) - (one.durationSeconds ?? 0))[0]
    const bytes = Buffer.from(simulator.recording(longest?.id ?? '') ?? '')
    const { url } = await addressOf(source, longest?.id ?? '')
    simulator.fault({ fault: 'connection-dropped-in-body', operation: 'recording', times: 3 })
    const sizes = [0]
    for (let tries = 0; tries < 3; tries++) {
      const message = 'The connection broke before all bytes arrived. Try again.'
      expect(await outcomeOf({ url, file, source })).toEqual(['failed', message])
      const left = await readFile(`${file}.part`)
      expect(left.equals(bytes.subarray(0, left.length))).toBe(true)
      expect(left.length).toBeGreaterThan(sizes.at(-1) ?? 0)
      sizes.push(left.length)
    }
    const { path } = await downloadRecording({ url, file, source })
    expect((await readFile(path)).equals(bytes)).toBe(true)
  })

  test('is of another recording: nothing of it stays', async () => {
    const simulator = await serving('retell')
    const { url, file, source, call } = await oneRecording(simulator)
    simulator.fault(stalled)
    await failure({ url, file, source, idleMs })
    simulator.revise(call.id, { durationSeconds: 1.5 })
    const { path } = await downloadRecording({ url, file, source })
    expect((await readFile(path)).equals(simulator.recording(call.id) ?? Buffer.alloc(0))).toBe(true)
  })

  test.each(['weak', 'absent'])('is removed at once where the version is %s, as nothing could confirm it', async (etag) => {
    const simulator = await serving('retell', { knobs: { 'recording-etag': etag } })
    const { url, file, source, bytes } = await oneRecording(simulator)
    simulator.fault(stalled)
    await failure({ url, file, source, idleMs })
    expect(await readdir(dirname(file))).toEqual([])
    const { path } = await downloadRecording({ url, file, source })
    expect((await readFile(path)).equals(bytes)).toBe(true)
  })

  test('may be all of it: then one byte confirms it', async () => {
    const simulator = await serving('retell')
    const { url, file, source, bytes } = await oneRecording(simulator)
    const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag')
    await mkdir(dirname(file))
    await writeFile(`${file}.part`, bytes)
    await writeFile(`${file}.part.json`, JSON.stringify({ etag, length: bytes.length }))
    const { seen, fetch: watch } = watched()
    const { path } = await downloadRecording({ url, file, source, fetch: watch })
    expect(seen).toEqual([{ range: `bytes=${bytes.length - 1}-`, condition: etag, status: 206 }])
    expect((await readFile(path)).equals(bytes)).toBe(true)
  })

  test.each([
    ['', '{"etag":"\\"a\\"","length":10}'],
    ['some bytes', ''],
    ['some bytes', '{"etag":"\\"a'],
    ['some bytes', '{"etag":"\\"a\\"\\r\\nx: y","length":20}'],
    ['some bytes', '{"etag":"W/\\"a\\"","length":20}'],
    ['some bytes', '{"etag":"\\"a\\"","length":5}'],
    ['some bytes', 'null'],
  ])('is %j of %j: the download begins anew', async (left, version) => {
    const { url, file, source, bytes } = await oneRecording(await serving('retell'))
    await mkdir(dirname(file))
    await writeFile(`${file}.part`, left)
    await writeFile(`${file}.part.json`, version)
    const { seen, fetch } = watched()
    const { path } = await downloadRecording({ url, file, source, fetch })
    expect(seen).toEqual([{ range: null, condition: null, status: 200 }])
    expect((await readFile(path)).equals(bytes)).toBe(true)
  })
})

describe('a server that does something else', () => {
  test.each([
    ['html-200', undefined, 'failed', 'Expected audio or video, received text/html.'],
    ['empty-200', undefined, 'failed', 'The file is empty.'],
    ['503', undefined, 'failed', '503 in place of the file. Try again later.'],
    ['429-retry-after', 1, 'failed', '429 in place of the file. Try again later.'],
    [
      'connection-dropped',
      undefined,
      'failed',
      expect.stringMatching(/^retell GET recording: no response \(.+\)\. Check the connection\.$/),
    ],
    ['headers-stalled', undefined, 'failed', 'Nothing arrived for 0.3 s (idleMs). Try again later.'],
    ['body-stalled', undefined, 'failed', 'Nothing arrived for 0.3 s (idleMs). Try again later.'],
    ['endless-body', undefined, 'failed', 'The file is larger than 1000000 bytes. Raise maxBytes.'],
    ['gzip-bomb', 64, 'failed', 'The file is larger than 1000000 bytes. Raise maxBytes.'],
    ['recording-missing', undefined, 'not-yet', '404: there is no file by now.'],
    ['recording-expired', undefined, 'failed', '403 in place of the file. Check the credentials.'],
    ['redirect-elsewhere', 302, 'failed', 'Expected audio or video, received application/json.'],
  ] as const)('%s (%s) is %s: %s', async (fault, value, outcome, message) => {
    const simulator = await serving('retell')
    const open = recorded(simulator).find(({ recordingUrl }) => !recordingUrl?.includes('?'))
    const source = sourceOf(simulator)
    const { url } = await addressOf(source, open?.id ?? '')
    const file = join(await folder(), 'one')
    simulator.fault({ fault, operation: 'recording', times: 1, ...(value !== undefined && { value }) })
    expect(await outcomeOf({ url, file, source, idleMs: 300, maxBytes: 1_000_000 })).toEqual([outcome, message])
    const left = fault === 'body-stalled' ? ['one.part', 'one.part.json'] : []
    expect((await readdir(dirname(file))).sort()).toEqual(left)
    const { path } = await downloadRecording({ url, file, source })
    expect((await readFile(path)).equals(simulator.recording(open?.id ?? '') ?? Buffer.alloc(0))).toBe(true)
  })

  test('a file that is larger than allowed is not begun', async () => {
    const { url, file, source, bytes } = await oneRecording(await serving('retell'))
    expect(await outcomeOf({ url, file, source, maxBytes: bytes.length - 1 })).toEqual([
      'failed',
      `The file is larger than ${bytes.length - 1} bytes. Raise maxBytes.`,
    ])
    await downloadRecording({ url, file, source, maxBytes: bytes.length })
  })

  test('a slow server that goes on is waited for', async () => {
    const simulator = await serving('retell', { faults: [{ fault: 'slow', operation: 'recording', value: 200 }] })
    const { url, file, source, bytes } = await oneRecording(simulator)
    expect((await downloadRecording({ url, file, source, idleMs: 5000 })).bytes).toBe(bytes.length)
  })

  test('a redirect of the platform to another origin takes no key there', async () => {
    const simulator = await serving('vapi', {
      faults: [{ fault: 'redirect-elsewhere', operation: 'recording', at: [1], value: 307 }],
    })
    const { url, file, source, authorize } = await oneRecording(simulator)
    expect((await outcomeOf({ url, file, source, authorize }))[0]).toBe('failed')
    expect(simulator.strayRequests).toEqual([{ method: 'GET', url: new URL(url).pathname, carriedCredential: false }])
  })
})

describe('a signed address', () => {
  test('that has expired is said to be so; the call has a fresh one, and the file goes on where it was', async () => {
    let now = Date.parse('2026-11-20T12:00:00Z')
    const simulator = await serving('retell', { calls: 200, clock: () => now })
    const source = sourceOf(simulator)
    const { id = '' } = recorded(simulator).find(({ recordingUrl }) => recordingUrl?.includes('?')) ?? {}
    const { url, isSigned } = await addressOf(source, id)
    expect(isSigned).toBe(true)
    const file = join(await folder(), 'one')
    simulator.fault({ fault: 'body-stalled', operation: 'recording', times: 1 })
    await failure({ url, file, source, idleMs: 1000 })
    now += 86_400_000
    expect(await outcomeOf({ url, file, source })).toEqual([
      'expired',
      '403: the signed address does not open any more. Get the call again.',
    ])
    const fresh = recordingAddress(source, await callLog([source]).get(source.id, id))
    const { seen, fetch } = watched()
    const { path } = await downloadRecording({ url: fresh?.url ?? '', file, source, fetch })
    expect(seen.map(({ status }) => status)).toEqual([206])
    expect((await readFile(path)).equals(simulator.recording(id) ?? Buffer.alloc(0))).toBe(true)
  })

  test('behind a redirect expires as well', async () => {
    const simulator = await serving('vapi', { faults: [{ fault: 'recording-expired', operation: 'recording', at: [2] }] })
    const { url, file, source, authorize } = await oneRecording(simulator)
    expect((await failure({ url, file, source, authorize })).outcome).toBe('expired')
  })

  test('leads to nothing once the call is gone, and an unsigned one to nothing yet', async () => {
    const simulator = await serving('vapi')
    const { url, file, source, authorize, call } = await oneRecording(simulator)
    simulator.revise(call.id, { recording: false })
    expect(await outcomeOf({ url, file, source, authorize })).toEqual(['not-yet', '404: there is no file by now.'])
  })
})

describe('files that are in the way', () => {
  test('a link as the .part file is refused, and what it names stays as it is', async () => {
    const { url, file, source } = await oneRecording(await serving('retell'))
    const other = join(await folder(), 'other')
    await writeFile(other, 'mine')
    await mkdir(dirname(file))
    const message = 'The .part file is a link or no regular file. Remove it, and let nobody else write to the folder.'
    await symlink(other, `${file}.part`)
    expect(await outcomeOf({ url, file, source })).toEqual(['failed', message])
    await link(other, join(dirname(file), 'two.part'))
    expect(await outcomeOf({ url, file: join(dirname(file), 'two'), source })).toEqual(['failed', message])
    await symlink(other, join(dirname(file), 'three.part.json'))
    expect((await failure({ url, file: join(dirname(file), 'three'), source })).outcome).toBe('failed')
    expect(await readFile(other, 'utf8')).toBe('mine')
  })

  test('a link in the place of the file is replaced, and what it names stays as it is', async () => {
    const { url, file, source, bytes } = await oneRecording(await serving('retell'))
    const other = join(await folder(), 'other')
    await writeFile(other, 'mine')
    await mkdir(dirname(file))
    await symlink(other, `${file}.wav`)
    const { path } = await downloadRecording({ url, file, source })
    expect([(await lstat(path)).isFile(), (await readFile(path)).equals(bytes), await readFile(other, 'utf8')]).toEqual([
      true,
      true,
      'mine',
    ])
  })

  test('a folder in the place of the file is an error without an address', async () => {
    const { url, file, source } = await oneRecording(await serving('retell'))
    await mkdir(`${file}.wav`, { recursive: true })
    expect((await failure({ url, file, source })).message).toMatch(/^The file cannot be written \(E\w+\)\.$/)
  })
})

test('an aborted download rejects with the reason, and what arrived stays', async () => {
  const simulator = await serving('retell', { faults: [{ fault: 'body-stalled', operation: 'recording', times: 1 }] })
  const { url, file, source, bytes } = await oneRecording(simulator)
  const controller = new AbortController()
  const reason = new Error('enough')
  const download = downloadRecording({ url, file, source, signal: controller.signal })
  await expect.poll(async () => (await stat(`${file}.part`).catch(() => undefined))?.size).toBe(bytes.length >> 1)
  controller.abort(reason)
  await expect(download).rejects.toBe(reason)
  const { seen, fetch } = watched()
  const { path } = await downloadRecording({ url, file, source, fetch })
  expect(seen.map(({ status }) => status)).toEqual([206])
  expect((await readFile(path)).equals(bytes)).toBe(true)
  await expect(downloadRecording({ url, file, source, signal: controller.signal })).rejects.toBe(reason)
})
