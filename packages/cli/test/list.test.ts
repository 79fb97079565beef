import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { knobs, type Simulator, startSimulator, startSimulators } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { BIN, callspec, folderWith, startCallspec } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

const PROVIDERS = Object.keys(knobs)

let simulators: Record<string, Simulator>

beforeAll(async () => {
  simulators = await startSimulators({ calls: 30 })
})

afterAll(() => Promise.all(Object.values(simulators).map((simulator) => simulator.close())))

const sourceOf = (provider: string, more: object = {}) => {
  const { baseUrl, credentials } = simulators[provider]!
  return { provider, baseUrl, ...credentials, ...more }
}

const everySource = () => folderWith({ sources: PROVIDERS.map((provider) => sourceOf(provider)) })

interface Line {
  schema: string
  key: string
  source: string
  occurredAt: string | null
  raw?: unknown
}

const linesOf = (stdout: string): Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const butterAt = (baseUrl: string, id = 'butter') => ({ id, provider: 'butter', apiKey: 'key', baseUrl })

describe('with --json', () => {
  test('stdout is one call per line, newest first, each with its schema in front, and nothing else', async () => {
    const { code, stdout } = await callspec(['list', '--json'], { cwd: everySource() })
    const lines = linesOf(stdout)
    expect(code).toBe(0)
    expect(new Set(lines.map(({ source }) => source))).toEqual(new Set(PROVIDERS))
    expect(new Set(lines.map(({ key }) => key)).size).toBe(30 * PROVIDERS.length)
    const stamps = lines.map(({ occurredAt }) => occurredAt)
    // Undated calls come last.
    expect(stamps).toEqual(stamps.toSorted((one, other) => (other ?? '').localeCompare(one ?? '')))
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^\{"schema":"urn:callspec:call:3","key":"/)
    for (const line of lines) expect(line.raw).toBeTypeOf('object')
  })

  test('--no-raw leaves raw and rawDetail out', async () => {
    const { stdout } = await callspec(['list', '--json', '--no-raw', '--include', 'transcript', '--limit', '20'], {
      cwd: everySource(),
    })
    const lines = linesOf(stdout)
    expect(lines).toHaveLength(20)
    for (const line of lines) {
      expect(line).toHaveProperty('transcript')
      expect(line).not.toHaveProperty('raw')
      expect(line).not.toHaveProperty('rawDetail')
    }
  })

  test('no call is no line', async () => {
    const { code, stdout } = await callspec(['list', '--json', '--limit', '0'], { cwd: everySource() })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  })

  test('a reader that leaves early ends the command quietly', async () => {
    const many = await startSimulators({ calls: 3000 })
    try {
      const sources = Object.values(many).map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials }))
      const child = startCallspec(['list', '--json'], { cwd: folderWith({ sources }) })
      const complaints: string[] = []
      child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
      await once(child.stdout, 'data')
      child.stdout.destroy()
      const [code] = await once(child, 'close')
      expect({ code, complaints }).toEqual({ code: 0, complaints: [] })
      const asked = Object.values(many).reduce((sum, { requests }) => sum + [...requests].length, 0)
      expect(asked).toBeLessThan(150)
    } finally {
      await Promise.all(Object.values(many).map((simulator) => simulator.close()))
    }
  })
})

test('an output that cannot be written is one line and exit code 1, and moves no state on', async () => {
  const cwd = everySource()
  const path = join(cwd, 'read-only')
  writeFileSync(path, '')
  const stdout = openSync(path, 'r')
  onTestFinished(() => closeSync(stdout))
  const args = [BIN, 'list', '--json', '--state', 'calls.state']
  const child = spawn(process.execPath, args, { cwd, env: {}, stdio: ['ignore', stdout, 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'close')])
  expect({ code, said, state: existsSync(join(cwd, 'calls.state')) }).toEqual({
    code: 1,
    said: 'callspec: stdout cannot be written (EBADF). The output is incomplete.\n',
    state: false,
  })
})

