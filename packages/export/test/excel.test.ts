import { createWriteStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { exportCalls, type Loss } from '@callspec/export'
import { CALL_COLUMNS } from 'callspec/columns'
import { expect, test } from 'vitest'
import { excelWriter } from '../src/excel/excel-writer.js'
import { openStream } from '../src/target/open-stream.js'
import { bareCall, callWith, HOSTILE, stream } from './calls.js'
import { folder } from './folder.js'
import { readExcel } from './readers.js'

async function exported(calls: Iterable<ReturnType<typeof callWith>>, timeZone = 'UTC') {
  const losses: Loss[] = []
  const file = join(folder(), 'calls.xlsx')
  await exportCalls(stream(calls), file, { timeZone, onLoss: (loss) => losses.push(loss) })
  const sheets = readExcel(file)
  const [head, ...rows] = sheets[0]!.rows
  const names = head!.map((cell) => cell?.value)
  return { losses, sheets, rows, names, column: (name: string) => rows.map((row) => row[names.indexOf(name)] ?? null) }
}

test('openpyxl reads every column with its type', async () => {
  const { sheets, rows, names } = await exported([callWith(), bareCall('acme/2')])
  expect(sheets.map(({ rows: _, ...sheet }) => sheet)).toEqual([
    { name: 'calls', frozen: 'A2', filter: 'A1:AL3', boldHead: true },
  ])
  expect(names).toEqual(CALL_COLUMNS.map(({ name }) => name))
  const text = (value: string) => ({ type: 's', value, format: '@' })
  const stamp = (value: string) => ({ type: 'd', value, format: 'yyyy\\-mm\\-dd hh:mm:ss "UTC"' })
  const boolean = (value: boolean) => ({ type: 'b', value, format: '"TRUE";"TRUE";"FALSE"' })
  expect(rows[0]).toEqual([
    text('acme/call_1'),
    text('butter'),
    text('acme'),
    text('call_1'),
    stamp('2026-03-09 10:00:05.000'),
    text('completed'),
    text('completed'),
    boolean(true),
    text('outbound'),
    text('phone'),
    boolean(false),
    text('+15551234567'),
    text('+15559876543'),
    text('+15559876543'),
    text('+15551234567'),
    text('agent_7'),
    text('Sales Rep'),
    text('camp_3'),
    text('Spring'),
    text('c_9'),
    text('Zoë Ångström'),
    text('zoe@example.com'),
    { type: 'n', value: 120.5, format: 'General' },
    { type: 'n', value: 0.1, format: '0.00' },
    text('USD'),
    text('human'),
    text('customer_hangup'),
    text('ended_by_customer'),
    stamp('2026-03-09 10:00:00.000'),
    stamp('2026-03-09 10:00:05.000'),
    stamp('2026-03-09 10:02:05.500'),
    stamp('2026-03-09 10:03:00.123'),
    text('CA0123'),
    text('https://recordings.example.com/call_1.mp3'),
    text('Agent: Hello!\nCustomer: Hi.'),
    text('A greeting, "short".'),
    boolean(true),
    text('positive'),
  ])
  expect(rows[1]?.filter((cell) => cell !== null).map(({ value }) => value)).toEqual([
    'acme/2',
    'butter',
    'acme',
    '2',
    'unknown',
    false,
    'unknown',
    'unknown',
  ])
})

test('every text is a text, never a formula, number or date, and is whole', async () => {
  const texts = HOSTILE.filter((text) => text !== '')
  const { column, losses } = await exported(texts.map((name) => callWith({ agent: { id: null, name } })))
  expect(column('agent_name')).toEqual(texts.map((value) => ({ type: 's', value, format: '@' })))
  expect(losses).toEqual([])
})

test('stamps are what clocks in the time zone show, each with its offset, also when they change', async () => {
  const instants = [
    '2026-03-29T00:59:59.999Z',
    '2026-03-29T01:00:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
  ]
  const { column } = await exported(
    instants.map((occurredAt) => callWith({ occurredAt })),
    'Europe/Berlin',
  )
  const shown = (value: string, offset: string) => ({ type: 'd', value, format: `yyyy\\-mm\\-dd hh:mm:ss "${offset}"` })
  expect(column('occurred_at')).toEqual([
    shown('2026-03-29 01:59:59.999', '+01:00'),
    shown('2026-03-29 03:00:00.000', '+02:00'),
    // The hour that clocks show twice.
    shown('2026-10-25 02:30:00.000', '+02:00'),
    shown('2026-10-25 02:30:00.000', '+01:00'),
  ])
})

test.each([
  ['America/New_York', '2026-11-01 01:30:00.000', '-04:00'],
  ['Asia/Kathmandu', '2026-11-01 11:15:00.000', '+05:45'],
])('in %s an instant is %s', async (zone, value, offset) => {
  const { column } = await exported([callWith({ occurredAt: '2026-11-01T05:30:00.000Z' })], zone)
  expect(column('occurred_at')).toEqual([{ type: 'd', value, format: `yyyy\\-mm\\-dd hh:mm:ss "${offset}"` }])
})

test('a stamp that Excel has no date for is a text', async () => {
  const { column } = await exported([
    callWith({ occurredAt: '1899-12-31T10:00:00.000Z' }),
    callWith({ occurredAt: '1900-03-01T00:00:00.000Z' }),
  ])
  expect(column('occurred_at')).toEqual([
    { type: 's', value: '1899-12-31T10:00:00.000Z', format: '@' },
    { type: 'd', value: '1900-03-01 00:00:00.000', format: 'yyyy\\-mm\\-dd hh:mm:ss "UTC"' },
  ])
})

test('an amount is a number if Excel keeps all its digits, shown with as many as came; else a text', async () => {
  const amounts = [
    '0',
    '12',
    '0.10',
    '-1.250',
    '123456789012.345',
    '0.000000000000001',
    '1234567890123.4567',
    '0.1234567890123456',
    '1e3',
    '٣',
  ]
  const { column } = await exported(amounts.map((amount) => callWith({ cost: { amount, unit: 'USD' } })))
  expect(column('cost_amount')).toEqual([
    { type: 'n', value: 0, format: '0' },
    { type: 'n', value: 12, format: '0' },
    { type: 'n', value: 0.1, format: '0.00' },
    { type: 'n', value: -1.25, format: '0.000' },
    { type: 'n', value: 123456789012.345, format: '0.000' },
    { type: 'n', value: 1e-15, format: '0.000000000000000' },
    ...amounts.slice(6).map((value) => ({ type: 's', value, format: '@' })),
  ])
})

test('a text too long for a cell ends with a mark that says so, and is reported', async () => {
  const long = `${'😀'.repeat(20_000)}`
  const { column, losses } = await exported([callWith({ transcriptText: long })])
  const mark = '… [cut, 40000 characters in all]'
  const [cell] = column('transcript_text')
  // Half an emoji would have fitted.
  expect(cell?.value).toBe(`${'😀'.repeat(Math.floor((32_767 - mark.length) / 2))}${mark}`)
  expect(losses).toEqual([
    {
      key: 'acme/call_1',
      member: 'transcript_text',
      what: 'has 40000 characters and was cut to the 32767 that a cell of Excel takes',
    },
  ])
})

test('calls go on in further sheets, each with the head, where one is full', async () => {
  const file = join(folder(), 'calls.xlsx')
  const target = openStream(createWriteStream(file))
  const writer = await excelWriter(
    target,
    { timeZone: 'UTC', raw: false, sources: [], onLoss: () => undefined },
    { rows: 4, bytes: 1e9 },
  )
  const ids = Array.from({ length: 8 }, (_, index) => String(index))
  await writer.add(ids.slice(0, 5).map((id) => callWith({ id })))
  await writer.add(ids.slice(5).map((id) => callWith({ id })))
  await writer.end()
  await target.finish()
  const sheets = readExcel(file)
  expect(sheets.map(({ name, filter, frozen }) => [name, filter, frozen])).toEqual([
    ['calls', 'A1:AL4', 'A2'],
    ['calls 2', 'A1:AL4', 'A2'],
    ['calls 3', 'A1:AL3', 'A2'],
  ])
  expect(sheets.map(({ rows }) => rows.map((row) => row[3]?.value))).toEqual([
    ['id', '0', '1', '2'],
    ['id', '3', '4', '5'],
    ['id', '6', '7'],
  ])
})

test('without calls it is a sheet with the head row alone', async () => {
  const { sheets, rows } = await exported([])
  expect(sheets).toHaveLength(1)
  expect(rows).toEqual([])
})

test('an unknown time zone is refused before a file is made', async () => {
  const file = join(folder(), 'calls.xlsx')
  await expect(exportCalls(stream([]), file, { timeZone: 'Mars/Olympus' })).rejects.toThrow(
    'Invalid timeZone: received "Mars/Olympus". Pass an IANA zone like Europe/Berlin.',
  )
  expect(existsSync(file)).toBe(false)
})
