import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportCalls } from '@callspec/export'
import { expect, test } from 'vitest'
import { callWith, stream } from './calls.js'
import { folder } from './folder.js'
import { askDuckDb, readCsv, readExcel } from './readers.js'

const columns = ['occurredAt', 'agent_name', 'cost', 'durationSeconds']

/** A file of one call. */
async function fileOf(ending: string, names: readonly string[] = columns): Promise<string> {
  const file = join(folder(), `calls${ending}`)
  await exportCalls(stream([callWith()]), file, { columns: names })
  return file
}

test('a table has the columns that are named, in that order', async () => {
  const head = ['occurred_at', 'agent_name', 'cost_amount', 'cost_unit', 'duration_seconds']
  expect(readCsv(await fileOf('.csv'))).toEqual([head, ['2026-03-09T10:00:05.000Z', 'Sales Rep', '0.10', 'USD', '120.5']])
  const [sheet] = readExcel(await fileOf('.xlsx'))
  expect(sheet?.rows.map((row) => row.map((cell) => cell?.value))).toEqual([
    head,
    ['2026-03-09 10:00:05.000', 'Sales Rep', 0.1, 'USD', 120.5],
  ])
  const [row] = await askDuckDb(
    'SELECT * REPLACE (epoch_ms(occurred_at)::DOUBLE AS occurred_at) FROM $1',
    await fileOf('.parquet'),
  )
  expect(Object.entries(row!)).toEqual(
    Object.entries({
      occurred_at: Date.parse('2026-03-09T10:00:05Z'),
      agent_name: 'Sales Rep',
      cost_amount: '0.10',
      cost_unit: 'USD',
      duration_seconds: 120.5,
    }),
  )
})

test('a line of NDJSON has the members, turns as well, and no schema', async () => {
  const line = readFileSync(await fileOf('.ndjson', ['key', 'agent.name', 'transcript']), 'utf8')
  const { key, transcript } = callWith()
  expect(JSON.parse(line)).toEqual({ key, agent: { name: 'Sales Rep' }, transcript })
})

test.each([
  ['.csv', ['nme'], 'Invalid columns: received "nme". Pass some of key, '],
  ['.parquet', ['transcript'], 'Invalid columns: "transcript" is no single value, so only JSON has a place for it.'],
  ['.vcon.json', ['key'], 'A vCon has members of its own, so columns cannot be chosen.'],
])('what %s cannot have is refused, and no file is left', async (ending, names, said) => {
  const cwd = folder()
  await expect(exportCalls(stream([callWith()]), join(cwd, `calls${ending}`), { columns: names })).rejects.toThrow(said)
  expect(readdirSync(cwd)).toEqual([])
})
