import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Simulator, startSimulator, startSimulators } from '@callspec/simulator'
import { expect, onTestFinished, test } from 'vitest'
import type { ProviderRow } from '../src/provider-table.js'
import { callspec, folderWith } from './run-callspec.js'

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
  const simulators = Object.values(await startSimulators({ calls: 120 }))
  const cwd = folderOf(simulators)
  const table = JSON.parse((await callspec(['providers', '--json'])).stdout)
  const assumed: string[] = table.providers.filter(({ order }: ProviderRow) => !order.documented).map(({ id }: ProviderRow) => id)
  expect(assumed).toEqual(expect.arrayContaining(['autocalls', 'butter', 'talkover']))
  const wanted = keys((await callspec(['list', '--json'], { cwd })).stdout)
  const got: string[] = []
  for (const limit of [['--limit', '70'], ['--limit', '250'], []]) {
    const { code, stdout, stderr } = await callspec(['list', '--json', '--state', 'calls.state', ...limit], { cwd })
    expect(code).toBe(0)
    // Ids of calls are its owner's business.
    expect(statSync(join(cwd, 'calls.state')).mode & 0o777).toBe(0o600)
    expect(stderr).toContain(`The listing stands in calls.state; it rests on the assumed order of ${assumed.join(', ')}.`)
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
    'callspec: torn.state: no JSON. Pass a file that --state wrote, or a new one to begin anew.\n',
  ])
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
