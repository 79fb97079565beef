import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import { Ajv } from 'ajv'
import type { Call } from 'callspec'
import { CALL_COLUMNS } from 'callspec/columns'
import { describe, expect, onTestFinished, test } from 'vitest'
import { callspec, folder, folderWith, startCallspec } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

type ProviderId = Simulator['provider']

async function started(provider: ProviderId, options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(provider, { calls: 300, spacingSeconds: 3600, ...options })
  onTestFinished(() => simulator.close())
  // Calls that stay open are read again for 30 days; here those are the ones that a test opens.
  for (const { id, state } of [...simulator.calls()]) if (OPEN.has(state)) simulator.revise(id, { state: 'completed' })
  return simulator
}

const OPEN: ReadonlySet<string> = new Set(['queued', 'ringing', 'in_progress', 'unknown'])

const configOf = (simulators: readonly Simulator[], more: object = {}) => ({
  sources: simulators.map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials, ...more })),
})

const TARGET = join(import.meta.dirname, 'singer-target.py')

interface PipeOptions {
  /** Records that the target stores at once. */
  batch?: number
  /** Kills one of the two when the target has written its first state. */
  kill?: 'tap' | 'target'
}

/** Runs the tap into the target from the last state that the target wrote, as a scheduler does. */
async function pipe(cwd: string, args: readonly string[] = [], { batch = 1000, kill }: PipeOptions = {}) {
  const state = join(cwd, 'state.json')
  const tap = startCallspec(['tap', ...args, ...(existsSync(state) ? ['--state', state] : [])], { cwd })
  const pause = kill === undefined ? '0' : '0.2'
  const target = spawn('python3', [TARGET, join(cwd, 'calls.db'), String(batch), pause], { stdio: ['pipe', 'pipe', 'inherit'] })
  target.stdin.on('error', () => undefined)
  tap.stdout.pipe(target.stdin)
  let written = ''
  let read = ''
  tap.stdout.on('data', (chunk: Buffer) => {
    read += chunk
  })
  target.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    written += chunk
    if (kill === 'tap') tap.kill('SIGKILL')
    if (kill === 'target') {
      target.kill('SIGKILL')
      tap.stdout.destroy()
    }
  })
  const [stderr, [code], [targetCode]] = await Promise.all([text(tap.stderr), once(tap, 'close'), once(target, 'close')])
  const last = written.split('\n').at(-2)
  if (last !== undefined) writeFileSync(state, last)
  return { code, targetCode, stderr, messages: kill ? [] : messagesOf(read) }
}

// biome-ignore lint/suspicious/noExplicitAny: what came over the wire
type Wire = any

