import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { knobs, type Simulator, startSimulators } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeNew } from '../src/io/new-file.js'
import { callspec, folder, folderWith, startCallspec } from './run-callspec.js'

const PROVIDERS = Object.keys(knobs)

let simulators: Record<string, Simulator>
let cwd: string

beforeAll(async () => {
  simulators = await startSimulators({ calls: 40 })
  cwd = folderWith({
    sources: Object.values(simulators).map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials })),
  })
})

afterAll(() => Promise.all(Object.values(simulators).map((simulator) => simulator.close())))

const completed = (provider: string) => [...simulators[provider]!.calls()].find(({ state }) => state === 'completed')!

describe('get', () => {
  test('takes the key of a call as list prints it', async () => {
    const { stdout: listed } = await callspec(['list', '--json', '--source', 'butter', '--limit', '1'], { cwd })
    const { key, source, id } = JSON.parse(listed)
    const byKey = await callspec(['get', key, '--json'], { cwd })
    expect(byKey).toEqual(await callspec(['get', source, id, '--json'], { cwd }))
    expect([byKey.code, JSON.parse(byKey.stdout).key]).toEqual([0, key])
  })

  test.each([
    [['butter'], 2, "missing required argument 'id'. Run callspec get --help."],
    [['acme/1'], 2, 'Unknown source "acme". Known: '],
    [['butter/1/2'], 1, 'butter has no call "1/2": Butter AI has no ids of that form. Take an id from list.'],
    [['butter/'], 1, 'butter has no call "": Butter AI has no ids of that form. Take an id from list.'],
  ])('%j is one line on stderr', async (args, code, said) => {
    const got = await callspec(['get', ...args], { cwd })
    expect([got.code, got.stdout, got.stderr.split('\n').length]).toEqual([code, '', 2])
    expect(got.stderr).toContain(`callspec: ${said}`)
  })

  test('shows one call, field by field, with its transcript below', async () => {
    const call = completed('zudu')
    const { code, stdout, stderr } = await callspec(['get', 'zudu', call.id], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const lines = stdout.split('\n')
    expect(lines.slice(0, 3)).toEqual([`id:           ${call.id}`, 'source:       zudu', 'provider:     zudu'])
    expect(lines).toContain(`status:       completed (${call.status})`)
    const turns = lines.slice(lines.indexOf('transcript:') + 1, -1)
    expect(turns.length).toBeGreaterThan(1)
    for (const turn of turns) expect(turn).toMatch(/^ {2}\d\d:\d\d:\d\d (agent|customer): \S/)
  })

  test('shows how far into the call a turn begins where its platform tells no time of day', async () => {
    const { stdout } = await callspec(['get', 'retell', completed('retell').id], { cwd })
    const lines = stdout.split('\n')
    const turns = lines.slice(lines.indexOf('transcript:') + 1, -1)
    expect(turns.map((turn) => turn.split(': ')[0])).toEqual([
      '  0:01 agent',
      '  0:04 customer',
      '  0:09 agent',
      '  0:13 customer',
    ])
  })

  test('with --json gives one line that names its schema', async () => {
    const call = completed('butter')
    const { code, stdout } = await callspec(['get', 'butter', call.id, '--json'], { cwd })
    expect(code).toBe(0)
    expect(stdout.split('\n')).toHaveLength(2)
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'urn:callspec:call:3',
      id: call.id,
      raw: null,
      rawDetail: { success: true },
    })
  })

  test('with --no-raw leaves raw and rawDetail out', async () => {
    const { stdout } = await callspec(['get', 'butter', completed('butter').id, '--json', '--no-raw'], { cwd })
    expect(Object.keys(JSON.parse(stdout))).not.toEqual(expect.arrayContaining(['raw']))
    expect(Object.keys(JSON.parse(stdout))).not.toEqual(expect.arrayContaining(['rawDetail']))
  })

  test.each([
    ['talkover', 'x', 'callspec: talkover: TalkOver documents no request for a single call. Use list.\n'],
    [
      'butter',
      'not-an-id',
      'callspec: butter has no call "not-an-id": Butter AI has no ids of that form. Take an id from list.\n',
    ],
    [
      'autocalls',
      '999999999',
      expect.stringMatching(
        /^callspec: autocalls has no call "999999999": autocalls GET \/user\/calls\/\{id\}: 404 not-found.*\n$/,
      ),
    ],
  ])('of %s %s is one line and exit code 1', async (source, id, stderr) => {
    expect(await callspec(['get', source, id], { cwd })).toEqual({ code: 1, stdout: '', stderr })
  })
})

