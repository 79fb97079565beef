import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { knobs, type Simulator, startSimulators } from '@callspec/simulator'
import { CALL_COLUMNS, type Column, type FlatCall } from 'callspec/columns'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { askDuckDb, readCsv, readExcel } from '../../export/test/readers.js'
import { BIN, callspec, callspecAlone, folderWith, startCallspec } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

const PROVIDERS = Object.keys(knobs)
const PARTS = ['--include', 'transcript', '--include', 'analysis', '--include', 'recording', '--include', 'cost']

let simulators: Record<string, Simulator>

beforeAll(async () => {
  simulators = await startSimulators({ calls: 15 })
})

afterAll(() => Promise.all(Object.values(simulators).map((simulator) => simulator.close())))

const everySource = () =>
  folderWith({
    sources: Object.values(simulators).map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials })),
  })

const butterAt = async (rows: readonly unknown[]) =>
  folderWith({ sources: [{ id: 'acme', provider: 'butter', apiKey: 'key', baseUrl: await serve(butterPage(rows)) }] })

/** The calls of every simulator as `list --json` prints them. */
async function listed(cwd: string, ...args: string[]): Promise<{ lines: string; calls: FlatCall[] }> {
  const { stdout } = await callspecAlone(['list', '--json', ...args], { cwd })
  return {
    lines: stdout,
    calls: stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }
}

const valuesOf = (call: FlatCall) => CALL_COLUMNS.map((column) => column.valueOf(call))

describe('calls of every provider, with all their parts', () => {
  test('are in a CSV file as in JSON', async () => {
    const cwd = everySource()
    const { calls } = await listed(cwd, ...PARTS)
    const { code, stdout, stderr } = await callspecAlone(['export', '--to', 'calls.csv', ...PARTS], { cwd })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toMatch(new RegExp(`^\n${15 * PROVIDERS.length} calls, ${PROVIDERS.length} sources, `))
    expect(stderr).toMatch(/\nWrote calls\.csv\.\n$/)
    const [head, ...rows] = readCsv(join(cwd, 'calls.csv'))
    expect(head).toEqual(CALL_COLUMNS.map(({ name }) => name))
    expect(rows).toHaveLength(15 * PROVIDERS.length)
    expect(rows).toEqual(calls.map((call) => valuesOf(call).map((value) => (value === null ? '' : String(value)))))
    expect((await callspecAlone(['list', '--csv', ...PARTS], { cwd })).stdout).toBe(readFileSync(join(cwd, 'calls.csv'), 'utf8'))
  })

  test('are in an Excel file as in JSON', async () => {
    const cwd = everySource()
    const { calls } = await listed(cwd, ...PARTS)
    const { code } = await callspecAlone(['export', '--to', 'calls.xlsx', ...PARTS], { cwd })
    expect(code).toBe(0)
    const [head, ...rows] = readExcel(join(cwd, 'calls.xlsx'))[0]!.rows
    expect(head?.map((cell) => cell?.value)).toEqual(CALL_COLUMNS.map(({ name }) => name))
    const shown = (value: unknown, { type }: Column) => {
      // A cell with an empty text is an empty cell.
      if (value === null || value === '') return null
      if (type === 'decimal') return Number(value)
      return type === 'stamp' ? String(value).replace('T', ' ').replace('Z', '') : value
    }
    expect(rows.map((row) => row.map((cell) => cell?.value ?? null))).toEqual(
      calls.map((call) => CALL_COLUMNS.map((column) => shown(column.valueOf(call), column))),
    )
  })

  test('are in a Parquet file as in JSON', async () => {
    const cwd = everySource()
    const { calls } = await listed(cwd, ...PARTS)
    const { code } = await callspecAlone(['export', '--to', 'calls.parquet', ...PARTS], { cwd })
    expect(code).toBe(0)
    const columns = CALL_COLUMNS.map(({ name, type }) => (type === 'stamp' ? `epoch_ms(${name})::DOUBLE AS ${name}` : name))
    const rows = await askDuckDb(`SELECT ${columns.join(', ')} FROM $1`, join(cwd, 'calls.parquet'))
    expect(rows.map((row) => Object.values(row))).toEqual(
      calls.map((call) =>
        valuesOf(call).map((value, at) =>
          CALL_COLUMNS[at]?.type === 'stamp' && value !== null ? Date.parse(String(value)) : value,
        ),
      ),
    )
  })

  test('are in an NDJSON file the very lines of list --json', async () => {
    const cwd = everySource()
    for (const more of [[], ['--no-raw'], ['--redact']]) {
      expect((await callspecAlone(['export', '--to', 'calls.ndjson', ...PARTS, ...more], { cwd })).code).toBe(0)
      expect(readFileSync(join(cwd, 'calls.ndjson'), 'utf8')).toBe((await listed(cwd, ...PARTS, ...more)).lines)
    }
  })

  test('are in a vCon file one vCon each, with raw rows only where asked for', async () => {
    const cwd = everySource()
    const { calls } = await listed(cwd, ...PARTS)
    const vcons = async (...more: string[]) => {
      await callspecAlone(['export', '--to', 'calls.vcon.json', ...PARTS, ...more], { cwd })
      return JSON.parse(readFileSync(join(cwd, 'calls.vcon.json'), 'utf8')) as {
        analysis: { body: { key?: string } }[]
        attachments?: unknown
      }[]
    }
    const without = await vcons()
    expect(without.map(({ analysis }) => analysis.at(-1)?.body.key)).toEqual(calls.map(({ key }) => key))
    expect(without.some(({ attachments }) => attachments)).toBe(false)
    expect((await vcons('--raw')).filter(({ attachments }) => attachments)).not.toEqual([])
  })
})

