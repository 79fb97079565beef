import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readExcel } from '../../export/test/readers.js'
import { queryPostgres } from '../../sync/test/servers/query-postgres.js'
import { startPostgres, type TestPostgres } from '../../sync/test/servers/start-postgres.js'
import { callspec, folder, folderWith, startCallspec } from './run-callspec.js'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres({ durable: false })
})
afterAll(() => postgres?.close())

const configOf = (simulators: readonly Simulator[]) =>
  folderWith({ sources: simulators.map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials })) })

/** An account of 450 calls, its configuration, and an empty database. */
async function account() {
  const simulator = await startSimulator('butter', { calls: 450 })
  onTestFinished(() => simulator.close())
  return { simulator, cwd: configOf([simulator]), copy: await postgres.database() }
}

const ids = ({ simulator }: { simulator: Simulator }) => [...simulator.calls()].map(({ id }) => [id]).sort()
const copiedIds = (copy: string) => queryPostgres(copy, 'SELECT id FROM calls ORDER BY id COLLATE "C"')

describe('sync --to postgres://', () => {
  test('copies every call into an empty database, and again writes nothing', async () => {
    const { simulator, cwd, copy } = await account()
    const first = await callspec(['sync', '--to', copy], { cwd })
    expect(first).toEqual({ code: 0, stdout: 'butter: 450 calls read, 450 new or changed, 5 requests\n', stderr: '' })
    expect(await copiedIds(copy)).toEqual(ids({ simulator }))
    // Postgres numbers the state of each row.
    const states = () => queryPostgres(copy, 'SELECT key, xmin::text FROM calls ORDER BY key')
    const before = await states()
    const second = await callspec(['sync', '--to', copy], { cwd })
    expect(second).toMatchObject({ code: 0, stderr: '' })
    expect(second.stdout).toMatch(/^butter: \d+ calls read, 0 new or changed, \d+ requests?\n$/)
    expect(await states()).toEqual(before)
  })

  test('goes on after its last page when it was killed', async () => {
    const { simulator, cwd, copy } = await account()
    simulator.fault({ fault: 'slow', value: 150 })
    const child = startCallspec(['sync', '--to', copy, '--verbose'], { cwd })
    let printed = ''
    for await (const text of child.stderr.setEncoding('utf8')) {
      printed += text
      if (printed.split('new or changed').length > 2) break
    }
    child.kill('SIGKILL')
    await once(child, 'close')
    simulator.clearFaults()
    expect((await copiedIds(copy)).length).toBeLessThan(450)
    const before = simulator.requests.length

    const { code, stderr } = await callspec(['sync', '--to', copy], { cwd })
    expect(code).toBe(0)
    expect(stderr).toMatch(/^butter: goes on with the pass of \d{4}-.*Z, after [234]00 calls\n$/)
    expect(await copiedIds(copy)).toEqual(ids({ simulator }))
    // At most four pages of the first pass, and the five of a pass of its own, whose look-back covers them all.
    expect(simulator.requests.length - before).toBeLessThanOrEqual(9)
    expect(await queryPostgres(copy, 'SELECT outcome FROM passes ORDER BY id')).toEqual([['whole'], ['whole']])
  })

  test('names a call that the platform no longer has as gone, with --prune', async () => {
    const { simulator, cwd, copy } = await account()
    await callspec(['sync', '--to', copy], { cwd })
    const { id } = [...simulator.calls()][3]!
    simulator.vanish(id)
    const { code, stdout } = await callspec(['sync', '--to', copy, '--prune'], { cwd })
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 gone') })
    expect((await callspec(['get', `butter/${id}`, '--from', copy])).code).toBe(1)
    expect((await callspec(['get', `butter/${id}`, '--from', copy, '--gone'])).stdout).toContain(id)
  })
})

