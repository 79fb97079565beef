import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callspec, folder, folderWith } from './run-callspec.js'

let simulators: Simulator[]
let cwd: string
let copy: string
/** Without a configuration. */
let elsewhere: string

const live = (...args: string[]) => callspec(args, { cwd })
const from = (...args: string[]) => callspec([...args, '--from', copy], { cwd: elsewhere })
const linesOf = (stdout: string) => stdout.split('\n').filter((line) => line !== '')

beforeAll(async () => {
  const options = { calls: 60 }
  simulators = await Promise.all((['butter', 'retell', 'vapi'] as const).map((provider) => startSimulator(provider, options)))
  cwd = folderWith({
    sources: simulators.map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials })),
  })
  elsewhere = folder()
  copy = join(folder(), 'calls.db')
  const { code, stderr } = await live('sync', '--to', copy, '--include', 'transcript')
  expect({ code, stderr }).toMatchObject({ code: 0 })
})

afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())))

describe('list --from', () => {
  test.each([
    'list',
    'list --limit 7',
    'list --order oldest --status completed',
    'list --source retell --since 2026-11-20',
    'list --no-raw',
    'list --redact',
  ])('prints what %s prints, byte by byte', async (command) => {
    const [, ...args] = command.split(' ')
    for (const form of [['--json'], []]) {
      const [want, got] = [await live('list', ...args, ...form), await from('list', ...args, ...form)]
      expect(got.code).toBe(0)
      expect(got.stdout).toBe(want.stdout)
      expect(linesOf(got.stdout).length).toBeGreaterThan(3)
    }
  })

  test('masks the secrets of raw rows, as list does', async () => {
    const { stdout } = await from('list', '--source', 'retell', '--json', '--channel', 'web')
    expect(stdout).toContain('"access_token":"***"')
  })

  test('has parts that were synced with --include alone, and says which calls lack one', async () => {
    const { code, stdout, stderr } = await from('list', '--json', '--source', 'butter', '--include', 'transcript')
    const calls = linesOf(stdout).map((line) => JSON.parse(line))
    const open = calls.filter(({ isFinal }) => !isFinal)
    expect(open.length).toBeGreaterThan(0)
    for (const call of calls) {
      if (call.isFinal) expect(call).toHaveProperty('transcript')
      else expect(call.missing).toEqual(['transcript'])
    }
    expect(code).toBe(1)
    expect(stderr).toContain(`, ${open.length} calls without a part`)
    expect(stderr).toMatch(
      new RegExp(
        `\ncallspec: butter: ${open.length} calls without transcript: butter/.+: the copy does not have its transcript: not asked for yet, because the call can still change\\.\n$`,
      ),
    )
    const without = await from('list', '--json', '--source', 'butter')
    expect(without.stdout).not.toContain('"transcript"')
  })

  test('sends nothing', async () => {
    const before = simulators.map(({ requests }) => [...requests].length)
    const { stderr } = await from('list')
    expect(stderr).toMatch(/\n180 calls, 3 sources, \d/)
    expect(simulators.map(({ requests }) => [...requests].length)).toEqual(before)
  })

  test('continues from --state', async () => {
    const state = join(folder(), 'calls.state')
    const all = await from('list', '--json')
    const first = await from('list', '--json', '--limit', '50', '--state', state)
    const rest = await from('list', '--json', '--state', state)
    expect(first.stdout + rest.stdout).toBe(all.stdout)
    const refused = await live('list', '--json', '--state', state)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain('of another query, or of other sources or assumptions')
  })

  test('leaves out with --skip-unsupported what cannot answer', async () => {
    const refused = await from('list', '--is-test', 'false')
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(/^callspec: retell cannot be filtered by --is-test: .* --skip-unsupported\.\n$/)
    const { code, stderr } = await from('list', '--is-test', 'false', '--skip-unsupported')
    expect(code).toBe(0)
    expect(stderr).toContain('2 sources left out')
  })

  test('says what a platform filters by that its rows do not carry', async () => {
    expect(await from('list', '--source', 'retell', '--campaign-id', 'batch_1')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^callspec: retell cannot be filtered by --campaign-id: a copy lacks it, because the platform filters by it but its rows do not carry it\. /,
      ),
    })
  })

  test.each([
    [['--source', 'zudu'], 'Unknown source "zudu". Known: butter, retell, vapi.'],
    [['--config', 'callspec.config.json'], '--from reads a copy and sends no request. Leave --config out.'],
    [['--input', 'butter.limit=1'], '--from reads a copy and sends no request. Leave --input out.'],
    [['--since', 'soon'], 'Invalid --since: received "soon".'],
  ])('refuses %s', async (args, message) => {
    const { code, stdout, stderr } = await from('list', ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  test('refuses in one line what is no copy, and makes none', async () => {
    const place = folder()
    writeFileSync(join(place, 'notes.txt'), 'Not a database, but long enough to have a head like one has. '.repeat(10))
    for (const [name, message] of [
      ['none.db', 'none.db does not exist. Make it with callspec sync --to none.db.'],
      ['notes.txt', 'notes.txt is no database of SQLite. Name another file.'],
      ['.', '. is a folder. Name a file.'],
    ] as const) {
      const { code, stdout, stderr } = await callspec(['list', '--from', name], { cwd: place })
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `callspec: ${message}\n` })
    }
    expect(readdirSync(place)).toEqual(['notes.txt'])
  })

  test('needs --from for --gone, and lists with it what its platform no longer has', async () => {
    const { code, stderr } = await live('list', '--gone')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'callspec: --gone is about the calls of a copy. Pass --from as well.\n',
    })
    const simulator = await startSimulator('butter', { calls: 20 })
    const { provider, baseUrl, credentials } = simulator
    const own = folderWith({ sources: [{ provider, baseUrl, ...credentials }] })
    await callspec(['sync', '--to', 'calls.db'], { cwd: own })
    const { id } = [...simulator.calls()][3]!
    simulator.vanish(id)
    await callspec(['sync', '--to', 'calls.db', '--prune'], { cwd: own })
    await simulator.close()
    expect((await callspec(['list', '--from', 'calls.db'], { cwd: own })).stdout).not.toContain(id)
    expect((await callspec(['list', '--from', 'calls.db', '--gone'], { cwd: own })).stdout).toContain(id)
    const get = (...more: string[]) => callspec(['get', `butter/${id}`, '--from', 'calls.db', ...more], { cwd: own })
    expect(await get()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('any more') })
    expect(await get('--gone')).toMatchObject({ code: 0, stdout: expect.stringContaining(id) })
  })

  test('says which sources are not whole', async () => {
    const simulator = await startSimulator('butter', { calls: 350 })
    const { provider, baseUrl, credentials } = simulator
    const own = folderWith({ sources: [{ provider, baseUrl, ...credentials }] })
    simulator.fault({ fault: '403-html', at: [3], times: 1 })
    await callspec(['sync', '--to', 'calls.db'], { cwd: own })
    const unfinished = await callspec(['list', '--from', 'calls.db', '--limit', '1'], { cwd: own })
    expect(unfinished.stderr).toContain(
      'butter: the first pass is not done: 200 calls so far. Run callspec sync --to calls.db to finish it.\n',
    )
    await callspec(['sync', '--to', 'calls.db'], { cwd: own })
    expect((await callspec(['list', '--from', 'calls.db', '--limit', '1'], { cwd: own })).stderr).not.toContain('so far')
    await simulator.close()
    // Another key, by which nothing was read yet: every call may still be there.
    const other = folderWith({ sources: [{ provider, baseUrl, ...credentials, apiKey: 'revoked' }] })
    const to = join(own, 'calls.db')
    expect((await callspec(['sync', '--to', to], { cwd: other })).code).toBe(1)
    expect((await callspec(['list', '--from', to, '--limit', '1'], { cwd: other })).stderr).toContain(
      `butter: its key changed, so it has to be read again; until then, some of its 350 calls may be as they were. Run callspec sync --to ${to}.\n`,
    )
  })
})