test('the query and the sources are those of list', async () => {
  const cwd = everySource()
  const query = ['--source', 'butter', '--source', 'zudu', '--direction', 'inbound', '--limit', '5', '--order', 'oldest']
  await callspec(['export', '--to', 'calls.ndjson', ...query], { cwd })
  const lines = readFileSync(join(cwd, 'calls.ndjson'), 'utf8')
  expect(lines.split('\n')).toHaveLength(6)
  expect(lines).toBe((await listed(cwd, ...query)).lines)
})

test('--redact leaves no person in any file', async () => {
  const cwd = await butterAt([{ ...BUTTER_ROW, agent_name: 'Eve Adams' }])
  for (const file of ['calls.csv', 'calls.ndjson', 'calls.vcon.json']) {
    expect((await callspec(['export', '--to', file, '--redact'], { cwd })).code).toBe(0)
    expect(readFileSync(join(cwd, file), 'utf8')).not.toMatch(/Eve|15559876543|15551234567/)
    expect(readFileSync(join(cwd, file), 'utf8')).toContain('***43')
  }
})

test('--time-zone is the zone of the dates in Excel, and of nothing in the other files', async () => {
  const cwd = await butterAt([BUTTER_ROW])
  await callspec(['export', '--to', 'calls.xlsx', '--time-zone', 'Europe/Berlin'], { cwd })
  await callspec(['export', '--to', 'calls.csv', '--time-zone', 'Europe/Berlin'], { cwd })
  expect(readExcel(join(cwd, 'calls.xlsx'))[0]?.rows[1]?.[4]?.value).toBe('2026-03-09 11:00:05.000')
  expect(readCsv(join(cwd, 'calls.csv'))[1]?.[4]).toBe('2026-03-09T10:00:05.000Z')
})

describe('the exit code', () => {
  test('is 1 where a row was bad or a source failed; the file has the other calls', async () => {
    const good = await serve(butterPage([BUTTER_ROW, { ...BUTTER_ROW, call_sid: 'call_2', duration_seconds: 'long' }]))
    const source = { provider: 'butter', apiKey: 'key' }
    const failing = await serve((_, response) => response.writeHead(401).end('{}'))
    const cwd = folderWith({
      sources: [
        { ...source, id: 'good', baseUrl: good },
        { ...source, id: 'failing', baseUrl: failing },
      ],
    })
    const { code, stderr } = await callspec(['export', '--to', 'calls.csv'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toContain(
      'callspec: good: call call_2 was left out: duration_seconds is a text of another form, expected a number.\n',
    )
    expect(stderr).toContain('1 call, 2 sources, ')
    expect(stderr).toContain('1 bad row, 1 source failed')
    expect(readCsv(join(cwd, 'calls.csv')).map(([key]) => key)).toEqual(['key', 'good/call_abc123def456'])
  })

  test('is 1 where something did not fit the file, which is said once for each of the first ten', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => ({
      ...BUTTER_ROW,
      call_sid: `call_${index}`,
      agent_name: 'x'.repeat(40_000),
    }))
    const cwd = await butterAt(rows)
    const { code, stderr } = await callspec(['export', '--to', 'calls.xlsx'], { cwd })
    expect(code).toBe(1)
    const lines = stderr.trimEnd().split('\n').slice(-11)
    expect(lines[0]).toBe(
      'callspec: acme/call_0: agent_name has 40000 characters and was cut to the 32767 that a cell of Excel takes.',
    )
    expect(lines[10]).toBe('callspec: and 2 more that did not fit the file.')
    expect((await callspec(['export', '--to', 'calls.csv'], { cwd })).code).toBe(0)
  })

  test.each([
    [
      ['--to', 'calls.pdf'],
      'calls.pdf has no known ending. Name a file that ends in .csv, .xlsx, .parquet, .ndjson or .vcon.json.',
    ],
    [
      ['--to', 'nowhere/calls.csv'],
      'nowhere/calls.csv cannot be written (ENOENT). Name a file in a folder that you can write to.',
    ],
    [['--to', 'calls.csv', '--raw'], 'calls.csv has no place for --raw. Name a file that ends in .ndjson or .vcon.json.'],
    [[], "required option '--to <file>' not specified. Run callspec export --help."],
  ])('is 2 for %j, before any request', async (args, message) => {
    const cwd = everySource()
    for (const simulator of Object.values(simulators)) simulator.requests.clear()
    const { code, stderr } = await callspec(['export', ...args], { cwd })
    expect({ code, stderr }).toEqual({ code: 2, stderr: `callspec: ${message}\n` })
    expect(Object.values(simulators).flatMap(({ requests }) => [...requests])).toEqual([])
    expect(readdirSync(cwd)).toEqual(['callspec.config.json'])
  })
})