test("erase removes a person's calls for good, and a dry run only counts them", async () => {
  const { cwd, copy } = await account()
  await callspec(['sync', '--to', copy], { cwd })
  const [row] = await queryPostgres(copy, 'SELECT customer_number FROM calls WHERE customer_number IS NOT NULL LIMIT 1')
  const number = String(row?.[0])
  const own = `SELECT count(*)::int FROM calls WHERE coalesce(customer_number, from_number) = '${number}' OR (customer_number IS NULL AND to_number = '${number}')`
  const count = Number((await queryPostgres(copy, own))[0]?.[0])
  const erased = `${count} call${count === 1 ? '' : 's'}.\n`
  const args = ['erase', '--from', copy, '--phone-number', number]
  expect(await callspec([...args, '--dry-run'])).toEqual({ code: 0, stdout: `Would erase ${erased}`, stderr: '' })
  expect(await callspec(args)).toEqual({ code: 0, stdout: `Erased ${erased}`, stderr: '' })
  await callspec(['sync', '--to', copy, '--prune'], { cwd })
  expect(await queryPostgres(copy, own)).toEqual([[0]])
  expect(await copiedIds(copy)).toHaveLength(450 - count)
})

describe('what reads a copy reads Postgres as it reads SQLite:', () => {
  let simulators: Simulator[]
  let copies: { sqlite: string; postgres: string }

  beforeAll(async () => {
    const providers = ['butter', 'retell', 'vapi'] as const
    simulators = await Promise.all(providers.map((provider) => startSimulator(provider, { calls: 60 })))
    const cwd = configOf(simulators)
    copies = { sqlite: join(folder(), 'calls.db'), postgres: await postgres.database() }
    for (const copy of Object.values(copies)) {
      const { code, stderr } = await callspec(['sync', '--to', copy, '--include', 'transcript'], { cwd })
      expect({ code, stderr }).toMatchObject({ code: 0 })
    }
  })

  afterAll(() => Promise.all(simulators.map((simulator) => simulator.close())))

  const both = (...args: string[]) =>
    Promise.all([callspec([...args, '--from', copies.sqlite]), callspec([...args, '--from', copies.postgres])])
  // Each copy was made at a time of its own, and asks for a late part so much later.
  const withoutAppointment = <Output extends { stdout: string }>(output: Output): Output => ({
    ...output,
    stdout: output.stdout.replaceAll(/asked for again \d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'asked for again'),
  })

  // `jsonb` keeps an object's members in an order of its own, which `raw` has then.
  const parsed = (lines: string) =>
    lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  /** The last lines, without the seconds. */
  const summary = (stderr: string) => stderr.replace(/[\d.]+ s\b/g, '')

  test.each([
    'list',
    'list --limit 7 --order oldest',
    'list --source retell --since 2026-11-20',
    'list --status completed --csv',
    'list --include transcript --csv',
    'list --redact --json',
    'list --no-raw --json',
    'list --include transcript --no-raw --json',
    'stats --by source,status',
    'stats --by agent,day --json',
    'stats --by weekday,hour --csv',
    'stats --json --since 2026-11-20',
  ])('%s, byte by byte', async (command) => {
    const [want, got] = await both(...command.split(' '))
    expect(got.stdout).toBe(want.stdout)
    expect(summary(got.stderr)).toBe(summary(want.stderr))
    expect(got.code).toBe(want.code)
    expect(got.stdout.split('\n').length).toBeGreaterThan(1)
  })

  test('list --json, raw rows included', async () => {
    const [want, got] = await both('list', '--json')
    expect(parsed(got.stdout)).toEqual(parsed(want.stdout))
    expect(parsed(got.stdout)).toHaveLength(180)
  })

  test('get, of a call of each status', async () => {
    const [{ stdout }] = await both('list', '--json', '--no-raw')
    const calls = parsed(stdout)
    const keys = new Map(calls.map(({ key, status }) => [status, key])).values()
    for (const key of keys) {
      const [want, got] = await both('get', key)
      expect(withoutAppointment(got)).toEqual(withoutAppointment(want))
      const [wantJson, gotJson] = await both('get', key, '--json')
      expect(parsed(gotJson.stdout)).toEqual(parsed(wantJson.stdout))
    }
  })

  test.each(['calls.csv', 'calls.vcon.json', 'calls.ndjson', 'calls.parquet', 'calls.xlsx'])('export --to %s', async (name) => {
    const files = [join(folder(), name), join(folder(), name)] as const
    const [one, other] = files
    for (const [file, copy] of [
      [one, copies.sqlite],
      [other, copies.postgres],
    ] as const) {
      const raw = name.endsWith('ndjson') ? [] : ['--include', 'transcript']
      const { stderr } = await callspec(['export', '--to', file, '--from', copy, ...raw])
      expect(stderr).toContain(`Wrote ${file}.`)
    }
    const text = (file: string) => readFileSync(file, 'utf8')
    if (name.endsWith('ndjson')) expect(parsed(text(other))).toEqual(parsed(text(one)))
    // An archive has the time of its making.
    else if (name.endsWith('xlsx')) expect(readExcel(other)).toEqual(readExcel(one))
    else expect(readFileSync(other).equals(readFileSync(one))).toBe(true)
  })
})

