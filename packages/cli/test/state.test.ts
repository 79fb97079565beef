import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Capabilities } from '@callspec/provider/capabilities'
import { type Simulator, startSimulator, startSimulators } from '@callspec/simulator'
import { expect, onTestFinished, test } from 'vitest'
import { BIN, callspec, folderWith, startCallspec } from './run-callspec.js'

/** A folder whose configuration lists simulators, which run until the test ends. */
function folderOf(simulators: readonly Simulator[]): string {
  onTestFinished(async () => {
    await Promise.all(simulators.map((simulator) => simulator.close()))
  })
  return folderWith({
    sources: simulators.map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials })),
  })
}

const keys = (stdout: string): string[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).key)

test('--state goes on where the run before stood, also after calls arrived, and says what that rests on', async () => {
  const started = Object.values(await startSimulators({ calls: 120 }))
  // Undated calls that arrive meanwhile are listed too: they come last.
  const isDated = (each: Simulator) => [...each.calls()].every(({ createdAt, startedAt }) => (createdAt ?? startedAt) !== null)
  const simulators = started.filter(isDated)
  onTestFinished(async () => {
    await Promise.all(started.filter((each) => !isDated(each)).map((each) => each.close()))
  })
  const cwd = folderOf(simulators)
  const table = JSON.parse((await callspec(['providers', '--json'])).stdout)
  const assumed: string[] = table.providers
    .filter(({ id, order }: Capabilities) => !order.documented && simulators.some(({ provider }) => provider === id))
    .map(({ id }: Capabilities) => id)
  expect(assumed).toEqual(expect.arrayContaining(['autocalls', 'butter', 'talkover']))
  const wanted = keys((await callspec(['list', '--json'], { cwd })).stdout)
  const got: string[] = []
  for (const limit of [['--limit', '70'], ['--limit', '250'], []]) {
    const { code, stdout, stderr } = await callspec(['list', '--json', '--state', 'calls.state', ...limit], { cwd })
    expect(code).toBe(0)
    // Ids of calls are its owner's business.
    expect(statSync(join(cwd, 'calls.state')).mode & 0o777).toBe(0o600)
    expect(stderr).toContain(`Wrote the state to calls.state; resuming relies on the assumed order of ${assumed.join(', ')}.`)
    got.push(...keys(stdout))
    for (const simulator of simulators) simulator.arrive(30)
  }
  expect(got).toEqual(wanted)
  const more = await callspec(['list', '--json', '--state', 'calls.state'], { cwd })
  expect([more.code, more.stdout]).toEqual([0, ''])
})

test('--state of another query, and a file that is none, are refused', async () => {
  const cwd = folderWith({ sources: [{ provider: 'butter', baseUrl: 'http://127.0.0.1:9', apiKey: 'k' }] })
  writeFileSync(join(cwd, 'torn.state'), '{"version":')
  const torn = await callspec(['list', '--state', 'torn.state'], { cwd })
  expect([torn.code, torn.stdout, torn.stderr]).toEqual([
    2,
    '',
    'callspec: torn.state: not valid JSON. Pass a file that --state wrote, or a new one to start over.\n',
  ])
  for (const text of ['null', '0', '""']) {
    writeFileSync(join(cwd, 'none.state'), text)
    const { code, stderr } = await callspec(['list', '--state', 'none.state'], { cwd })
    expect([code, stderr]).toEqual([2, expect.stringContaining('none.state: The state cannot be resumed: it is not a state')])
  }
  expect(await callspec(['list', '--state', 'no-folder/calls.state'], { cwd })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'callspec: no-folder/calls.state: cannot be written (ENOENT). Name a file in a folder that you can write to.\n',
  })
  writeFileSync(join(cwd, 'other.state'), JSON.stringify({ version: 1, query: 'another', sources: {} }))
  const other = await callspec(['list', '--state', 'other.state'], { cwd })
  expect(other.code).toBe(2)
  expect(other.stderr).toMatch(
    /^callspec: other\.state: The state cannot be resumed: it is of another query, or of other sources or assumptions\..*\n$/,
  )
  expect(readFileSync(join(cwd, 'other.state'), 'utf8')).toContain('another')
})

test('--state may be written by several runs at once, and by its name alone', async () => {
  const simulator = await startSimulator('butter', { calls: 150 })
  const cwd = folderOf([simulator])
  writeFileSync(join(cwd, 'calls.state.new'), 'of somebody else')
  const runs = await Promise.all(Array.from({ length: 4 }, () => callspec(['list', '--json', '--state', 'calls.state'], { cwd })))
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect(JSON.parse(readFileSync(join(cwd, 'calls.state'), 'utf8'))).toMatchObject({ version: 1 })
  expect(
    readdirSync(cwd)
      .filter((name) => name.startsWith('calls.'))
      .toSorted(),
  ).toEqual(['calls.state', 'calls.state.new'])
})

