import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ProviderId, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import { describe, expect, onTestFinished, test } from 'vitest'
import { callspec, folder, folderWith } from './run-callspec.js'
import { butterPage, serve } from './serve.js'

/** A folder with a configuration of one simulated source. */
async function folderOf(provider: ProviderId, options: SimulatorOptions = {}, more: object = {}) {
  const simulator = await startSimulator(provider, { calls: 400, spacingSeconds: 7200, ...options })
  onTestFinished(() => simulator.close())
  const cwd = folderWith({ sources: [{ provider, baseUrl: simulator.baseUrl, ...simulator.credentials, ...more }] })
  return { cwd, simulator }
}

describe('verify', () => {
  test('shows what was found out of each assumption, then what to paste', async () => {
    const { cwd, simulator } = await folderOf('butter')
    const ran = await callspec(['verify', 'butter'], { cwd })
    const lines = ran.stdout.split('\n')
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' })
    expect(lines.slice(0, 6).map((line) => line.split(/ {2,}/))).toEqual([
      ['assumption', 'assumed', 'found', 'verdict', 'evidence'],
      ['row-order', 'newest-first', 'newest-first', 'confirmed', expect.stringContaining('In 300 rows of the list of calls')],
      ['last-cursor', 'unknown', 'null', 'confirmed', 'On the last of 4 pages the cursor is null.'],
      ['transcript-speakers', 'agent-and-user', 'agent-and-user', 'confirmed', expect.stringContaining('1 call')],
      ['preview-calls', 'test', '-', 'untestable', 'There is no check for it.'],
      ['tool-end-call', 'agent-hangup', '-', 'untestable', 'There is no check for it.'],
    ])
    expect(lines.slice(6)).toEqual([
      '',
      'To add to the source in callspec.config.json:',
      '  "assumptions": {',
      '    "last-cursor": "null"',
      '  }',
      '',
      '5 requests, reads only.',
      '',
    ])
    expect(simulator.requests.map(({ method }) => method)).toEqual(Array(5).fill('GET'))
  })

  test('puts the evidence below each row where it does not fit beside it, broken at spaces', async () => {
    const { cwd } = await folderOf('butter')
    const { stdout } = await callspec(['verify', 'butter'], { cwd, env: { COLUMNS: '80' } })
    const lines = stdout.split('\n')
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80)
    expect(lines.slice(0, 2).map((line) => line.split(/ {2,}/))).toEqual([
      ['assumption', 'assumed', 'found', 'verdict'],
      ['row-order', 'newest-first', 'newest-first', 'confirmed'],
    ])
    expect(lines[2]).toMatch(/^ {4}In 300 rows of the list of calls/)
  })

  test('breaks the evidence beside its row where there is room', async () => {
    const { cwd } = await folderOf('butter')
    const { stdout } = await callspec(['verify', 'butter'], { cwd, env: { COLUMNS: '120' } })
    const [head = '', first = '', second = ''] = stdout.split('\n')
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120)
    const column = head.indexOf('evidence')
    expect(first.slice(column)).toMatch(/^In 300 rows of the list of calls/)
    expect(second).toMatch(new RegExp(`^ {${column}}\\S`))
  })

  test('ends with 1 where something is refuted, and with 0 once what it says is configured', async () => {
    const knobs = { 'row-order': 'oldest-first', 'date-zone': 'Europe/Berlin' }
    const refuted = await folderOf('talkover', { knobs })
    const before = await callspec(['verify', 'talkover'], { cwd: refuted.cwd })
    expect(before.code).toBe(1)
    const [, members] = /^To add to the source in callspec.config.json:\n([\s\S]+?)\n\n/m.exec(before.stdout) ?? []
    const pasted = JSON.parse(`{${members}}`)
    expect(pasted).toEqual({ timeZone: 'Europe/Berlin', assumptions: { 'row-order': 'oldest-first', 'date-to': 'inclusive' } })
    const configured = await folderOf('talkover', { knobs }, pasted)
    const after = await callspec(['verify', 'talkover'], { cwd: configured.cwd })
    expect(after.code).toBe(0)
    expect(after.stdout).not.toContain('callspec.config.json')
    expect(after.stdout).not.toMatch(/refuted|untestable/)
  })

  test('gives a whole file where the sources come from the environment, and is content once that is saved', async () => {
    const simulator = await startSimulator('butter', { calls: 400, spacingSeconds: 7200 })
    onTestFinished(() => simulator.close())
    const env = { BUTTER_API_KEY: simulator.credentials.apiKey!, BUTTER_BASE_URL: simulator.baseUrl, TALKOVER_API_KEY: 'key' }
    const cwd = folder()
    const before = await callspec(['verify', 'butter'], { cwd, env })
    const [, file] = /^To save as callspec.config.json; keys stay in the environment:\n([\s\S]+?)\n\n/m.exec(before.stdout) ?? []
    expect(JSON.parse(file!)).toEqual({
      sources: [{ provider: 'butter', assumptions: { 'last-cursor': 'null' } }, { provider: 'talkover' }],
    })
    writeFileSync(join(cwd, 'callspec.config.json'), file!)
    const after = await callspec(['verify', 'butter'], { cwd, env })
    expect({ code: after.code, stderr: after.stderr }).toEqual({ code: 0, stderr: '' })
    expect(after.stdout).not.toContain('callspec.config.json')
    expect(after.stdout).toContain('confirmed')
  })

  test('with --json gives one document', async () => {
    const { cwd } = await folderOf('zudu')
    const { code, stdout } = await callspec(['verify', 'zudu', '--json'], { cwd })
    const document = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(Object.keys(document)).toEqual(['source', 'provider', 'requests', 'failed', 'results', 'configuration', 'report'])
    expect(document.results.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'confirmed',
      'untestable',
      'confirmed',
      'confirmed',
      'confirmed',
      'confirmed',
      'confirmed',
    ])
  })

  test('with --report writes the Markdown to a new file, and asks nothing where there is one', async () => {
    const { cwd, simulator } = await folderOf('butter')
    const first = await callspec(['verify', 'butter', '--report', 'butter.md'], { cwd })
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: 'Wrote butter.md.\n' })
    expect(readFileSync(join(cwd, 'butter.md'), 'utf8')).toMatch(
      /^# callspec verify: Butter AI\n\n- Date: \d{4}-\d\d-\d\d\n- callspec: \d+\.\d+\.\d+\n- Host: not a documented one\n/,
    )

    writeFileSync(join(cwd, 'mine.md'), 'mine')
    simulator.requests.clear()
    expect(await callspec(['verify', 'butter', '--report', 'mine.md'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'callspec: mine.md cannot be written (it exists already). Name a new file.\n',
    })
    expect(readFileSync(join(cwd, 'mine.md'), 'utf8')).toBe('mine')
    expect(simulator.requests).toHaveLength(0)
  })

  test('ends with 1 and one line where the platform cannot be asked', async () => {
    const { cwd } = await folderOf('butter', {}, { apiKey: 'another' })
    const { code, stdout, stderr } = await callspec(['verify', 'butter', '--report', 'butter.md'], { cwd })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^callspec: butter GET \/api\/calls: 401 unauthorized.*\n$/)
    expect(existsSync(join(cwd, 'butter.md'))).toBe(false)
  })

  test('ends with 1 where a single request failed, and says so', async () => {
    const call = { call_sid: 'call_abc123', status: 'completed', duration_seconds: 60, created_at: '2026-03-09T10:00:00Z' }
    const baseUrl = await serve((request, response) => {
      if (request.url?.startsWith('/api/calls/call_'))
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"gone"}')
      else butterPage([call])(request, response)
    })
    const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: 'key', baseUrl }] })
    const { code, stdout } = await callspec(['verify', 'butter'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('A request that it needs failed (not-found).')
    expect(stdout.split('\n').at(-2)).toBe('2 requests, reads only; 1 failed.')
  })

  test.each([
    [['verify'], "callspec: missing required argument 'source'. Run callspec verify --help.\n"],
    [['verify', 'nobody'], 'callspec: Unknown source "nobody". Known: butter.\n'],
    [
      ['verify', 'butter', '--timeout', '0'],
      'callspec: Invalid --timeout: received "0". Pass seconds above 0 and up to 2147483, like 30.\n',
    ],
  ])('%j is wrong usage', async (args, stderr) => {
    const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: 'key' }] })
    expect(await callspec(args, { cwd })).toEqual({ code: 2, stdout: '', stderr })
  })
})