test('no note shows the password of the copy', async () => {
  const { simulator, cwd, copy } = await account()
  const shown = copy.replace(':postgres-password', '')
  simulator.fault({ fault: '403-html', at: [3], times: 1 })
  await callspec(['sync', '--to', copy], { cwd })
  const unfinished = await callspec(['list', '--limit', '1', '--from', copy])
  expect(unfinished.stderr).toContain(
    `butter: the first pass is not done: 200 calls so far. Run callspec sync --to ${shown} to finish it.\n`,
  )
  const { baseUrl, credentials } = simulator
  const renamed = folderWith({ sources: [{ id: 'front', provider: 'butter', baseUrl, ...credentials }] })
  const left = await callspec(['sync', '--to', copy], { cwd: renamed })
  expect(left.stderr).toBe(`${shown} also holds calls of butter, which this sync did not read.\n`)
  simulator.fault({ fault: 'slow', value: 300 })
  const child = startCallspec(['sync', '--to', copy, '--prune', '--verbose'], { cwd })
  const closed = once(child, 'close')
  let printed = ''
  for await (const text of child.stderr.setEncoding('utf8')) {
    printed += text
    if (text.includes('new or changed')) child.kill('SIGTERM')
  }
  await closed
  expect(printed).toContain(`What was read is in ${shown}, and the next sync goes on from there.\n`)
  expect(printed).not.toContain('postgres-password')
})

describe('a copy that cannot be used is one line, without the password:', () => {
  const commands = [
    ['sync', '--to'],
    ['work', '--queue', 'redis://127.0.0.1:1', '--to'],
    ['list', '--from'],
    ['get', 'butter/call_1', '--from'],
    ['stats', '--from'],
    ['export', '--to', 'calls.csv', '--from'],
    ['erase', '--older-than', '90d', '--from'],
  ]
  const cases: [what: string, address: () => string, expected: RegExp][] = [
    [
      'a wrong password',
      () => postgres.url.replace('postgres-password', 'not-this-one'),
      /^callspec: postgres:\/\/postgres@127\.0\.0\.1:\d+\/postgres: password authentication failed for user "postgres"\. Check user and password\.\n$/,
    ],
    [
      'no server',
      () => 'postgres://me:not-this-one@127.0.0.1:1/calls',
      /^callspec: postgres:\/\/me@127\.0\.0\.1:1\/calls: connect ECONNREFUSED 127\.0\.0\.1:1\. Check host and port, and that the server runs\.\n$/,
    ],
    [
      'no database',
      () => postgres.url.replace(/postgres$/, 'nowhere'),
      /^callspec: postgres:\/\/postgres@127\.0\.0\.1:\d+\/nowhere: database "nowhere" does not exist\. Create it, .+\n$/,
    ],
  ]
  test.each(cases)('%s', async (_, address, expected) => {
    const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: 'key', baseUrl: 'http://127.0.0.1:1' }] })
    for (const command of commands) {
      const { code, stdout, stderr } = await callspec([...command, address()], { cwd })
      expect({ command, code, stdout }).toEqual({ command, code: 1, stdout: '' })
      expect(stderr).toMatch(expected)
      expect(stderr).not.toContain('not-this-one')
    }
  })

  test('a database without a copy', async () => {
    const empty = await postgres.database()
    for (const command of commands.slice(2)) {
      const { code, stdout, stderr } = await callspec([...command, empty])
      expect({ command, code, stdout }).toEqual({ command, code: 2, stdout: '' })
      expect(stderr).toMatch(
        /^callspec: (postgres:\/\/postgres@\S+) has no copy in its schema public\. Make it with callspec sync --to \1\.\n$/,
      )
      expect(stderr).not.toContain('password')
    }
    expect(await queryPostgres(empty, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).toEqual([])
  })
})