describe('get --from', () => {
  test('shows a call with the parts that the copy has, by source and id or by key', async () => {
    const { stdout } = await from('list', '--json', '--source', 'vapi', '--status', 'completed', '--limit', '1')
    const { id, key } = JSON.parse(stdout)
    const [byId, byKey] = [await from('get', 'vapi', id), await from('get', key)]
    expect(byId).toMatchObject({ code: 0, stderr: '' })
    expect(byKey.stdout).toBe(byId.stdout)
    expect(byId.stdout).toBe((await live('get', key)).stdout)
    expect(JSON.parse((await from('get', key, '--json')).stdout)).toMatchObject({ schema: 'urn:callspec:call:3', key })
    expect((await from('get', key, '--json', '--redact')).stdout).not.toContain('"raw":{')
  })

  test('says how each part stands that the copy does not have, and so does list of the first such call', async () => {
    const simulator = await startSimulator('butter', { calls: 5 })
    const { provider, baseUrl, credentials } = simulator
    const own = folderWith({ sources: [{ provider, baseUrl, ...credentials }] })
    const run = (...args: string[]) => callspec([...args, '--from', 'calls.db'], { cwd: own })
    const sync = (...args: string[]) => callspec(['sync', '--to', 'calls.db', ...args], { cwd: own })
    const standing = async (id = '') => (await run('get', 'butter', id)).stdout.match(/^transcript: +(.*)$/m)?.[1]
    const why = async () => (await run('list', '--limit', '1', '--include', 'transcript')).stderr.trimEnd().split('\n').at(-1)

    const [lost] = simulator.arrive(1, { state: 'completed' })
    const [late] = simulator.arrive(1, { state: 'completed', transcript: false })
    await sync()
    simulator.vanish(lost?.id ?? '')
    expect(await standing(late?.id)).toBe('not synced, callspec sync --include transcript brings it')
    expect(await why()).toContain(
      'the copy does not have its transcript: not synced, callspec sync --include transcript brings it.',
    )
    await sync('--include', 'transcript')
    expect(await standing(late?.id)).toMatch(
      /^not there yet \(the platform had none\), asked for again \d{4}-\d\d-\d\d \d\d:\d\d UTC$/,
    )
    // It was asked for, and there was none: as live, the call lacks nothing.
    expect(await run('list', '--limit', '1', '--include', 'transcript')).toMatchObject({ code: 0 })

    const [open] = simulator.arrive(1, { state: 'in_progress' })
    await sync('--include', 'transcript')
    await simulator.close()
    expect(await standing(open?.id)).toBe('not asked for yet, because the call can still change')
    expect(await standing(lost?.id)).toMatch(/^given up: butter has no call .* 404 not-found$/)
    expect(await why()).toContain('its transcript: not asked for yet, because the call can still change.')
    expect((await run('get', 'butter', lost?.id ?? '')).stdout).toMatch(/^recording: +never, its platform documents none$/m)
  })

  test('says that a call or a source is not there', async () => {
    expect(await from('get', 'butter/call_0')).toMatchObject({
      code: 1,
      stderr: 'callspec: butter has no call "call_0" in this copy. Take an id from list.\n',
    })
    expect(await from('get', 'zudu/1')).toMatchObject({ code: 2, stderr: expect.stringContaining('Unknown source "zudu"') })
  })
})