test('--state takes an empty file for one that was made for it', async () => {
  const simulator = await startSimulator('butter', { calls: 3 })
  const cwd = folderOf([simulator])
  writeFileSync(join(cwd, 'calls.state'), '')
  const { code, stdout } = await callspec(['list', '--json', '--state', 'calls.state'], { cwd })
  expect([code, keys(stdout).length]).toEqual([0, 3])
})

/** A command line of a shell, in which the command is `"$@"`. */
async function shell(line: string, args: readonly string[], cwd: string) {
  const env = { PATH: process.env.PATH ?? '' }
  const child = spawn('/bin/sh', ['-c', line, 'sh', process.execPath, BIN, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { stdout, stderr }
}

// A pipe takes lines that its reader never reads: of few calls all of them, of many those of the last pages.
test.each([
  { calls: 30, lines: 5 },
  { calls: 30, lines: 29 },
  { calls: 1300, lines: 1234 },
  { calls: 2000, lines: 1234 },
])('--state loses no call that head did not print: $lines of $calls', async ({ calls, lines }) => {
  const simulator = await startSimulator('agentvoice', { calls })
  const cwd = folderOf([simulator])
  const args = ['list', '--json', '--state', 'calls.state']
  const first = await shell(`"$@" | head -n ${lines}`, args, cwd)
  expect(keys(first.stdout)).toHaveLength(lines)
  expect(first.stderr).toBe(
    'callspec: calls.state was not updated: the reader of stdout exited early, so the next run lists these calls again. Use --limit to list fewer.\n',
  )
  expect(existsSync(join(cwd, 'calls.state'))).toBe(false)
  const second = await callspec(args, { cwd })
  expect([second.code, new Set(keys(first.stdout + second.stdout)).size]).toEqual([0, calls])
})

test('--state moves on where head prints every line, and where a pipe is read to its end', async () => {
  const cwd = folderOf([await startSimulator('agentvoice', { calls: 250 })])
  const args = ['list', '--json', '--state', 'calls.state', '--limit', '100']
  const got = [
    await shell('"$@" | head -n 100', args, cwd),
    await shell('"$@" | cat', args, cwd),
    await shell('"$@" | cat', ['list', '--state', 'calls.state', '--json'], cwd),
  ]
  expect(got.map(({ stdout }) => keys(stdout).length)).toEqual([100, 100, 50])
  expect(new Set(got.flatMap(({ stdout }) => keys(stdout))).size).toBe(250)
})

test('a table that head did not print to its end moves no state on', async () => {
  const cwd = folderOf([await startSimulator('agentvoice', { calls: 30 })])
  const { stdout } = await shell('"$@" | head -n 3', ['list', '--state', 'calls.state'], cwd)
  expect(stdout.split('\n')).toHaveLength(4)
  expect(existsSync(join(cwd, 'calls.state'))).toBe(false)
})

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  '%s ends a listing into a file where its state says, and leaves no other file',
  async (signal) => {
    const simulator = await startSimulator('agentvoice', { calls: 3000 })
    const cwd = folderOf([simulator])
    const file = join(cwd, 'calls.ndjson')
    const run = async (stopAt: number) => {
      const args = [BIN, 'list', '--json', '--state', 'calls.state']
      const child = spawn(process.execPath, args, { cwd, env: {}, stdio: ['ignore', openSync(file, 'a'), 'pipe'] })
      const ended = once(child, 'close')
      while (child.exitCode === null && child.signalCode === null && [...simulator.requests].length < stopAt) {
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      child.kill(signal)
      return ended
    }
    expect(await run(12)).toEqual([null, signal])
    const { sources } = JSON.parse(readFileSync(join(cwd, 'calls.state'), 'utf8'))
    expect(sources.agentvoice.watermark).not.toBeNull()
    await run(Number.POSITIVE_INFINITY)
    const got = keys(readFileSync(file, 'utf8'))
    expect(new Set(got).size).toBe(3000)
    // A page that was written when its state was not is written again.
    expect(got.length).toBeLessThanOrEqual(3100)
    expect(readdirSync(cwd).toSorted()).toEqual(['calls.ndjson', 'calls.state', 'callspec.config.json'])
  },
)

test('a listing whose reader stalls can be ended, and moves no state on', async () => {
  const cwd = folderOf([await startSimulator('agentvoice', { calls: 3000 })])
  const child = startCallspec(['list', '--json', '--state', 'calls.state'], { cwd })
  await once(child.stdout, 'readable')
  child.kill('SIGINT')
  child.stdout.resume()
  child.stderr.resume()
  expect(await once(child, 'close')).toEqual([null, 'SIGINT'])
  expect(existsSync(join(cwd, 'calls.state'))).toBe(false)
})

test('what a run left that was killed while it wrote goes with the next run, and nothing else', async () => {
  const cwd = folderOf([await startSimulator('butter', { calls: 3 })])
  // No process has this number.
  const left = 'calls.state.4194305-0a1b2c3d.new'
  const others = [`calls.state.${process.pid}-0a1b2c3d.new`, 'calls.state.new', 'x.state.4194305-0a1b2c3d.new']
  for (const name of [left, ...others]) writeFileSync(join(cwd, name), '')
  expect((await callspec(['list', '--state', 'calls.state'], { cwd })).code).toBe(0)
  expect(readdirSync(cwd).toSorted()).toEqual(['callspec.config.json', 'calls.state', ...others].toSorted())
})

/** A device, which root may replace by a file, and so one that nobody else needs where that can be had. */
function deviceIn(cwd: string): string {
  try {
    execFileSync('mknod', ['device', 'c', '1', '3'], { cwd, stdio: 'ignore' })
    return 'device'
  } catch {
    return '/dev/null'
  }
}

test('--state is a file of its own: a link, a pipe, a device and a folder are refused and stay', async () => {
  const cwd = folderWith({ sources: [{ provider: 'butter', baseUrl: 'http://127.0.0.1:9', apiKey: 'k' }] })
  writeFileSync(join(cwd, 'somebodys'), 'kept')
  symlinkSync('somebodys', join(cwd, 'link'))
  symlinkSync('nowhere', join(cwd, 'dangling'))
  mkdirSync(join(cwd, 'folder'))
  execFileSync('mkfifo', [join(cwd, 'pipe')])
  for (const [path, kind] of [
    ['link', 'a link'],
    ['dangling', 'a link'],
    ['folder', 'a folder'],
    ['pipe', 'a pipe'],
    [deviceIn(cwd), 'a device'],
  ]) {
    expect(await callspec(['list', '--state', path!], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: `callspec: ${path} is ${kind}. Pass a file that --state wrote, or a new one to start over.\n`,
    })
  }
  expect(readFileSync(join(cwd, 'somebodys'), 'utf8')).toBe('kept')
  expect([lstatSync(join(cwd, 'link')).isSymbolicLink(), lstatSync(join(cwd, 'pipe')).isFIFO()]).toEqual([true, true])
})

test('--state of another account or base URL is refused', async () => {
  const simulator = await startSimulator('butter', { calls: 3 })
  const cwd = folderOf([simulator])
  const args = ['list', '--json', '--state', 'calls.state']
  expect((await callspec(args, { cwd })).code).toBe(0)
  const write = (more: object) => {
    const { provider, baseUrl, credentials } = simulator
    const sources = [{ provider, baseUrl, ...credentials, ...more }]
    writeFileSync(join(cwd, 'callspec.config.json'), JSON.stringify({ sources }))
  }
  for (const more of [{ apiKey: 'another-key' }, { baseUrl: `${simulator.baseUrl}/v2` }]) {
    write(more)
    const { code, stderr } = await callspec(args, { cwd })
    expect([code, stderr]).toEqual([
      2,
      'callspec: calls.state: The state cannot be resumed: it is of another base URL or account. Pass the state of the same query and sources, or none to start over.\n',
    ])
  }
  write({})
  expect((await callspec(args, { cwd })).code).toBe(0)
})

test.each(['{"position":0,"total":1e400,"size":1}', '{"position":0,"total":9,"size":0}', '{"position":-1,"total":9,"size":1}'])(
  '--state with a number that no list can have is damaged: %s',
  async (stood) => {
    const cwd = folderOf([await startSimulator('agentvoice', { calls: 3 })])
    const args = ['list', '--json', '--state', 'calls.state']
    await callspec(args, { cwd })
    const state = readFileSync(join(cwd, 'calls.state'), 'utf8')
    writeFileSync(join(cwd, 'calls.state'), state.replace(/"lists":\[.*?\]/, `"lists":[${stood}]`))
    expect(await callspec(args, { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'callspec: calls.state: The state cannot be resumed: it is damaged at agentvoice. Pass the state of the same query and sources, or none to start over.\n',
    })
  },
)
