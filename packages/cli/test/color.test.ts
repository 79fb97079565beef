import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { BIN, callspec, folder, folderWith } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

const ESCAPE = '\u001b'

const STATUSES = ['completed', 'failed', 'no-answer', 'in-progress', 'ended by a comet']

/** One source that has a call of each kind, and one that refuses its key. */
async function folderOfTwo(): Promise<string> {
  const rows = STATUSES.map((status, index) => ({ ...BUTTER_ROW, call_sid: `call_${index}`, status }))
  const [fine, refusing] = [
    await serve(butterPage(rows)),
    await serve((_, response) => response.writeHead(401).end('{"error":"Bad key"}')),
  ]
  const source = { provider: 'butter', apiKey: 'key' }
  return folderWith({
    sources: [
      { ...source, id: 'fine', baseUrl: fine },
      { ...source, id: 'refusing', baseUrl: refusing },
    ],
  })
}

/** Runs the command on a terminal; its stderr goes to a file. */
function onTerminal(args: readonly string[], cwd: string, env: Record<string, string> = {}, columns = 80) {
  const file = join(folder(), 'stderr')
  const command = [join(import.meta.dirname, 'terminal.py'), String(columns), file, process.execPath, BIN, ...args]
  return new Promise<{ stdout: string; stderr: string }>((resolve) => {
    const of = { cwd, env: { PATH: process.env.PATH, TERM: 'xterm', ...env } }
    execFile('python3', command, of, (_, stdout) => resolve({ stdout, stderr: readFileSync(file, 'utf8') }))
  })
}

test('statuses, heads and ids have the color of what they mean, and failures come last in red', async () => {
  const cwd = await folderOfTwo()
  const colored = await callspec(['list', '--color', 'always'], { cwd })
  const visible = (text: string) => text.replaceAll(ESCAPE, '␛')
  const [stdout, stderr] = [visible(colored.stdout), visible(colored.stderr)]
  const [head, ...lines] = stdout.trimEnd().split('\n')
  expect(head).toMatch(/^␛\[2mwhen .* id␛\[22m$/)
  const statuses = lines.map((line) => /␛\[(\d+)m(\w+) *␛\[\d+m {2}\+1555/.exec(line)?.slice(1))
  expect(statuses).toEqual([
    ['32', 'completed'],
    ['31', 'failed'],
    ['33', 'no_answer'],
    ['36', 'in_progress'],
    ['2', 'unknown'],
  ])
  for (const line of lines) expect(line).toMatch(/␛\[2mcall_\d␛\[22m$/)
  expect(stderr).toMatch(/␛\[31m1 source failed␛\[39m/)
  expect(stderr).toMatch(/\n␛\[31mcallspec: butter \(refusing\) GET .*401 unauthorized.*␛\[39m\n$/)
  const plain = await callspec(['list'], { cwd })
  expect(plain.stdout + plain.stderr).not.toContain(ESCAPE)
  // Color says nothing that words do not.
  expect(stripVTControlCharacters(colored.stdout)).toBe(plain.stdout)
})

test.each<[string[], Record<string, string>, boolean]>([
  [['list'], { FORCE_COLOR: '1' }, true],
  [['list'], { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  [['--color', 'never', 'list'], { FORCE_COLOR: '1' }, false],
  [['list', '--color=always'], { NO_COLOR: '1' }, true],
  [['list', '--json'], { FORCE_COLOR: '1' }, false],
  [['list', '--csv', '--color', 'always'], {}, false],
  [['list', '--help', '--color', 'always'], {}, true],
  [['list', '--help'], {}, false],
])('into a pipe, %j with %j', async (args, env, isColored) => {
  const { stdout, stderr } = await callspec(args, { cwd: await folderOfTwo(), env })
  expect(stdout.includes(ESCAPE)).toBe(isColored)
  expect(stderr).not.toContain('Warning')
})

test('a terminal decides for stdout and stderr each, and NO_COLOR for both', async () => {
  const cwd = await folderOfTwo()
  const usual = await onTerminal(['list'], cwd)
  expect([usual.stdout.includes(ESCAPE), usual.stderr.includes(ESCAPE)]).toEqual([true, false])
  expect(usual.stderr).toContain('1 source failed')
  expect((await onTerminal(['list'], cwd, { NO_COLOR: '1' })).stdout).not.toContain(ESCAPE)
})

test('--color takes three words', async () => {
  expect(await callspec(['list', '--color', 'red'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'callspec: Invalid --color: received "red". Pass auto, always, never.\n',
  })
})

test.each([48, 80, 200])('help fits a terminal of %i columns, and breaks no word', async (columns) => {
  const cwd = folder()
  const words = (text: string) => stripVTControlCharacters(text).split(/\s+/)
  for (const args of [['--help'], ['list', '--help'], ['simulate', '--help'], ['export', '--help']]) {
    const { stdout } = await onTerminal(args, cwd, {}, columns)
    for (const line of stdout.split('\r\n')) {
      // An example that is one long word may be longer.
      if (line.trim().includes(' ')) expect([stringWidth(line) <= columns, line]).toEqual([true, line])
    }
    expect(words(stdout)).toEqual(words((await callspec(args, { cwd })).stdout))
  }
})
