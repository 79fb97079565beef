import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callspec, folderWith } from './run-callspec.ts'
import { startInTerminal } from './terminal.ts'

let slow: Simulator
let asking: Simulator
let failing: Simulator
let cwd: string

/** Every answer takes a moment; one platform asks to wait for three seconds, another refuses. */
function misbehave(): void {
  for (const simulator of [slow, asking, failing]) simulator.clearFaults()
  slow.fault({ fault: 'slow', value: 250 })
  asking.fault({ fault: '429-retry-after', at: [2], value: 3 })
  failing.fault({ fault: '403-html' })
}

beforeAll(async () => {
  slow = await startSimulator('butter', { calls: 1400 })
  asking = await startSimulator('zudu', { calls: 250 })
  failing = await startSimulator('talkover', { calls: 5 })
  const sources = [
    { provider: 'butter', baseUrl: slow.baseUrl, ...slow.credentials },
    { id: 'asking', provider: 'zudu', baseUrl: asking.baseUrl, ...asking.credentials },
    { id: 'failing', provider: 'talkover', baseUrl: failing.baseUrl, ...failing.credentials },
  ]
  cwd = folderWith({ sources })
})

afterAll(() => Promise.all([slow, asking, failing].map((simulator) => simulator.close())))

test('a live line says what each source does and waits for, keeps apart from what is printed, and disappears', async () => {
  misbehave()
  const args = ['list', '--no-raw', '--limit', '700']
  const terminal = startInTerminal(args, { cwd, columns: 80 })
  await expect.poll(() => terminal.screen()).toContainEqual(expect.stringMatching(/^ {2}asking .* waits \d s: /))
  const whole = terminal.screen().findIndex((line) => /^\S [\d,]+ .*, \d+ s so far$/.test(line))
  const live = terminal.screen().slice(whole)
  expect(live).toEqual([
    expect.stringMatching(/ requests?, /),
    expect.stringMatching(/^ {2}butter {3}/),
    expect.stringMatching(/^ {2}asking {3}/),
    expect.stringMatching(/^ {2}failing {2}.*failed$/),
  ])
  expect(await terminal.exit).toBe(1)
  slow.clearFaults()
  asking.clearFaults()
  const printed = await callspec(args, { cwd, env: { COLUMNS: '80' } })
  const table = printed.stdout.trimEnd().split('\n')
  const screen = terminal.screen()
  // Nothing of the live line is left: first the table, then the summary, the error last.
  expect(screen.slice(0, table.length)).toEqual(table)
  const rest = screen.slice(table.length).join('\n')
  expect(rest).toContain('\n700 calls, 3 sources, ')
  expect(rest).toMatch(/\ncallspec: talkover \(failing\) GET \/calls: 403 [\s\S]*\.$/)
})

test('Ctrl-C ends a listing with what came, its summary and how to go on, and the shell says 130', async () => {
  misbehave()
  const args = ['list', '--source', 'butter', '--state', 'calls.state']
  const terminal = startInTerminal(args, { cwd, columns: 160 })
  await expect.poll(() => terminal.screen().at(-1)).toMatch(/[1-9]\d+ calls, /)
  terminal.type('\x03')
  expect(await terminal.exit).toBe(130)
  const screen = terminal.screen()
  expect(screen[0]).toMatch(/^when \(UTC\) /)
  const rows = screen.indexOf('') - 1
  expect(screen[rows + 2]).toMatch(new RegExp(`^${rows} calls, \\d+ requests?, `))
  expect(screen.at(-1)).toBe('Stopped by SIGINT. The same command goes on from calls.state.')
  slow.clearFaults()
  const { stdout } = await callspec(args, { cwd, env: { COLUMNS: '160' } })
  expect(stdout.trimEnd().split('\n')).toHaveLength(1 + 1400 - rows)
})

test('Ctrl-C prints the counts of what came, and writes no half of a file; the next sync goes on', async () => {
  misbehave()
  const run = async (...args: string[]) => {
    const terminal = startInTerminal([...args, '--source', 'butter'], { cwd, columns: 200 })
    await expect.poll(() => terminal.screen().at(-1)).toMatch(/[1-9]\d+ calls, /)
    terminal.type('\x03')
    return { code: await terminal.exit, screen: terminal.screen() }
  }
  const [stats, file, copy] = await Promise.all([
    run('stats'),
    run('export', '--to', 'calls.csv'),
    run('sync', '--to', 'calls.db'),
  ])
  expect([stats.code, file.code, copy.code]).toEqual([130, 130, 130])
  expect(stats.screen[0]).toMatch(/^calls /)
  expect(stats.screen.join('\n')).toContain('Stopped by SIGINT. Not all calls had come: these are counts of what had come.')
  expect(file.screen[0]).toMatch(/^Stopped by SIGINT\. \d+ calls had come: calls\.csv was not written, /)
  expect(readdirSync(cwd).filter((name) => name.includes('csv'))).toEqual([])
  expect(copy.screen[0]).toMatch(
    /^Stopped by SIGINT\. \d+ calls had come\. What was read is in calls\.db, and the next sync goes/,
  )
  slow.clearFaults()
  const { code, stderr } = await callspec(['sync', '--to', 'calls.db', '--source', 'butter'], { cwd })
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^butter: goes on with the pass of /) })
})

test('Ctrl-C takes the line away of a command that has nothing to print yet', async () => {
  misbehave()
  slow.clearFaults()
  slow.fault({ fault: 'headers-stalled' })
  const terminal = startInTerminal(['get', 'butter/call_1'], { cwd })
  await expect.poll(() => terminal.screen().at(-1)).toMatch(/^\S 1 request, \d+ s so far$/)
  terminal.type('\x03')
  expect(await terminal.exit).toBe(130)
  expect(terminal.screen()).toEqual([])
})

test('no line changes where CI is set, or the terminal cannot', async () => {
  misbehave()
  const run = (env: Record<string, string>) => startInTerminal(['stats', '--source', 'butter', '--limit', '400'], { cwd, env })
  for (const terminal of [run({ TERM: 'dumb' }), run({ CI: 'true' })]) {
    expect(await terminal.exit).toBe(0)
    expect(terminal.received()).not.toContain('\x1b')
  }
})

test('without a terminal, a line of text comes now and then', async () => {
  const module = pathToFileURL(new URL('../dist/progress/show-progress.js', import.meta.url).pathname)
  const source = { source: 'main', state: 'reading', calls: 5, rows: 5, requests: 1, total: 10, waiting: null }
  const code = `const { showProgress } = await import(${JSON.stringify(module.href)})
let left = 3
const stop = showProgress({ progress: () => (left-- > 1 || setTimeout(() => stop()), [${JSON.stringify(source)}]) }, 20)
setTimeout(() => undefined, 500)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'ignore', 'pipe'] })
  const lines = (await text(child.stderr)).trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) expect(line).toMatch(/^5 of 10 calls, 1 request, [\d.,]+ calls\/s, about 1 s left$/)
})
