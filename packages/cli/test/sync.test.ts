import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { callspec, folderWith, startCallspec } from './run-callspec.js'

let simulator: Simulator
beforeEach(async () => {
  simulator = await startSimulator('butter', { calls: 450 })
})
afterEach(() => simulator.close())

const KEY = 'BUTTER_TEST_KEY'
const sourceFor = ({ baseUrl }: Simulator) => ({ id: 'desk', provider: 'butter', apiKey: `\${${KEY}}`, baseUrl })
const config = () => folderWith({ sources: [sourceFor(simulator)] })
const env = () => ({ [KEY]: simulator.credentials.apiKey ?? '' })

const query = (cwd: string, sql: string) => {
  const database = new DatabaseSync(join(cwd, 'calls.db'), { readOnly: true })
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row))
  } finally {
    database.close()
  }
}
const ids = () => [...simulator.calls()].map(({ id }) => id).sort()

it('sync copies every call into a file that only its owner can read, and says what it did', async () => {
  const cwd = config()
  const { code, stdout, stderr } = await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: 'desk: 450 calls read, 450 new or changed, 5 requests\n',
    stderr: '',
  })
  expect(statSync(join(cwd, 'calls.db')).mode & 0o777).toBe(0o600)
  expect(query(cwd, 'SELECT id FROM calls ORDER BY id')).toEqual(ids().map((id) => [id]))
  // Nothing that admits to the account is in it.
  expect(readFileSync(join(cwd, 'calls.db')).toString('latin1')).not.toContain(env()[KEY])
})

it('a sync that was killed goes on after its last page', async () => {
  simulator.fault({ fault: 'slow', value: 150 })
  const cwd = config()
  const child = startCallspec(['sync', '--to', 'calls.db', '--verbose'], { cwd, env: env() })
  let printed = ''
  for await (const text of child.stderr.setEncoding('utf8')) {
    printed += text
    if (printed.split('new or changed').length > 2) break
  }
  child.kill('SIGKILL')
  await once(child, 'close')
  simulator.clearFaults()
  const before = simulator.requests.length

  const { code, stdout, stderr } = await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  expect(code).toBe(0)
  expect(stderr).toMatch(/^desk: goes on with the pass of \d{4}-.*Z, after [234]00 calls\n$/)
  expect(stdout).toMatch(/^desk: /)
  expect(query(cwd, 'SELECT id FROM calls ORDER BY id')).toEqual(ids().map((id) => [id]))
  // At most four pages of the first pass, and the five of a pass of its own, whose look-back covers them all.
  expect(simulator.requests.length - before).toBeLessThanOrEqual(9)
  expect(query(cwd, 'SELECT outcome FROM passes ORDER BY id')).toEqual([['whole'], ['whole']])
})

it('a sync is repeated until SIGTERM, then ends with 0', async () => {
  const cwd = config()
  const child = startCallspec(['sync', '--to', 'calls.db', '--every', '1s'], { cwd, env: env() })
  const closed = once(child, 'close')
  let printed = ''
  for await (const text of child.stdout.setEncoding('utf8')) {
    printed += text
    if (printed.split('\n').length > 3) break
  }
  child.kill('SIGTERM')
  const [code] = await closed
  expect(code).toBe(0)
  expect(printed.split('\n').slice(0, 2)).toEqual([
    expect.stringMatching(/^\d{4}-\S+Z desk: 450 calls read, 450 new or changed, 5 requests$/),
    expect.stringMatching(/^\d{4}-\S+Z desk: \d+ calls read, 0 new or changed, \d+ requests$/),
  ])
})

it('a source that fails makes the exit code 1, is named, and stops no other', async () => {
  const other = await startSimulator('butter', { calls: 20, seed: 2 })
  const cwd = folderWith({
    sources: [
      { ...sourceFor(simulator), apiKey: 'wrong' },
      { ...sourceFor(other), id: 'well' },
    ],
  })
  const { code, stdout, stderr } = await callspec(['sync', '--to', 'calls.db'], {
    cwd,
    env: { [KEY]: other.credentials.apiKey ?? '' },
  })
  await other.close()
  expect(code).toBe(1)
  expect(stdout).toBe('well: 20 calls read, 20 new or changed, 1 request\n')
  expect(stderr).toContain('desk')
  expect(stderr).toContain('401')
})

it('a row that cannot be mapped is kept with its reasons, and makes the exit code 1', async () => {
  simulator.fault({ fault: 'wrong-types', value: 'status' })
  const cwd = config()
  const { code, stdout } = await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  expect(code).toBe(1)
  expect(stdout).toBe('desk: 300 calls read, 300 new or changed, 150 bad rows, 5 requests\n')
  expect(query(cwd, 'SELECT count(*) FROM bad_rows')).toEqual([[150]])
  expect(query(cwd, 'SELECT reasons FROM bad_rows LIMIT 1')[0]?.[0]).toContain('status')
  simulator.clearFaults()
  expect((await callspec(['sync', '--to', 'calls.db', '--prune'], { cwd, env: env() })).code).toBe(0)
  expect(query(cwd, 'SELECT count(*) FROM bad_rows')).toEqual([[0]])
})

