// Downloads by another process, which is killed or has no room on its disk.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Simulator } from '@callspec/simulator'
import { expect, test } from 'vitest'
import { downloadRecording } from '../src/index.js'
import { oneRecording, serving } from './recordings.js'

// The built package, as a user's program has it.
const program = `
  import { downloadRecording } from '@callspec/sync'
  import { providers } from '@callspec/all'
  const { provider, options, download } = JSON.parse(process.argv[1])
  const source = providers[provider](options)
  downloadRecording({ ...download, source }).then(
    ({ path, bytes }) => console.log(JSON.stringify({ path, bytes })),
    ({ name, outcome, message }) => console.log(JSON.stringify({ name, outcome, message })),
  )`

/** Downloads in a process of its own; `kilobytes`: the largest file that it may write. */
function downloadElsewhere(simulator: Simulator, download: object, kilobytes?: number): ChildProcess {
  const options = { baseUrl: simulator.baseUrl, rateLimit: null, ...simulator.credentials }
  const input = JSON.stringify({ provider: simulator.provider, options, download })
  const args = ['--input-type=module', '--eval', program, input]
  // 'ulimit' counts blocks of 512 bytes in some shells and of 1024 in others, which is enough here.
  const limit = kilobytes === undefined ? 'exec "$@"' : `ulimit -f ${kilobytes}; exec "$@"`
  return spawn('/bin/sh', ['-c', limit, 'sh', process.execPath, ...args], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function printed(child: ChildProcess): Promise<unknown> {
  const parts: string[] = []
  child.stdout?.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  await once(child, 'close')
  return JSON.parse(parts.join(''))
}

test('a download that was killed in the middle goes on from there in another process', async () => {
  const simulator = await serving('vapi', { recordings: { mostSeconds: 300 } })
  const { url, file, authorize, source, bytes } = await oneRecording(simulator)
  const half = bytes.length >> 1
  // At the storage: the API answers the first request.
  simulator.fault({ fault: 'body-stalled', operation: 'recording', at: [2] })
  const child = downloadElsewhere(simulator, { url, file, authorize })
  await expect.poll(async () => (await stat(`${file}.part`).catch(() => undefined))?.size).toBe(half)
  child.kill('SIGKILL')
  await once(child, 'close')
  expect((await readdir(dirname(file))).sort()).toEqual(['one.part', 'one.part.json'])

  const statuses: number[] = []
  const watch = async (request: Request) => {
    const response = await fetch(request)
    statuses.push(response.status)
    return response
  }
  const { path } = await downloadRecording({ url, file, authorize, source, fetch: watch })
  expect(statuses).toEqual([302, 206])
  expect((await readFile(path)).equals(bytes)).toBe(true)
  expect(await readdir(dirname(file))).toEqual(['one.wav'])
})

test('killed at any moment, a download leaves the whole file or none under its name', async () => {
  const simulator = await serving('retell', { recordings: { mostSeconds: 300 } })
  const { url, file, source, bytes } = await oneRecording(simulator)
  for (const share of [0.01, 0.1, 0.5, 0.9, 0.999]) {
    const child = downloadElsewhere(simulator, { url, file })
    const closed = once(child, 'close')
    let isOver = false
    closed.then(() => {
      isOver = true
    })
    // As soon as so much is there; it may be through by then.
    while (!isOver && ((await stat(`${file}.part`).catch(() => undefined))?.size ?? 0) < share * bytes.length)
      await new Promise(setImmediate)
    child.kill('SIGKILL')
    await closed
    const whole = await readFile(`${file}.wav`).catch(() => undefined)
    if (whole) expect(whole.equals(bytes)).toBe(true)
  }
  const { path } = await downloadRecording({ url, file, source })
  expect((await readFile(path)).equals(bytes)).toBe(true)
  expect(await readdir(dirname(file))).toEqual(['one.wav'])
})

test('a full disk is an error in one line, and the download goes on when there is room', async () => {
  const simulator = await serving('retell', { recordings: { mostSeconds: 300 } })
  const { url, file, source, bytes } = await oneRecording(simulator)
  expect(bytes.length).toBeGreaterThan(300_000)
  expect(await printed(downloadElsewhere(simulator, { url, file }, 100))).toEqual({
    name: 'RecordingError',
    outcome: 'failed',
    message: 'The disk is full, or the file larger than allowed (EFBIG).',
  })
  const left = await readFile(`${file}.part`)
  expect(left.equals(bytes.subarray(0, left.length))).toBe(true)
  expect((await readdir(dirname(file))).sort()).toEqual(['one.part', 'one.part.json'])
  const { path } = await downloadRecording({ url, file, source })
  expect((await readFile(path)).equals(bytes)).toBe(true)
})