describe('as a table', () => {
  test('each call is one line with everything in it when there is room', async () => {
    const baseUrl = await serve(butterPage([BUTTER_ROW]))
    const { code, stdout } = await callspec(['list'], { cwd: folderWith({ sources: [butterAt(baseUrl, 'acme')] }) })
    expect(code).toBe(0)
    expect(stdout).toBe(
      [
        'when (UTC)           source  direction  status     customer      agent      duration  id',
        '2026-03-09 10:00:05  acme    outbound   completed  +15559876543  Sales Rep      2:01  call_abc123def456',
        '',
      ].join('\n'),
    )
  })

  test.each([
    [-5, '-0:05'],
    [-65.2, '-1:05'],
    [-0.2, '0:00'],
    [0, '0:00'],
    [3725, '62:05'],
  ])('a duration of %d s is %s', async (duration_seconds, shown) => {
    const baseUrl = await serve(butterPage([{ ...BUTTER_ROW, duration_seconds }]))
    const { stdout } = await callspec(['list'], { cwd: folderWith({ sources: [butterAt(baseUrl)] }) })
    expect(stdout.split('\n')[1]?.split(/\s{2,}/)[6]).toBe(shown)
  })

  test.each([
    [60, 'source, direction, agent, duration, and whole ids'],
    [80, 'direction, duration, and whole ids'],
    [100, 'direction and whole ids'],
  ])(
    '%i columns hold every line: what tells least gives way, ids still tell apart, and a note says so',
    async (columns, hidden) => {
      const { stdout, stderr } = await callspec(['list', '--limit', '150'], {
        cwd: everySource(),
        env: { COLUMNS: String(columns) },
      })
      const [, ...lines] = stdout.trimEnd().split('\n')
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns)
      expect(new Set(lines.map((line) => line.split(/ {2,}/).at(-1))).size).toBe(150)
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`No room for ${hidden}: a wider terminal, list --columns, and list --json`)
    },
  )

  test.each([120, 160, 240])('%i columns hold every line and every id whole', async (columns) => {
    // Addresses in place of numbers, and ids of sixty characters, need more room.
    const providers = PROVIDERS.filter((provider) => columns > 120 || !['telnyx', 'twilio', 'ultravox'].includes(provider))
    const cwd = folderWith({ sources: providers.map((provider) => sourceOf(provider)) })
    const { stdout } = await callspec(['list'], { cwd, env: { COLUMNS: String(columns) } })
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(columns)
    for (const provider of providers) {
      for (const { id } of simulators[provider]?.calls() ?? []) expect(stdout).toMatch(new RegExp(` ${id}( |$)`, 'm'))
    }
    expect(stdout.includes('  cost ')).toBe(columns === 240)
  })

  test('a terminal obeys nothing that a platform sent', async () => {
    const agent_name = '\u001b[2J\u009b31mEve\u202e\nrow'
    const baseUrl = await serve(butterPage([{ ...BUTTER_ROW, agent_name }]))
    const { stdout } = await callspec(['list'], { cwd: folderWith({ sources: [butterAt(baseUrl)] }) })
    expect(stdout.split('\n')[1]).toContain('\ufffd[2J\ufffd31mEve\ufffd\ufffdrow')
  })
})

