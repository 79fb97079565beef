import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Simulator, startSimulators } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCsv, readExcel } from '../../export/test/readers.js'
import { callspec, folderWith } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

const ROWS = [
  { ...BUTTER_ROW, call_sid: 'call_1', total_cost: '0.10' },
  { ...BUTTER_ROW, call_sid: 'call_2', duration_seconds: 0.1, total_cost: '0.20', start_time: '2026-03-10T23:30:00Z' },
  { ...BUTTER_ROW, call_sid: 'call_3', duration_seconds: null, status: 'no-answer', agent_name: '=1+1' },
  { ...BUTTER_ROW, call_sid: 'call_4', duration_seconds: 60, status: 'failed', total_cost: '3', agent_name: '=1+1' },
]

const butterAt = (baseUrl: string, id = 'butter') => ({ id, provider: 'butter', apiKey: 'key', baseUrl })
const withRows = async (rows: readonly unknown[] = ROWS) =>
  folderWith({ sources: [butterAt(await serve(butterPage(rows)), 'main')] })

const NOTES = `unknown: of 2 calls, nothing tells whether anybody answered; the status completed does not say so.
without a duration: 1 call, in no minutes and no average.
`

describe('as a table', () => {
  test('a group per line, their total, and what is unknown', async () => {
    const { code, stdout, stderr } = await callspec(['stats', '--by', 'agent'], { cwd: await withRows() })
    expect(code).toBe(0)
    expect(stdout).toBe(`\
source  agent      calls  minutes  average  answered  no answer  failed  unknown  rate  cost
main    =1+1           2      1.0     1:00         0          1       1        0    0%  3 credits, 1 call without a cost
main    Sales Rep      2      2.0     1:00         0          0       0        2     -  0.30 credits
total                  4      3.0     1:00         0          1       1        2     -  3.30 credits, 1 call without a cost
`)
    expect(stderr).toMatch(/^\n4 calls, 1 request, /)
    expect(stderr.endsWith(NOTES)).toBe(true)
  })

  test('of all calls without --by', async () => {
    const { stdout } = await callspec(['stats'], { cwd: await withRows() })
    expect(stdout).toBe(`\
calls  minutes  average  answered  no answer  failed  unknown  rate  cost
    4      3.0     1:00         0          1       1        2     -  3.30 credits, 1 call without a cost
`)
  })

  test('that fits 80 columns: what tells least is left out, and said so', async () => {
    const env = { COLUMNS: '80' }
    const cwd = await withRows()
    const byStatus = await callspec(['stats', '--by', 'status'], { cwd, env })
    expect(byStatus.stdout).toBe(`\
status     calls  minutes  answered  no answer  failed  cost
completed      2      2.0         0          0       0  0.30 credits
failed         1      1.0         0          0       1  3 credits
no_answer      1        -         0          1       0  -
total          4      3.0         0          1       1  3.30 credits,
                                                        1 call without a cost
`)
    expect(byStatus.stderr).toContain('No room for average, unknown, and rate: a wider terminal, --json, and --csv show')
    expect((await callspec(['stats', '--by', 'agent,day', '--time-zone', 'Europe/Berlin'], { cwd, env })).stdout).toBe(`\
source  agent      Europe/Berlin  calls  minutes  failed  cost
main    =1+1       2026-03-09         2      1.0       1  3 credits,
                                                          1 call without a cost
main    Sales Rep  2026-03-09         1      2.0       0  0.10 credits
main    Sales Rep  2026-03-11         1      0.0       0  0.20 credits
total                                 4      3.0       1  3.30 credits,
                                                          1 call without a cost
`)
  })
})

test('--json is one object a group, with the members that --by names in front', async () => {
  const { code, stdout } = await callspec(['stats', '--json', '--by', 'source', '--by', 'is-test,agent'], {
    cwd: await withRows(),
  })
  expect(code).toBe(0)
  const lines = stdout.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      source: 'main',
      isTest: false,
      agent: { id: null, name: '=1+1' },
      calls: 2,
      minutes: 1,
      seconds: '60',
      averageSeconds: 60,
      withoutDuration: 1,
      answered: 0,
      noAnswer: 1,
      failed: 1,
      unknown: 0,
      answerRate: 0,
      cost: { credits: '3' },
      withoutCost: 1,
      costNotAsked: 0,
    },
    {
      source: 'main',
      isTest: false,
      agent: { id: null, name: 'Sales Rep' },
      calls: 2,
      minutes: 2.01,
      seconds: '120.6',
      averageSeconds: 60.3,
      withoutDuration: 0,
      answered: 0,
      noAnswer: 0,
      failed: 0,
      unknown: 2,
      answerRate: null,
      cost: { credits: '0.30' },
      withoutCost: 0,
      costNotAsked: 0,
    },
  ])
  expect(lines[0]).toMatch(/^\{"source":"main","isTest":false,"agent":\{.*\},"calls":2,/)
})