test('stats --from counts what stats counts', async () => {
  const [want, got] = [
    await live('stats', '--by', 'source,status', '--json'),
    await from('stats', '--by', 'source,status', '--json'),
  ]
  expect(got.code).toBe(0)
  expect(got.stdout).toBe(want.stdout)
  expect(existsSync(join(elsewhere, 'calls.db'))).toBe(false)
})

test('stats --from says of a cost that was not asked for where it comes from, and sends nothing for it', async () => {
  const simulator = await startSimulator('zudu', { calls: 20 })
  const { provider, baseUrl, credentials } = simulator
  const own = folderWith({ sources: [{ provider, baseUrl, ...credentials }] })
  await callspec(['sync', '--to', 'calls.db'], { cwd: own })
  await simulator.close()
  const stats = (...args: string[]) => callspec(['stats', '--from', 'calls.db', ...args], { cwd: own, env: { COLUMNS: '200' } })
  expect((await stats()).stderr).toContain(
    '\ncost not asked for: 20 calls. --include cost reads it from the copy, if callspec sync --include cost brought it.\n',
  )
  const { code, stderr } = await stats('--include', 'cost')
  expect(code).toBe(1)
  expect(stderr).toContain('the copy does not have its cost: ')
  expect(stderr).toContain('zudu: 20 calls without cost: ')
  expect((await stats('--include', 'cost', '--stats')).stderr).toContain('20 calls, 20 without cost (not in the copy)')
})

test.each(['calls.ndjson', 'calls.csv'])('export --from writes what export writes, as %s', async (name) => {
  const [one, other] = [join(folder(), name), join(folder(), name)]
  expect((await live('export', '--to', one)).code).toBe(0)
  expect(await from('export', '--to', other)).toMatchObject({ code: 0 })
  expect(readFileSync(other, 'utf8')).toBe(readFileSync(one, 'utf8'))
})