describe('the summary on stderr', () => {
  test('is one line, which counts what --stats tells: each source, then what was assumed', async () => {
    const baseUrl = await serve(butterPage([BUTTER_ROW, BUTTER_ROW]))
    const cwd = folderWith({ sources: [butterAt(baseUrl, 'acme')] })
    const [usual, full] = [await callspec(['list'], { cwd }), await callspec(['list', '--stats'], { cwd })]
    expect(usual.stderr.replace(/\d+\.\d s/, '0.0 s')).toBe(
      '\n1 call, 1 request, 0.0 s, 3 assumptions and 1 note (see --stats)\n',
    )
    expect(full.stderr.replace(/\d+\.\d s/, '0.0 s')).toBe(
      [
        '',
        '1 call, 1 request, 0.0 s',
        '  acme: 1 call, 2 rows, 1 request, 1 duplicate',
        'assumed: preview-calls = test, tool-end-call = agent-hangup, row-order = newest-first. callspec providers <id> explains them.',
        '',
      ].join('\n'),
    )
  })

  test('of many sources names each assumption once', async () => {
    // Every row of these has a stamp.
    const sources = ['agentvoice', 'autocalls', 'butter', 'talkover', 'zudu'].map((provider) => sourceOf(provider))
    const { code, stderr } = await callspec(['list', '--stats', '--since', '2026-01-01'], { cwd: folderWith({ sources }) })
    expect(code).toBe(0)
    const [, total, ...rest] = stderr.trimEnd().split('\n')
    expect(total).toMatch(/^150 calls, 5 sources, \d+ requests, [\d.]+ s$/)
    expect(rest.map((line) => line.split(':')[0])).toEqual([...sources.map(({ provider }) => `  ${provider}`), 'assumed'])
    expect(rest.at(-1)).toContain('row-order = newest-first (autocalls, butter, talkover)')
  })

  test.each([[[]], [['--json']]])('says which platforms never have a part that --include names (%j)', async (more) => {
    const sources = ['agentvoice', 'butter', 'talkover', 'vapi'].map((provider) => sourceOf(provider))
    const list = async (...parts: string[]) => {
      const args = ['list', '--stats', '--limit', '3', ...more, ...parts.flatMap((part) => ['--include', part])]
      const { code, stderr } = await callspec(args, { cwd: folderWith({ sources }) })
      expect(code).toBe(0)
      return stderr.split('\n').filter((line) => line.includes('never'))
    }
    expect(await list('recording')).toEqual(['butter and talkover never have a recording.'])
    expect(await list('cost', 'transcript', 'recording')).toEqual([
      'agentvoice never has a cost.',
      'butter never has a recording.',
      'talkover never has a cost, a transcript, or a recording.',
    ])
    expect(await list()).toEqual([])
  })

  test('names the sources that ended early on an assumed order', async () => {
    const { baseUrl, credentials, close } = await startSimulator('butter', { calls: 400, spacingSeconds: 7200 })
    onTestFinished(close)
    const cwd = folderWith({ sources: [{ provider: 'butter', baseUrl, ...credentials }] })
    const { stderr } = await callspec(['list', '--stats', '--since', '2026-11-15'], { cwd })
    expect(stderr).toContain('\nended early on an assumed order: butter. --strict reads to the end.\nassumed: ')
  })

  test('has with --stats a line for every source', async () => {
    const { stderr } = await callspec(['list', '--stats', '--limit', '1'], { cwd: everySource() })
    expect(stderr.match(/^ {2}\w+: \d calls?, \d+ rows, \d+ requests?\b/gm)).toHaveLength(PROVIDERS.length)
  })

  test.each([80, 160])('breaks its lines at spaces, no wider than %d columns', async (columns) => {
    const { stderr } = await callspec(['list', '--stats', '--since', '2026-01-01'], {
      cwd: everySource(),
      env: { COLUMNS: String(columns) },
    })
    const wide = await callspec(['list', '--stats', '--since', '2026-01-01'], { cwd: everySource() })
    const summaryOf = (text: string) => text.slice(text.search(/^\d+ calls/m)).replace(/\d+\.\d s/, '0.0 s')
    const lines = summaryOf(stderr).split('\n')
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns)
    // No word was broken or lost.
    expect(lines.join(' ').split(/\s+/)).toEqual(summaryOf(wide.stderr).split(/\s+/))
  })

  test('tells of stamps without an offset and of those that clocks show twice', async () => {
    const rows = [{ ...BUTTER_ROW, created_at: '2026-10-25 02:30:00', start_time: '2026-10-25 02:31:00' }]
    const source = { ...butterAt(await serve(butterPage(rows))), timeZone: 'Europe/Berlin' }
    const { code, stderr } = await callspec(['list', '--stats'], { cwd: folderWith({ sources: [source] }) })
    expect(code).toBe(0)
    expect(stderr).toContain(
      '1 row at a time that clocks show twice or skip, 2 stamps without an offset, read in the time zone of the source',
    )
  })

  test('names bad rows one line each, never their contents, and ends with exit code 1', async () => {
    const bad = Array.from({ length: 12 }, (_, index) => ({
      ...BUTTER_ROW,
      call_sid: `call_${index}`,
      duration_seconds: 'secret',
    }))
    const baseUrl = await serve(butterPage([BUTTER_ROW, ...bad]))
    const { code, stdout, stderr } = await callspec(['list', '--json'], { cwd: folderWith({ sources: [butterAt(baseUrl)] }) })
    expect(code).toBe(1)
    expect(linesOf(stdout).map(({ key }) => key)).toEqual(['butter/call_abc123def456'])
    const lines = stderr.trimEnd().split('\n').slice(-11)
    expect(lines).toEqual([
      ...Array.from(
        { length: 10 },
        (_, index) =>
          `callspec: butter: call call_${index} was left out: duration_seconds is a text of another form, expected a number.`,
      ),
      'callspec: and 2 more rows were left out.',
    ])
    expect(stderr).toContain('12 bad rows')
    expect(stderr).not.toContain('secret')
  })
})

