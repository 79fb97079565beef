import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { exportTable, type Loss, type Table, tableCsv } from '@callspec/export'
import { expect, test } from 'vitest'
import { HOSTILE } from './calls.js'
import { folder } from './folder.js'
import { readCsv, readExcel } from './readers.js'

const TABLE: Table = {
  name: 'week',
  columns: [
    { name: 'agent', type: 'text', width: 30 },
    { name: 'day', type: 'date' },
    { name: 'at', type: 'stamp' },
    { name: 'rate', type: 'number', format: '0.0%' },
    { name: 'calls', type: 'number' },
    { name: 'cost', type: 'decimal' },
    { name: 'test', type: 'boolean' },
  ],
  rows: [
    ['Zoë', '2026-03-09', '2026-03-09T23:30:00.000Z', 1 / 3, -1e-7, '0.10', true],
    ['=1+1', '0099-01-01', '2026-03-29T01:00:00.000Z', 0, 12_000, '12345678901234.5678', false],
    [null, null, null, null, null, null, null],
    ['', 'someday', '2026-03-09T10:00:00.000Z', 1, 0, '-3', null],
  ],
}

test('openpyxl reads every column with its type, and what Excel cannot hold as a text', async () => {
  const file = join(folder(), 'week.xlsx')
  expect(await exportTable(TABLE, file, { timeZone: 'Europe/Berlin' })).toEqual({ losses: 0 })
  const [sheet] = readExcel(file)
  expect(sheet).toMatchObject({ name: 'week', frozen: 'A2', filter: 'A1:G5', boldHead: true })
  const string = (value: string) => ({ type: 's', value, format: '@' })
  const stamp = (value: string, offset: string) => ({ type: 'd', value, format: `yyyy\\-mm\\-dd hh:mm:ss "${offset}"` })
  const boolean = (value: boolean) => ({ type: 'b', value, format: '"TRUE";"TRUE";"FALSE"' })
  expect(sheet?.rows.slice(1)).toEqual([
    [
      string('Zoë'),
      { type: 'd', value: '2026-03-09 00:00:00.000', format: 'yyyy\\-mm\\-dd' },
      stamp('2026-03-10 00:30:00.000', '+01:00'),
      { type: 'n', value: 1 / 3, format: '0.0%' },
      { type: 'n', value: -1e-7, format: 'General' },
      { type: 'n', value: 0.1, format: '0.00' },
      boolean(true),
    ],
    [
      string('=1+1'),
      string('0099-01-01'),
      stamp('2026-03-29 03:00:00.000', '+02:00'),
      { type: 'n', value: 0, format: '0.0%' },
      { type: 'n', value: 12_000, format: 'General' },
      string('12345678901234.5678'),
      boolean(false),
    ],
    [null, null, null, null, null, null, null],
    [
      string(''),
      string('someday'),
      stamp('2026-03-09 11:00:00.000', '+01:00'),
      { type: 'n', value: 1, format: '0.0%' },
      { type: 'n', value: 0, format: 'General' },
      { type: 'n', value: -3, format: '0' },
      null,
    ],
  ])
})

test("Python's csv reads it, texts guarded as in a file of calls", async () => {
  const file = join(folder(), 'week.csv')
  await exportTable(TABLE, file)
  expect(readFileSync(file, 'utf8')).toBe(tableCsv(TABLE))
  expect(readCsv(file)).toEqual([
    ['agent', 'day', 'at', 'rate', 'calls', 'cost', 'test'],
    ['Zoë', '2026-03-09', '2026-03-09T23:30:00.000Z', String(1 / 3), '-1e-7', '0.10', 'true'],
    ["'=1+1", '0099-01-01', '2026-03-29T01:00:00.000Z', '0', '12000', '12345678901234.5678', 'false'],
    ['', '', '', '', '', '', ''],
    ['', 'someday', '2026-03-09T10:00:00.000Z', '1', '0', '-3', ''],
  ])
})

test('a name of a column is no formula either, and a text stays a text whatever it looks like', async () => {
  const place = folder()
  const table: Table = { name: 'texts', columns: [{ name: '=cost', type: 'text' }], rows: HOSTILE.map((each) => [each]) }
  await exportTable(table, join(place, 'texts.xlsx'))
  await exportTable(table, join(place, 'texts.csv'))
  const cells = readExcel(join(place, 'texts.xlsx'))[0]!.rows.map(([cell]) => cell)
  expect(cells).toEqual(['=cost', ...HOSTILE].map((value) => ({ type: 's', value, format: '@' })))
  expect(readCsv(join(place, 'texts.csv'))[0]).toEqual(["'=cost"])
})

test('what does not fit is cut or replaced, and reported by its row', async () => {
  const losses: Loss[] = []
  const table: Table = {
    name: 'long',
    columns: [
      { name: 'one', type: 'text' },
      { name: 'two', type: 'text' },
    ],
    rows: [
      ['fits', null],
      ['x'.repeat(33_000), 'half \ud83d'],
    ],
  }
  const file = join(folder(), 'long.xlsx')
  expect(await exportTable(table, file, { onLoss: (loss) => losses.push(loss) })).toEqual({ losses: 2 })
  expect(losses).toEqual([
    { key: 'row 3', member: 'two', what: 'has half a character, written as U+FFFD' },
    { key: 'row 3', member: 'one', what: 'has 33000 characters and was cut to the 32767 that a cell of Excel takes' },
  ])
})

test('a stream takes it with a format', async () => {
  const stream = new PassThrough()
  const [read] = await Promise.all([text(stream), exportTable(TABLE, stream, { format: 'csv' })])
  expect(read).toBe(tableCsv(TABLE))
})

test.each([
  ['week.parquet', {}, 'week.parquet cannot hold a table. Name a file that ends in .csv or .xlsx.'],
  ['week.csv', { timeZone: 'Mars/Olympus' }, 'Invalid timeZone: received "Mars/Olympus".'],
])('%s with %j is refused before the table is made', async (name, options, message) => {
  const place = folder()
  const make = () => {
    throw new Error('made')
  }
  await expect(exportTable(make, join(place, name), options)).rejects.toThrow(message)
  expect(readdirSync(place)).toEqual([])
})

test.each(['', "it's", 'a/b', 'x'.repeat(26)])('no sheet can be called %j, and what was there before stays', async (name) => {
  const file = join(folder(), 'week.xlsx')
  writeFileSync(file, 'before')
  await expect(exportTable({ ...TABLE, name }, file)).rejects.toThrow(`Invalid name: received "${name}".`)
  expect(readFileSync(file, 'utf8')).toBe('before')
})