it('a pass that read a bad row marks no call as gone, and says why', async () => {
  const cwd = config()
  await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  const [gone = ''] = ids()
  simulator.vanish(gone)
  simulator.fault({ fault: 'wrong-types', value: 'status' })
  const { stderr } = await callspec(['sync', '--to', 'calls.db', '--prune'], { cwd, env: env() })
  expect(stderr).toMatch(/desk: no call was marked as gone, because \d+ rows could not be read/)
  expect(query(cwd, 'SELECT count(*) FROM calls WHERE gone_at IS NOT NULL')).toEqual([[0]])
  simulator.clearFaults()
  const { code, stdout } = await callspec(['sync', '--to', 'calls.db', '--prune'], { cwd, env: env() })
  expect([code, stdout]).toEqual([0, expect.stringContaining('1 gone')])
  expect(query(cwd, 'SELECT id FROM calls WHERE gone_at IS NOT NULL')).toEqual([[gone]])
})

it('a source that left the configuration is named, and its calls stay', async () => {
  const cwd = config()
  await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  const renamed = { ...sourceFor(simulator), id: 'front' }
  writeFileSync(join(cwd, 'callspec.config.json'), JSON.stringify({ sources: [renamed] }))
  const { stderr } = await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  expect(stderr).toContain('calls.db also holds calls of desk, which this sync did not read.')
  expect(query(cwd, 'SELECT source, count(*) FROM calls GROUP BY source')).toEqual([
    ['desk', 450],
    ['front', 450],
  ])
})

it('--since copies nothing older, and without it the rest is copied', async () => {
  const cwd = config()
  await callspec(['sync', '--to', 'calls.db', '--since', '2026-11-20'], { cwd, env: env() })
  const younger = query(cwd, 'SELECT count(*), min(occurred_at) FROM calls')[0]
  expect(younger?.[0]).toBeLessThan(450)
  expect(String(younger?.[1]) >= '2026-11-20T00:00:00.000Z').toBe(true)
  await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  expect(query(cwd, 'SELECT count(*) FROM calls')).toEqual([[450]])
})

it.each([
  [['sync'], "required option '--to <copy>' not specified. Run callspec sync --help."],
  [
    ['sync', '--to', 'mysql://x/y'],
    'No copy can be kept at mysql://. Name an SQLite file, or an address that begins with postgres://.',
  ],
  [
    ['sync', '--to', 'calls.db', '--every', '5'],
    'Invalid --every: received "5". Pass a number with s, m, h, d or w, like 15m or 48h, from 1s on.',
  ],
  [
    ['sync', '--to', 'calls.db', '--include', 'summary'],
    'Invalid --include: received "summary". Pass one of transcript, analysis, recording, cost.',
  ],
  [['sync', '--to', 'calls.db', '--since', 'soon'], 'Invalid --since: received "soon".'],
  [['sync', '--to', 'calls.XLSX'], 'calls.XLSX: .xlsx is an ending of export. Name the copy like calls.db.'],
  [['sync', '--to', 'week.vcon.json'], 'week.vcon.json: .vcon.json is an ending of export. Name the copy like calls.db.'],
  [['sync', '--to', '/dev/null'], '/dev/null is no file. Name a file.'],
  [
    ['sync', '--to', 'missing/calls.db'],
    'missing/calls.db cannot be opened. Name a file in a folder that exists and that you may write to.',
  ],
  [['sync', '--to', 'callspec.config.json'], 'callspec.config.json is no database of SQLite. Name another file.'],
  [['erase', '--phone-number', '+15551234567'], 'No copy is named. Pass it with --from, like --from calls.db.'],
  [['erase', '--from', 'calls.db'], 'Nothing says what to erase. Pass --phone-number, --older-than or --source.'],
  [['erase', '--from', 'calls.db', '--older-than', '90d'], 'calls.db does not exist. Make it with callspec sync --to calls.db.'],
])('%j is refused in one line', async (args, expected) => {
  const { code, stdout, stderr } = await callspec(args, { cwd: config(), env: env() })
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^callspec: [^\n]*\n$/)
  expect(stderr).toContain(expected)
})

it('erase names in its own words a number that is none, and a source that the copy does not have', async () => {
  const cwd = config()
  await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  const erase = (...args: string[]) => callspec(['erase', '--from', 'calls.db', ...args], { cwd })
  expect(await erase('--phone-number', '15551234567')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'callspec: Invalid --phone-number: received "***67". Pass + and 3 to 15 digits, like +15551234567.\n',
  })
  expect(await erase('--source', 'nope')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'callspec: Unknown source "nope". Known: desk.\n',
  })
})

it("erase removes a person's calls, and a dry run only counts them", async () => {
  const cwd = config()
  await callspec(['sync', '--to', 'calls.db'], { cwd, env: env() })
  const number = String(query(cwd, 'SELECT customer_number FROM calls WHERE customer_number IS NOT NULL LIMIT 1')[0]?.[0])
  // Where nothing tells who called whom, either number may be the customer's.
  const own = `coalesce(customer_number, from_number) = '${number}' OR (customer_number IS NULL AND to_number = '${number}')`
  const count = Number(query(cwd, `SELECT count(*) FROM calls WHERE ${own}`)[0]?.[0])
  const args = ['erase', '--from', 'calls.db', '--phone-number', number]
  expect((await callspec([...args, '--dry-run'], { cwd })).stdout).toBe(`Would erase ${count} call${count === 1 ? '' : 's'}.\n`)
  expect((await callspec(args, { cwd })).stdout).toBe(`Erased ${count} call${count === 1 ? '' : 's'}.\n`)
  await callspec(['sync', '--to', 'calls.db', '--prune'], { cwd, env: env() })
  expect(query(cwd, `SELECT count(*) FROM calls WHERE ${own}`)).toEqual([[0]])
})