describe('a list whose rows are fewer than its total counts', () => {
  const rows = Array.from({ length: 300 }, (_, index) => ({
    id: 1000 - index,
    created_at: new Date(Date.UTC(2026, 10, 20, 12) - Math.min(Math.max(index, 80), 220) * 60_000).toISOString(),
  }))
  const pageOf = (url: string, served: readonly unknown[]) => {
    const { searchParams } = new URL(url, 'http://localhost')
    const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))]
    const data = served.slice(size * (page - 1), size * page)
    return JSON.stringify({ data, current_page: page, per_page: size, last_page: Math.ceil(300 / size), total: 300 })
  }

  test('because rows that tie change places ends with exit code 1; --strict reads again and says that they all came', async () => {
    let turn = 0
    const baseUrl = await serve(({ url = '' }, response) => {
      // The rows from 80 to 219 tie, and come in another order each time.
      turn += 37
      const by = turn
      const tied = rows.slice(80, 220).map((_, index) => rows[80 + ((index * 11 + by) % 140)]!)
      const body = pageOf(url, [...rows.slice(0, 80), ...tied, ...rows.slice(220)])
      response.setHeader('content-type', 'application/json').end(body)
    })
    const cwd = folderWith({ sources: [{ id: 'acme', provider: 'autocalls', token: 't', baseUrl }] })
    const usual = await callspec(['list', '--json'], { cwd })
    const keys = new Set(linesOf(usual.stdout).map(({ key }) => key))
    expect(usual.code).toBe(1)
    expect(usual.stderr).toMatch(new RegExp(`^\\d+ calls, \\d+ requests, [\\d.]+ s, ${300 - keys.size} calls missing, `, 'm'))
    expect(usual.stderr).toMatch(
      new RegExp(`\ncallspec: acme: ${300 - keys.size} calls missing that its total counts\\. Run it again with --strict, .*\n$`),
    )
    const strict = await callspec(['list', '--json', '--strict', '--stats'], { cwd })
    expect(new Set(linesOf(strict.stdout).map(({ key }) => key)).size).toBe(300)
    expect(strict.stderr).toMatch(/read again \d+ times?, until the rows matched the total/)
    expect(strict.code).toBe(0)
  })

  test('because rows are left out ends with exit code 1, and --strict says that no new rows came', async () => {
    const baseUrl = await serve(({ url = '' }, response) => {
      response.setHeader('content-type', 'application/json').end(pageOf(url, rows.slice(0, 250)))
    })
    const cwd = folderWith({ sources: [{ id: 'acme', provider: 'autocalls', token: 't', baseUrl }] })
    const { code, stderr } = await callspec(['list', '--json', '--strict', '--stats'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toContain('read again 1 time, until no new rows came, 50 calls missing that its total counts')
  })
})