describe('providers', () => {
  /** The cells of a printed table by the first one of each row, under the heads. */
  function tableOf(stdout: string) {
    const [head = [], ...rows] = stdout
      .slice(0, stdout.indexOf('\n\n'))
      .split('\n')
      .map((line) => line.split(/\s{2,}/))
    return { head, rows: new Map(rows.map(([first, ...cells]) => [first, cells])) }
  }

  test('is a table with a row for each, in words where there is room', async () => {
    const { code, stdout } = await callspec(['providers'])
    expect(code).toBe(0)
    const { head, rows } = tableOf(stdout)
    expect([...rows.keys()]).toEqual(PROVIDERS)
    expect(head.join()).toBe(
      'provider,since,status,direction,channel,is-test,phone-number,agent-id,campaign-id,duration,order,pages,get adds',
    )
    const cell = (provider: string, column: string) => rows.get(provider)?.[head.indexOf(column) - 1]
    // AgentVoice and Autocalls filter by campaign, Autocalls without repeating it in its rows; the others do not know them.
    expect(['agentvoice', 'autocalls', 'butter', 'talkover', 'zudu'].map((id) => cell(id, 'campaign-id'))).toEqual([
      'exact',
      'exact*',
      'unsupported',
      'unsupported',
      'unsupported',
    ])
    expect(['agentvoice', 'autocalls', 'butter'].map((id) => cell(id, 'pages'))).toEqual(['offset', 'page', 'cursor'])
    expect(cell('talkover', 'phone-number')).toBe('inexact*')
    expect(['butter', 'talkover', 'zudu'].map((id) => cell(id, 'get adds'))).toEqual(['transcript', 'no get', 'all parts'])
  })

  test('says the same in letters on 80 columns', async () => {
    const { stdout } = await callspec(['providers'], { env: { COLUMNS: '80' } })
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
    const { head, rows } = tableOf(stdout)
    expect(head.join()).toBe('provider,since,status,dir,chan,test,phone,agent,camp,dur,order,get')
    expect([...rows.keys()]).toEqual(PROVIDERS)
    expect(rows.get('zudu')?.join()).toBe('L,E*,L,E*,-,L,E*,-,I,D*,TARC')
    expect(rows.get('talkover')?.join()).toBe('I*,E,E,L,L,I*,E,-,L,A*,no')
    expect((await callspec(['providers'], { env: { COLUMNS: '200' } })).stdout).toContain('inexact*')
  })

  test('shows one in full, with reasons, variables and assumptions', async () => {
    const { code, stdout } = await callspec(['providers', 'butter'])
    expect(code).toBe(0)
    const lines = stdout.split('\n')
    expect(lines.slice(0, 3)).toEqual([
      'butter: Butter AI',
      '  base URL     https://api.getbutter.ai, or BUTTER_BASE_URL',
      '  credentials  apiKey, or BUTTER_API_KEY',
    ])
    for (const line of [
      '  pages        cursor, up to 100 rows, with a total',
      '  order        newest createdAt first, not documented (assumes row-order)',
      '  filters      since, until: local; no filter of the list is documented',
      '  parts        transcript: by a request for each call',
      '               cost: in every row',
      '  single call  GET /api/calls/{call_sid}',
      '  rate limit   10 requests in 1 s',
      '  kept         how long is not documented',
    ]) {
      expect(lines).toContain(line)
    }
    expect(stdout).toContain(
      '  assumes      row-order = newest-first (or oldest-first, unordered): The list runs from the newest to the oldest `created_at`. The list page names no order.\n',
    )
    expect(stdout).not.toContain('  duration ')
    expect((await callspec(['providers', 'vapi'])).stdout).toContain('\n  duration     never; the platform documents none\n')
    expect((await callspec(['providers', 'autocalls'])).stdout).toContain(
      '  brands       otoni-stark: Otoni Stark, https://call.otonistark.com.br/api\n',
    )
  })

  test.each(PROVIDERS)('shows %s on 80 columns without a broken word', async (id) => {
    const wide = await callspec(['providers', id])
    const { stdout } = await callspec(['providers', id], { env: { COLUMNS: '80' } })
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
    expect(stdout.split(/\s+/)).toEqual(wide.stdout.split(/\s+/))
  })

  test('of an unknown one is one line that names the known', async () => {
    expect(await callspec(['providers', 'acme'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `callspec: Unknown provider "acme". Known: ${PROVIDERS.join(', ')}.\n`,
    })
  })

  test('with --json gives the same as one document, of all or of one', async () => {
    const { code, stdout } = await callspec(['providers', '--json'])
    expect(code).toBe(0)
    const { providers } = JSON.parse(stdout)
    expect(providers.map(({ id }: { id: string }) => id)).toEqual(PROVIDERS)
    for (const provider of providers) {
      expect(JSON.parse((await callspec(['providers', provider.id, '--json'])).stdout)).toEqual(provider)
    }
    const provider = (id: string) => providers.find((each: { id: string }) => each.id === id)
    expect(provider('butter')).toMatchObject({
      name: 'Butter AI',
      paging: { type: 'cursor', maxSize: 100 },
      get: { adds: ['transcript'] },
      rateLimit: { requests: 10, perSeconds: 1 },
    })
    expect(provider('talkover')).toMatchObject({ name: 'TalkOver', get: null })
  })
})

describe('simulate', () => {
  test('prints a configuration that list accepts, and ends when told to', async () => {
    const child = startCallspec(['simulate', '--calls', '7'])
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    await once(child.stdout, 'data')
    const config = JSON.parse(stdout)
    for (const { provider, baseUrl } of config.sources) expect(stderr).toContain(`${provider.padEnd(12)}${baseUrl}\n`)
    const listed = await callspec(['list', '--json'], { cwd: folderWith(config) })
    expect(listed.code).toBe(0)
    expect(listed.stdout.trimEnd().split('\n')).toHaveLength(7 * PROVIDERS.length)
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
  })

  test('writes the configuration for its owner only, and never over a file', async () => {
    const place = folder()
    const child = startCallspec(['simulate', '--write', 'own.json'], { cwd: place })
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
    const file = join(place, 'own.json')
    expect(JSON.parse(readFileSync(file, 'utf8')).sources).toHaveLength(PROVIDERS.length)
    expect(statSync(file).mode & 0o777).toBe(0o600)

    // The same text once more is as good as written; anything else is somebody's own.
    const text = readFileSync(file, 'utf8')
    writeNew(file, text)
    expect(() => writeNew(file, `${text} `)).toThrow('it exists already')
    expect(() => writeNew(place, text)).toThrow('it exists already')

    writeFileSync(file, 'mine')
    const again = await callspec(['simulate', '--write', 'own.json'], { cwd: place })
    expect(again).toEqual({
      code: 2,
      stdout: '',
      stderr: 'callspec: own.json cannot be written (it exists already). Name a new file.\n',
    })
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  /** The calls of a configuration that simulate printed with these options. */
  async function simulated(...options: string[]) {
    const child = startCallspec(['simulate', '--calls', '3', ...options])
    try {
      const [text] = await once(child.stdout.setEncoding('utf8'), 'data')
      const config: { sources: { id: string; baseUrl: string }[] } = JSON.parse(text)
      const { stdout } = await callspec(['list', '--json', '--no-raw'], { cwd: folderWith(config) })
      return {
        config,
        calls: stdout
          .trimEnd()
          .split('\n')
          .map((line): { occurredAt: string | null } => JSON.parse(line)),
      }
    } finally {
      child.kill('SIGTERM')
      await once(child, 'close')
    }
  }

  test('has its newest calls now, or when it is told', async () => {
    const before = Date.now()
    const newestOf = ({ calls }: Awaited<ReturnType<typeof simulated>>) => Date.parse(calls[0]!.occurredAt ?? '')
    const now = newestOf(await simulated())
    // A call may start 45 s after it was created, and a platform may write whole seconds.
    expect(now).toBeGreaterThan(before - 1000)
    expect(now).toBeLessThan(Date.now() + 46_000)
    const stamp = newestOf(await simulated('--newest', '2026-03-01T12:00:00+01:00'))
    expect(stamp - Date.parse('2026-03-01T11:00:00Z')).toBeLessThan(46_000)
    expect(stamp).toBeGreaterThanOrEqual(Date.parse('2026-03-01T11:00:00Z'))
    const hour = newestOf(await simulated('--newest', '2 hours ago'))
    expect(now - hour).toBeGreaterThan(7_100_000)
  })

  test.each(['soon', '2026', '2026-03-01T12:00:00', '2026-13-01'])('refuses %s as its newest time', async (text) => {
    expect(await callspec(['simulate', '--newest', text])).toEqual({
      code: 2,
      stdout: '',
      stderr: `callspec: Invalid --newest: received "${text}". Pass a stamp with an offset like 2026-11-20T12:00:00Z, or words like yesterday or -7d.\n`,
    })
  })

  test('has with --live the calls that have arrived since its newest time', async () => {
    // Five minutes are between two calls, three of them at the start.
    const { calls } = await simulated('--live', '--newest', '1 hour ago')
    expect(calls.length).toBeGreaterThan(10 * PROVIDERS.length)
    for (const { occurredAt } of calls) if (occurredAt !== null) expect(Date.parse(occurredAt)).toBeLessThanOrEqual(Date.now())
  })

  test('answers under a name that is allowed, and to no page under another', async () => {
    const child = startCallspec(['simulate', '--calls', '1', '--allow-host', 'sim.example'])
    try {
      const [text] = await once(child.stdout.setEncoding('utf8'), 'data')
      const { baseUrl, apiKey } = JSON.parse(text).sources.find(({ id }: { id: string }) => id === 'butter')
      const statusAs = (host: string) =>
        new Promise((resolve, reject) => {
          const headers = { host, 'x-api-key': apiKey }
          get(`${baseUrl}/api/calls`, { headers }, (response) => resolve(response.resume().statusCode)).on('error', reject)
        })
      expect([await statusAs('sim.example'), await statusAs('other.example')]).toEqual([200, 403])
    } finally {
      child.kill('SIGTERM')
      await once(child, 'close')
    }
  })

  test('a port that is taken is one line and exit code 1', async () => {
    const { port } = new URL(simulators.agentvoice!.baseUrl)
    const ran = await callspec(['simulate', '--port', port])
    expect(ran).toEqual({
      code: 1,
      stdout: '',
      stderr: `callspec: Port ${port} is not available (EADDRINUSE). Pass another --port.\n`,
    })
  })
})

test('demo lists calls of every platform in one table, without an account', async () => {
  const { code, stdout, stderr } = await callspec(['demo'])
  expect(code).toBe(0)
  const rows = stdout.trimEnd().split('\n').slice(1)
  expect(rows).toHaveLength(25)
  expect(new Set(rows.map((row) => row.split(/\s{2,}/)[1]))).toEqual(new Set(PROVIDERS))
  expect(stderr).toContain('25 calls, ')
  expect(stderr).toContain('These calls were simulated.')
})

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))
  expect(await callspec(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

test.each(['list', 'get', 'providers', 'simulate', 'demo'])('%s --help shows examples', async (command) => {
  const { code, stdout } = await callspec([command, '--help'])
  expect(code).toBe(0)
  expect(stdout).toContain(`Usage: callspec ${command}`)
  expect(stdout).toContain(`Examples:\n  callspec ${command}`)
})

test('list --help names every word that an option takes', async () => {
  const { stdout } = await callspec(['list', '--help'])
  // Long descriptions go on in the next line.
  const help = stdout.replace(/\s+/g, ' ')
  expect(help).toContain(
    '--status <status> queued, ringing, in_progress, completed, no_answer, busy, canceled, failed, or unknown; may be repeated',
  )
  expect(help).toContain('--direction <direction> inbound, outbound, or unknown')
  expect(help).toContain('--channel <channel> phone, web, chat, or unknown')
  expect(help).toContain(
    '--include <what> also fetch transcript, analysis, recording, cost, or details, which is what no row tells; may be repeated',
  )
})