const messagesOf = (lines: string): Wire[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const recordsOf = (messages: readonly Wire[], stream: string): Wire[] =>
  messages.filter((message) => message.type === 'RECORD' && message.stream === stream).map(({ record }) => record)

function query(cwd: string, sql: string): unknown[][] {
  const database = new DatabaseSync(join(cwd, 'calls.db'), { readOnly: true })
  const statement = database.prepare(sql)
  statement.setReturnArrays(true)
  const rows = statement.all()
  database.close()
  // Arrays were asked for.
  return rows as unknown as unknown[][]
}

/** What the target has to hold: the store of the simulators, in every column. */
async function expectEqual(cwd: string, simulators: readonly Simulator[], include: readonly string[] = []): Promise<void> {
  const ids = simulators.flatMap((simulator) => [...simulator.calls()].map(({ id }) => `${simulator.provider}/${id}`)).sort()
  const names = CALL_COLUMNS.map(({ name }) => `"${name}"`).join(', ')
  const rows = new Map(query(cwd, `SELECT ${names}, turn_count, raw FROM calls`).map((row) => [row[0], row]))
  const { stdout } = await callspec(['list', '--json', ...include.flatMap((part) => ['--include', part])], { cwd })
  const calls: Call[] = messagesOf(stdout)
  expect(calls.map(({ key }) => key).sort()).toEqual(ids)
  for (const call of calls) {
    const cells = CALL_COLUMNS.map((column) => column.valueOf(call)).map((value) =>
      typeof value === 'boolean' ? Number(value) : value,
    )
    const [raw, turns, ...got] = (rows.get(call.key) ?? []).toReversed()
    expect([got.reverse(), turns, JSON.parse(String(raw))]).toEqual([cells, call.transcript?.length ?? null, call.raw])
  }
  const said = calls.flatMap(({ key, transcript }) =>
    (transcript ?? []).map(({ speaker, text, at, offsetSeconds }, place) => [key, place, speaker, text, at, offsetSeconds]),
  )
  const got = query(
    cwd,
    'SELECT turns.key, position, speaker, text, at, offset_seconds FROM turns JOIN calls USING (key) WHERE position < turn_count ORDER BY key, position',
  )
  // A tap cannot tell that a call is gone, so a target keeps it.
  const listed = new Set(calls.map(({ key }) => key))
  const byKey = ([one]: unknown[], [other]: unknown[]) => (String(one) < String(other) ? -1 : one === other ? 0 : 1)
  expect(got.filter(([key]) => listed.has(String(key))).sort(byKey)).toEqual(said.sort(byKey))
}

describe('callspec tap', () => {
  test('a target holds every call with its turns, and a later run brings what arrived and changed', async () => {
    const simulators = await Promise.all((['butter', 'vapi', 'talkover', 'zudu'] as const).map((id) => started(id)))
    const cwd = folderWith(configOf(simulators))
    const first = await pipe(cwd)
    expect([first.code, first.targetCode]).toEqual([0, 0])
    expect(recordsOf(first.messages, 'calls')).toHaveLength(1200)
    await expectEqual(cwd, simulators)

    for (const simulator of simulators) {
      const [made] = simulator.arrive(3, { state: 'in_progress' })
      await pipe(cwd)
      simulator.revise(made?.id ?? '', { state: 'completed', durationSeconds: 67 })
      simulator.vanish([...simulator.calls()].at(-9)?.id ?? '')
    }
    const { code, messages } = await pipe(cwd)
    expect(code).toBe(0)
    // The look-back and the calls of that time, not the whole lists.
    expect(recordsOf(messages, 'calls').length).toBeLessThan(500)
    await expectEqual(cwd, simulators)
  })

  test('every record is valid by its schema, and all words of the schema are of draft 4', async () => {
    const cwd = folderWith(configOf([await started('vapi', { calls: 100 }), await started('retell', { calls: 100 })]))
    const { messages } = await pipe(cwd)
    const schemas = new Map(messages.filter(({ type }) => type === 'SCHEMA').map((message) => [message.stream, message.schema]))
    expect([...schemas.keys()]).toEqual(['calls', 'turns'])
    const words = [...schemas.values()].flatMap(({ properties }) => Object.values<object>(properties).flatMap(Object.keys))
    expect([...new Set(words)].sort()).toEqual(['description', 'format', 'type'])
    const ajv = new Ajv({ formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } })
    for (const [stream, schema] of schemas) {
      const validate = ajv.compile({ ...schema, required: Object.keys(schema.properties), additionalProperties: false })
      const records = recordsOf(messages, stream)
      expect(records.length).toBeGreaterThan(100)
      for (const record of records) expect([validate(record), validate.errors]).toEqual([true, null])
    }
    for (const { type, time_extracted } of messages) if (type === 'RECORD') expect(Date.parse(time_extracted)).toBeGreaterThan(0)
  })

  test('parts that were asked for come late, and asking for others reads everything again', async () => {
    const simulator = await started('butter', { calls: 12 })
    const cwd = folderWith(configOf([simulator]))
    await pipe(cwd)
    const { stderr } = await pipe(cwd, ['--include', 'transcript'])
    expect(stderr).toContain('butter: read from the beginning, because the choice of parts, streams or columns changed.')
    await expectEqual(cwd, [simulator], ['transcript'])
    const [late] = simulator.arrive(1, { state: 'completed', transcript: false })
    await pipe(cwd, ['--include', 'transcript'])
    simulator.revise(late?.id ?? '', { transcript: true })
    await pipe(cwd, ['--include', 'transcript'])
    await expectEqual(cwd, [simulator], ['transcript'])
  })

  test.each(['tap', 'target'] as const)('after kill -9 of the %s, the next run goes on from the last state', async (kill) => {
    const simulators = [
      await started('butter', { calls: 900, latencyMs: 20 }),
      await started('talkover', { calls: 700, latencyMs: 20 }),
    ]
    const cwd = folderWith(configOf(simulators))
    const killed = await pipe(cwd, [], { batch: 100, kill })
    expect(kill === 'tap' ? killed.code : killed.targetCode).toBe(null)
    if (kill === 'target') expect([killed.code, killed.stderr]).toEqual([1, expect.stringContaining('stdout was closed')])
    for (const simulator of simulators) simulator.arrive(5)
    const { code, stderr } = await pipe(cwd)
    expect(code).toBe(0)
    expect(stderr).toMatch(/: the reading that began at \S+ goes on after [1-9]\d* calls\./)
    await expectEqual(cwd, simulators)
  })

  test('a source that fails stops no other, keeps its bookmark, and goes on later', async () => {
    const [butter, talkover] = [await started('butter'), await started('talkover')]
    const cwd = folderWith(configOf([butter, talkover]))
    await pipe(cwd)
    const bookmarks = () => JSON.parse(readFileSync(join(cwd, 'state.json'), 'utf8')).bookmarks.calls.sources
    const before = bookmarks()
    for (const simulator of [butter, talkover]) simulator.arrive(2)
    const wrong = configOf([butter, talkover])
    writeFileSync(
      join(cwd, 'wrong.json'),
      JSON.stringify({ sources: [{ ...wrong.sources[0], apiKey: 'wrong' }, wrong.sources[1]] }),
    )
    const failed = await pipe(cwd, ['--config', 'wrong.json'])
    expect([failed.code, failed.targetCode, failed.stderr]).toEqual([
      1,
      0,
      expect.stringMatching(/butter.*Its bookmark stays where it was\./),
    ])
    expect(bookmarks().butter).toEqual(before.butter)
    expect(bookmarks().talkover.watermark > before.talkover.watermark).toBe(true)
    expect((await pipe(cwd)).code).toBe(0)
    await expectEqual(cwd, [butter, talkover])
  })

  test('of a source left out with --source, the bookmark is kept', async () => {
    const cwd = folderWith(configOf([await started('butter', { calls: 20 }), await started('talkover', { calls: 20 })]))
    await pipe(cwd, ['--source', 'talkover'])
    await pipe(cwd, ['--source', 'butter'])
    const state = JSON.parse(readFileSync(join(cwd, 'state.json'), 'utf8'))
    expect(Object.keys(state.bookmarks.calls.sources)).toEqual(['talkover', 'butter'])
  })

  test('a source whose time zone changes is read again from the beginning', async () => {
    const simulator = await started('butter')
    const cwd = folderWith(configOf([simulator]))
    await pipe(cwd)
    writeFileSync(join(cwd, 'zoned.json'), JSON.stringify(configOf([simulator], { timeZone: 'Europe/Berlin' })))
    const { stderr, messages } = await pipe(cwd, ['--config', 'zoned.json'])
    expect(stderr).toContain('butter: read from the beginning, because its time zone changed.')
    expect(recordsOf(messages, 'calls')).toHaveLength(300)
  })

  test('an open call is read again beyond the look-back, and --look-back 0s reads little else', async () => {
    const simulator = await started('butter', { newest: new Date().toISOString() })
    const open = [...simulator.calls()].at(-200)
    simulator.revise(open?.id ?? '', { state: 'in_progress' })
    const cwd = folderWith(configOf([simulator]))
    await pipe(cwd)
    simulator.revise(open?.id ?? '', { state: 'completed', durationSeconds: 67 })
    await pipe(cwd)
    expect(query(cwd, `SELECT status, duration_seconds FROM calls WHERE id = '${open?.id}'`)).toEqual([['completed', 67]])
    const { messages } = await pipe(cwd, ['--look-back', '0s'])
    expect(recordsOf(messages, 'calls').length).toBeLessThan(60)
  })

  test('a bad row is told, and the exit code is 1', async () => {
    const baseUrl = await serve(butterPage([BUTTER_ROW, { ...BUTTER_ROW, call_sid: null }]))
    const cwd = folderWith({ sources: [{ provider: 'butter', baseUrl, apiKey: 'k' }] })
    const { code, stderr, messages } = await pipe(cwd)
    expect([code, stderr]).toEqual([1, expect.stringContaining('butter: a row was left out: ')])
    expect(recordsOf(messages, 'calls').map(({ key }) => key)).toEqual(['butter/call_abc123def456'])
  })

  test('a signal ends it after a state, and nothing but messages is on stdout', async () => {
    const cwd = folderWith(configOf([await started('butter', { calls: 2000, latencyMs: 50 })]))
    const tap = startCallspec(['tap'], { cwd })
    let stdout = ''
    tap.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk
      tap.kill('SIGTERM')
    })
    const [stderr, [code]] = await Promise.all([text(tap.stderr), once(tap, 'close')])
    expect([code, stderr]).toEqual([1, 'Stopped by SIGTERM. The next run goes on from the last state that the target wrote.\n'])
    expect(messagesOf(stdout).at(-1)).toMatchObject({ type: 'STATE' })
  })

  test('what --discover prints can be edited and passed as the catalog', async () => {
    const simulator = await started('vapi', { calls: 50 })
    const cwd = folderWith(configOf([simulator]))
    const catalog: Wire = JSON.parse((await callspec(['tap', '--discover'], { cwd: folder() })).stdout)
    expect(catalog.streams.map((stream: Wire) => [stream.tap_stream_id, stream.key_properties])).toEqual([
      ['calls', ['key']],
      ['turns', ['key', 'position']],
    ])
    for (const stream of catalog.streams) {
      for (const { breadcrumb, metadata } of stream.metadata) {
        if (breadcrumb.length === 0) metadata.selected = stream.stream === 'calls'
        else metadata.selected = breadcrumb[1] === 'status'
      }
    }
    writeFileSync(join(cwd, 'catalog.json'), JSON.stringify(catalog))
    const { messages } = await pipe(cwd, ['--catalog', 'catalog.json'])
    expect([...new Set(messages.map(({ stream }) => stream))]).toEqual(['calls', undefined])
    const columns = recordsOf(messages, 'calls').map((record) => Object.keys(record).join(' '))
    expect([columns.length, ...new Set(columns)]).toEqual([50, 'key occurred_at status'])
  })

  test.each([
    [['--state', 'none.json'], '{}', 'none.json: cannot be read (ENOENT). Pass the last state that the target wrote.'],
    [['--state', 'given.json'], '{"torn":', 'given.json: not valid JSON. Pass the last state that the target wrote.'],
    [['--state', 'given.json'], '[]', 'The state cannot be used: it is not a JSON object.'],
    [
      ['--state', 'given.json'],
      '{"bookmarks":{"calls":{"version":2}}}',
      'The state cannot be used: it is of version 2, this is version 1.',
    ],
    [
      ['--state', 'given.json'],
      '{"bookmarks":{"calls":{"version":1,"sources":{"butter":{}}}}}',
      'The state cannot be used: it is damaged at bookmarks.calls.sources.butter.',
    ],
    [['--catalog', 'given.json'], '{}', 'The catalog cannot be used: it has no list of streams.'],
    [['--catalog', 'given.json'], '{"streams":[]}', 'The catalog cannot be used: it selects no stream.'],
    [['--look-back', 'long'], '', 'Invalid --look-back: received "long". Pass a number with s, m, h, d or w, like 15m or 48h.'],
    [['--include', 'words'], '', 'Invalid --include: received "words". Pass transcript, analysis, recording, cost.'],
  ])('%j with %s is refused', async (args, given, message) => {
    const cwd = folderWith({ sources: [{ provider: 'butter', baseUrl: 'http://127.0.0.1:9', apiKey: 'k' }] })
    writeFileSync(join(cwd, 'given.json'), given)
    const { code, stdout, stderr } = await callspec(['tap', ...args], { cwd })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`callspec: ${message}`)
  })

  test('secrets of raw rows are masked', async () => {
    const cwd = folderWith(configOf([await started('retell', { calls: 100 })]))
    const { messages } = await pipe(cwd)
    const raw = recordsOf(messages, 'calls').map((record) => JSON.parse(record.raw))
    const tokens = raw.map(({ access_token }) => access_token).filter((token) => token !== undefined && token !== null)
    expect(tokens.length).toBeGreaterThan(0)
    expect([...new Set(tokens)]).toEqual(['***'])
  })
})