test('a disk that is full is one line, exit code 1, and leaves what was there before', async () => {
  const cwd = await butterAt(Array.from({ length: 2000 }, (_, index) => ({ ...BUTTER_ROW, call_sid: `call_${index}` })))
  writeFileSync(join(cwd, 'calls.csv'), 'before')
  // The shell's own limit on the size of files, in blocks of 1024 bytes; ignoring the signal makes it an error.
  const child = spawn(
    'bash',
    ['-c', `trap '' XFSZ; ulimit -f 100; exec "$0" "$@"`, process.execPath, BIN, 'export', '--to', 'calls.csv'],
    {
      cwd,
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
  expect({ code, said }).toEqual({
    code: 1,
    said: 'callspec: calls.csv cannot be written (EFBIG). What was there before is unchanged.\n',
  })
  expect(readFileSync(join(cwd, 'calls.csv'), 'utf8')).toBe('before')
  expect(readdirSync(cwd).toSorted()).toEqual(['callspec.config.json', 'calls.csv'].toSorted())
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends the command as ever, and leaves nothing beside the file', async (signal) => {
  let asked = () => {}
  const request = new Promise<void>((resolve) => {
    asked = resolve
  })
  // It never answers.
  const baseUrl = await serve(() => asked())
  const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: 'key', baseUrl }] })
  const child = startCallspec(['export', '--to', 'calls.parquet'], { cwd })
  onTestFinished(() => void child.kill('SIGKILL'))
  await request
  expect(readdirSync(cwd)).toHaveLength(2)
  child.kill(signal)
  expect(await once(child, 'close')).toEqual([null, signal])
  expect(readdirSync(cwd)).toEqual(['callspec.config.json'])
})

describe('list --csv', () => {
  test('prints the head also without calls', async () => {
    const { code, stdout } = await callspec(['list', '--csv', '--limit', '0'], { cwd: everySource() })
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${CALL_COLUMNS.map(({ name }) => name).join(',')}\r\n` })
  })

  test('with --state continues a file without a second head', async () => {
    const cwd = everySource()
    const run = async (...args: string[]) => {
      const file = openSync(join(cwd, 'calls.csv'), 'a')
      const child = spawn(process.execPath, [BIN, 'list', '--csv', '--order', 'arrival', ...args], {
        cwd,
        env: {},
        stdio: ['ignore', file, 'ignore'],
      })
      const [code] = await once(child, 'close')
      closeSync(file)
      expect(code).toBe(0)
    }
    await run('--state', 'calls.state', '--limit', '40')
    await run('--state', 'calls.state', '--limit', '40')
    const keys = readCsv(join(cwd, 'calls.csv')).map(([key]) => key)
    expect(keys.filter((key) => key === 'key')).toHaveLength(1)
    expect(new Set(keys).size).toBe(81)
  })

  test('and --json together are wrong usage', async () => {
    const { code, stderr } = await callspec(['list', '--csv', '--json'], { cwd: everySource() })
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'callspec: --json and --csv exclude each other. Pass one of them.\n',
    })
  })
})

test('the file is for its owner alone', async () => {
  const cwd = await butterAt([BUTTER_ROW])
  await callspec(['export', '--to', 'calls.csv'], { cwd })
  expect(existsSync(join(cwd, 'calls.csv'))).toBe(true)
  expect(statSync(join(cwd, 'calls.csv')).mode & 0o777).toBe(0o600)
})