describe('as CSV', () => {
  test('each group is a row, a column for each unit of cost, and no name is a formula', async () => {
    const { code, stdout } = await callspec(['stats', '--csv', '--by', 'agent,day'], { cwd: await withRows() })
    expect(code).toBe(0)
    expect(stdout.split('\r\n')).toEqual([
      'source,agent_id,agent_name,day,calls,minutes,seconds,average_seconds,without_duration,answered,no_answer,failed,unknown,answer_rate,cost_credits,without_cost,cost_not_asked',
      "main,,'=1+1,2026-03-09,2,1,60,60,1,0,1,1,0,0,3,1,0",
      `main,,Sales Rep,2026-03-09,1,${120.5 / 60},120.5,120.5,0,0,0,0,1,,0.10,0,0`,
      `main,,Sales Rep,2026-03-10,1,${0.1 / 60},0.1,0.1,0,0,0,0,1,,0.20,0,0`,
      '',
    ])
  })

  test('no group is the head alone', async () => {
    const { stdout } = await callspec(['stats', '--csv', '--by', 'day'], { cwd: await withRows([]) })
    expect(stdout).toMatch(/^day,calls,minutes,.*,without_cost,cost_not_asked\r\n$/)
  })
})

describe('as a file', () => {
  const HEAD = [
    'source',
    'agent_id',
    'agent_name',
    'day',
    'calls',
    'minutes',
    'seconds',
    'average_seconds',
    'without_duration',
    'answered',
    'no_answer',
    'failed',
    'unknown',
    'answer_rate',
    'cost_credits',
    'without_cost',
    'cost_not_asked',
  ]
  const text = (value: string) => ({ type: 's', value, format: '@' })
  const number = (value: number, format = 'General') => ({ type: 'n', value, format })
  const day = (value: string) => ({ type: 'd', value: `${value} 00:00:00.000`, format: 'yyyy\\-mm\\-dd' })

  test('of Excel has typed cells: texts never formulas, days as dates, whole numbers behind the digits shown, amounts exact, no total', async () => {
    const cwd = await withRows()
    const { code, stdout, stderr } = await callspec(['stats', '--by', 'agent,day', '--to', 'week.xlsx'], { cwd })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toMatch(/^\n4 calls, 1 request, /)
    expect(stderr.endsWith(`${NOTES}Wrote week.xlsx.\n`)).toBe(true)
    const [sheet, ...others] = readExcel(join(cwd, 'week.xlsx'))
    expect(others).toEqual([])
    expect(sheet).toMatchObject({ name: 'stats', frozen: 'A2', filter: 'A1:Q4', boldHead: true })
    expect(sheet?.rows).toEqual([
      HEAD.map(text),
      [
        text('main'),
        null,
        text('=1+1'),
        day('2026-03-09'),
        number(2),
        number(1, '0.0'),
        number(60, '0'),
        number(60, '0.0'),
        number(1),
        number(0),
        number(1),
        number(1),
        number(0),
        number(0, '0.0%'),
        number(3, '0'),
        number(1),
        number(0),
      ],
      [
        text('main'),
        null,
        text('Sales Rep'),
        day('2026-03-09'),
        number(1),
        number(120.5 / 60, '0.0'),
        number(120.5, '0.0'),
        number(120.5, '0.0'),
        number(0),
        number(0),
        number(0),
        number(0),
        number(1),
        null,
        number(0.1, '0.00'),
        number(0),
        number(0),
      ],
      [
        text('main'),
        null,
        text('Sales Rep'),
        day('2026-03-10'),
        number(1),
        number(0.1 / 60, '0.0'),
        number(0.1, '0.0'),
        number(0.1, '0.0'),
        number(0),
        number(0),
        number(0),
        number(0),
        number(1),
        null,
        number(0.2, '0.00'),
        number(0),
        number(0),
      ],
    ])
  })

  test('of CSV is what --csv prints, and Python reads it', async () => {
    const cwd = await withRows()
    const args = ['stats', '--by', 'agent,day']
    expect((await callspec([...args, '--to', 'week.csv'], { cwd })).code).toBe(0)
    expect(readFileSync(join(cwd, 'week.csv'), 'utf8')).toBe((await callspec([...args, '--csv'], { cwd })).stdout)
    const rows = readCsv(join(cwd, 'week.csv'))
    expect(rows[0]).toEqual(HEAD)
    expect(rows.map((row) => row[2])).toEqual(['agent_name', "'=1+1", 'Sales Rep', 'Sales Rep'])
    expect(statSync(join(cwd, 'week.csv')).mode & 0o777).toBe(0o600)
  })

  test('has a boolean for is-test, a text for the hour, and an amount as a text where Excel would lose digits', async () => {
    const cwd = await withRows([{ ...BUTTER_ROW, total_cost: '0.1234567890123456789' }])
    await callspec(['stats', '--by', 'is-test,hour,week', '--to', 'week.xlsx'], { cwd })
    const [head, row] = readExcel(join(cwd, 'week.xlsx'))[0]!.rows
    const cells = Object.fromEntries(head!.map((cell, index) => [cell?.value, row?.[index]]))
    expect(cells).toMatchObject({
      is_test: { type: 'b', value: false },
      hour: text('10'),
      week: day('2026-03-09'),
      cost_credits: text('0.1234567890123456789'),
    })
  })

  test('replaces one of that name when it is complete, and stays what it was where nothing can be read', async () => {
    const cwd = await withRows()
    writeFileSync(join(cwd, 'week.csv'), 'before')
    const wrong = await callspec(['stats', '--source', 'main', '--status', 'done', '--to', 'week.csv'], { cwd })
    expect(wrong.code).toBe(2)
    expect(readFileSync(join(cwd, 'week.csv'), 'utf8')).toBe('before')
    expect(readdirSync(cwd).toSorted()).toEqual(['callspec.config.json', 'week.csv'])
    expect((await callspec(['stats', '--to', 'week.csv'], { cwd })).code).toBe(0)
    expect(readCsv(join(cwd, 'week.csv'))).toHaveLength(2)
  })

  test('without groups has the head alone', async () => {
    const cwd = await withRows([])
    await callspec(['stats', '--by', 'day', '--to', 'week.xlsx'], { cwd })
    expect(readExcel(join(cwd, 'week.xlsx'))[0]?.rows).toHaveLength(1)
  })

  test('a text that no cell takes is cut, said, and makes the exit code 1', async () => {
    const cwd = await withRows([{ ...BUTTER_ROW, agent_name: 'x'.repeat(40_000) }])
    const { code, stderr } = await callspec(['stats', '--by', 'agent', '--to', 'week.xlsx'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toContain(
      'callspec: row 2: agent_name has 40000 characters and was cut to the 32767 that a cell of Excel takes.\n',
    )
  })
})

describe('of a listing that is not whole', () => {
  test('a failed source is printed and makes the exit code 1; the others are counted', async () => {
    const down = await serve((_, response) => response.writeHead(401).end('{"error":"no"}'))
    const sources = [butterAt(await serve(butterPage(ROWS))), butterAt(down, 'down')]
    const { code, stdout, stderr } = await callspec(['stats', '--by', 'source', '--json'], { cwd: folderWith({ sources }) })
    expect(code).toBe(1)
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ source: 'butter', calls: 4 }])
    expect(stderr).toMatch(/\ncallspec: butter \(down\) GET \/api\/calls: 401 unauthorized.*\n$/)
    expect(stderr).toContain('4 calls, 2 sources, 2 requests')
    expect(stderr).toContain('1 source failed')
  })

  test('a bad row is named, counted, and makes the exit code 1', async () => {
    const bad = { ...BUTTER_ROW, call_sid: 'call_bad', duration_seconds: 'long' }
    const { code, stdout, stderr } = await callspec(['stats', '--json'], { cwd: await withRows([...ROWS, bad]) })
    expect({ code, calls: JSON.parse(stdout).calls }).toEqual({ code: 1, calls: 4 })
    expect(stderr).toMatch(/\ncallspec: main: call call_bad was left out: .*\n$/)
    expect(stderr).toContain('1 bad row')
  })
})