describe('several sources', () => {
  test('the rows of the others are printed when one fails, and the exit code is 1', async () => {
    const sources = [sourceOf('zudu'), sourceOf('butter', { apiKey: 'wrong' })]
    const { code, stdout, stderr } = await callspec(['list', '--json', '--stats'], { cwd: folderWith({ sources }) })
    expect(code).toBe(1)
    expect(linesOf(stdout)).toHaveLength(30)
    expect(stderr).toMatch(/\ncallspec: butter GET \/api\/calls: 401 unauthorized\..*\n$/)
    expect(stderr).toContain('butter: 0 calls, 0 rows, 1 request, failed: unauthorized')
  })

  test('a filter that a platform cannot meet is a failure of that source', async () => {
    const { code, stdout, stderr } = await callspec(['list', '--campaign-id', '1', '--source', 'zudu', '--source', 'autocalls'], {
      cwd: everySource(),
    })
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.any(String) })
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^callspec: zudu cannot be filtered by --campaign-id: .+\. Leave the filter out, or leave such sources out with --skip-unsupported\.$/,
    )
  })

  test('a source that cannot meet a filter is left out with --skip-unsupported, and the rest is no failure', async () => {
    const { code, stderr } = await callspec(
      ['list', '--stats', '--campaign-id', '1', '--skip-unsupported', '--source', 'zudu', '--source', 'autocalls'],
      { cwd: everySource() },
    )
    expect(code).toBe(0)
    expect(stderr).toContain(
      'left out: zudu cannot be filtered by --campaign-id: neither rows nor filters of the list name a batch\n',
    )
  })

  test('an id of a form that a platform cannot have is told from one that no call has', async () => {
    const { code, stderr } = await callspec(['list', '--stats', '--agent-id', 'seven', '--source', 'autocalls'], {
      cwd: everySource(),
    })
    expect(code).toBe(0)
    expect(stderr).toContain('autocalls: 0 calls, 0 rows, 0 requests, not asked, because no call can have that agent-id\n')
    expect(stderr).not.toContain('assumed')
  })

  test('--source chooses among them', async () => {
    const { code, stdout } = await callspec(['list', '--json', '--source', 'zudu', '--source', 'talkover'], {
      cwd: everySource(),
    })
    expect(code).toBe(0)
    expect(new Set(linesOf(stdout).map(({ source }) => source))).toEqual(new Set(['talkover', 'zudu']))
  })

  test('two sources of one platform keep their own ids, and their keys may come from the environment', async () => {
    const { apiKey = '' } = simulators.butter!.credentials
    const sources = ['acme-eu', 'acme-us'].map((id) => sourceOf('butter', { id, apiKey: `\${ACME_KEY}` }))
    const { code, stdout } = await callspec(['list', '--json', '--limit', '2'], {
      cwd: folderWith({ sources }),
      env: { ACME_KEY: apiKey },
    })
    expect(code).toBe(0)
    expect(linesOf(stdout).map(({ source }) => source)).toEqual(['acme-eu', 'acme-us'])
  })
})

test('without a file, the platforms whose variables are set take part', async () => {
  const { zudu, talkover } = simulators
  const env = {
    ZUDU_API_KEY: zudu!.credentials.apiKey!,
    ZUDU_API_SECRET: zudu!.credentials.apiSecret!,
    ZUDU_BASE_URL: zudu!.baseUrl,
    TALKOVER_API_KEY: talkover!.credentials.token!,
    TALKOVER_BASE_URL: `${talkover!.baseUrl}/`,
    // Without a key of its own it takes no part.
    BUTTER_BASE_URL: 'https://butter.example.com',
  }
  const { code, stdout } = await callspec(['list', '--json'], { env })
  expect(code).toBe(0)
  expect(linesOf(stdout)).toHaveLength(60)
  expect(new Set(linesOf(stdout).map(({ source }) => source))).toEqual(new Set(['talkover', 'zudu']))
})

test('a source of the configuration without credentials takes them from the environment', async () => {
  const { baseUrl, credentials } = simulators.butter!
  const { code, stdout } = await callspec(['list', '--json', '--limit', '1'], {
    cwd: folderWith({ sources: [{ id: 'acme', provider: 'butter', baseUrl }] }),
    env: { BUTTER_API_KEY: credentials.apiKey! },
  })
  expect(code).toBe(0)
  expect(linesOf(stdout).map(({ source }) => source)).toEqual(['acme'])
})

test('a part that could not be fetched is told with its reason, and ends in exit code 1', async () => {
  const baseUrl = await serve((request, response) => {
    if (new URL(request.url ?? '', 'http://test').pathname === '/api/calls') return butterPage([BUTTER_ROW])(request, response)
    response.writeHead(403).end(JSON.stringify({ success: false, error: 'no transcripts' }))
  })
  const cwd = folderWith({ sources: [{ provider: 'butter', baseUrl, apiKey: 'k' }] })
  const { code, stdout, stderr } = await callspec(['list', '--json', '--include', 'transcript'], { cwd })
  expect([code, JSON.parse(stdout).missing]).toEqual([1, ['transcript']])
  expect(stderr).toMatch(
    /\ncallspec: butter: 1 call without transcript: butter GET \/api\/calls\/\{call_sid\}: 403 forbidden\. .* The response said "no transcripts"\.\n$/,
  )
  expect(stderr).toContain(', 1 call without a part, ')
})