describe('a mistake is one line, and nothing is requested:', () => {
  test.each([
    [
      ['--by', 'colour'],
      'Invalid --by: received "colour". Pass one or more of source, provider, agent, campaign, status, direction, channel, is-test, end-reason, answered-by, outcome, hour, weekday, day, week, month, separated by commas.',
    ],
    [['--by', 'day,'], 'Invalid --by: received "". Pass one or more of source,'],
    [['--json', '--csv'], '--json and --csv exclude each other. Pass one of them.'],
    [['--to', 'week.csv', '--csv'], '--to and --csv exclude each other. Pass one of them.'],
    [['--to', 'week.parquet'], 'week.parquet cannot hold a table. Name a file that ends in .csv or .xlsx.'],
    [['--to', 'week.pdf'], 'week.pdf has no known ending. Name a file that ends in .csv, .xlsx, .parquet,'],
    [['--to', 'nowhere/week.csv'], 'nowhere/week.csv cannot be written (ENOENT). Name a file in a folder that you can write to.'],
    [['--status', 'done'], 'Invalid --status: received "done". Pass one of queued,'],
  ])('%j', async (args, text) => {
    const requests: unknown[] = []
    const address = await serve((request, response) => {
      requests.push(request.url)
      response.end()
    })
    const ran = await callspec(['stats', ...args], { cwd: folderWith({ sources: [butterAt(address)] }) })
    expect({ code: ran.code, stdout: ran.stdout, requests }).toEqual({ code: 2, stdout: '', requests: [] })
    expect(ran.stderr.startsWith(`callspec: ${text}`)).toBe(true)
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('of every platform', () => {
  let simulators: Record<string, Simulator>

  beforeAll(async () => {
    simulators = await startSimulators({ calls: 60 })
  })

  afterAll(() => Promise.all(Object.values(simulators).map((simulator) => simulator.close())))

  const everySource = () =>
    folderWith({
      sources: Object.values(simulators).map(({ provider, baseUrl, credentials }) => ({ provider, baseUrl, ...credentials })),
    })

  test.each([80, 160])('no line of the table is wider than %d columns', async (columns) => {
    const args = ['stats', '--by', 'source,status']
    const { code, stdout } = await callspec(args, { cwd: everySource(), env: { COLUMNS: String(columns) } })
    expect(code).toBe(0)
    expect(stdout.split('\n').filter((line) => line.length > columns)).toEqual([])
    expect(stdout).toContain('total')
  })

  test('a cost takes another line only between two sums, and whole', async () => {
    const { stdout } = await callspec(['stats', '--by', 'source'], { cwd: everySource(), env: { COLUMNS: '120' } })
    const second = stdout.split('\n').filter((line) => /^ {20}/.test(line))
    expect(second.length).toBeGreaterThan(0)
    for (const line of second)
      expect(line).toMatch(/^ +(\d+ calls? (without a cost|not asked for)|[\d.]+ (\w+|\(unit not stated\)))(, |,?$)/)
  })

  test('a platform that sends no duration is named', async () => {
    const { stderr } = await callspec(['stats'], { cwd: everySource(), env: { COLUMNS: '200' } })
    expect(stderr).toMatch(/\nwithout a duration: \d+ calls, in no minutes and no average\. No call of vapi has one\.\n/)
  })

  test('a cost that the list does not have is not asked for, until --include cost does', async () => {
    const args = ['stats', '--source', 'zudu', '--json']
    const without = await callspec(args, { cwd: everySource() })
    expect(JSON.parse(without.stdout)).toMatchObject({ calls: 60, cost: {}, withoutCost: 60, costNotAsked: 60 })
    expect(without.stderr).toContain('cost not asked for: 60 calls. --include cost asks for it, call by call.')
    const table = await callspec(['stats', '--source', 'zudu'], { cwd: everySource() })
    expect(table.stdout).toContain('60 calls not asked for')
    const withCost = await callspec([...args, '--include', 'cost'], { cwd: everySource() })
    const counted = JSON.parse(withCost.stdout)
    expect(counted).toMatchObject({ calls: 60, cost: { unknown: expect.stringMatching(/^\d+\.\d+$/) }, costNotAsked: 0 })
    expect(withCost.stderr).not.toContain('cost not asked for')
  })
})
