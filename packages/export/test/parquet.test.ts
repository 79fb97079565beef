import { join } from 'node:path'
import { exportCalls } from '@callspec/export'
import { CALL_COLUMNS } from 'callspec/columns'
import { expect, test } from 'vitest'
import { bareCall, callWith, HOSTILE, stream } from './calls.js'
import { folder } from './folder.js'
import { askDuckDb } from './readers.js'

const TYPES = { text: 'VARCHAR', decimal: 'VARCHAR', boolean: 'BOOLEAN', number: 'DOUBLE', stamp: 'TIMESTAMP WITH TIME ZONE' }

async function exported(calls: Iterable<ReturnType<typeof callWith>>): Promise<string> {
  const file = join(folder(), 'calls.parquet')
  await exportCalls(stream(calls), file)
  return file
}

test('DuckDB reads every column with its type, in order', async () => {
  const file = await exported([callWith()])
  const columns = await askDuckDb('DESCRIBE SELECT * FROM $1', file)
  expect(columns.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(
    CALL_COLUMNS.map(({ name, type }) => [name, TYPES[type]]),
  )
  const schema = await askDuckDb(
    'SELECT name, repetition_type, logical_type FROM parquet_schema($1) WHERE num_children IS NULL',
    file,
  )
  expect(schema.map(({ name, repetition_type }) => [name, repetition_type])).toEqual(
    CALL_COLUMNS.map(({ name, required }) => [name, required ? 'REQUIRED' : 'OPTIONAL']),
  )
  const stamps = schema.filter(({ logical_type }) => String(logical_type).includes('Timestamp'))
  expect(stamps).toHaveLength(5)
  for (const { logical_type } of stamps) expect(logical_type).toMatch(/isAdjustedToUTC=1.*MILLIS/)
})

test('DuckDB reads every value as it was', async () => {
  const calls = [
    callWith(),
    bareCall('acme/2'),
    callWith({ key: 'acme/3', durationSeconds: 0.1 + 0.2, cost: { amount: '1234567890123.45678901', unit: 'credits' } }),
  ]
  const rows = await askDuckDb(
    `SELECT * REPLACE (${['occurred_at', 'created_at', 'started_at', 'ended_at', 'updated_at'].map((name) => `epoch_ms(${name})::DOUBLE AS ${name}`).join(', ')}) FROM $1`,
    await exported(calls),
  )
  expect(rows).toEqual(
    calls.map((call) =>
      Object.fromEntries(
        CALL_COLUMNS.map((column) => {
          const value = column.valueOf(call)
          return [column.name, column.type === 'stamp' && typeof value === 'string' ? Date.parse(value) : value]
        }),
      ),
    ),
  )
})

test('DuckDB reads a stamp as the same instant in any time zone', async () => {
  const file = await exported([callWith({ occurredAt: '2026-10-25T01:30:00.123Z' })])
  expect(await askDuckDb("SELECT occurred_at = TIMESTAMPTZ '2026-10-25 01:30:00.123+00' AS same FROM $1", file)).toEqual([
    { same: true },
  ])
})

test('DuckDB reads every text as it was', async () => {
  const file = await exported(HOSTILE.map((name) => callWith({ agent: { id: null, name } })))
  const rows = await askDuckDb('SELECT agent_name FROM $1', file)
  expect(rows.map(({ agent_name }) => agent_name)).toEqual(HOSTILE)
})

test('amounts are added up exactly', async () => {
  const file = await exported(['0.1', '0.2', '10.05'].map((amount) => callWith({ cost: { amount, unit: 'USD' } })))
  expect(await askDuckDb('SELECT sum(cost_amount::DECIMAL(18, 4))::VARCHAR AS total FROM $1', file)).toEqual([
    { total: '10.3500' },
  ])
})

test('many calls are several row groups, in their order', async () => {
  const calls = Array.from({ length: 25_000 }, (_, index) => ({
    ...callWith(),
    id: String(index),
    transcriptText: index % 3 ? null : `text ${index}`,
  }))
  const file = await exported(calls)
  const groups = await askDuckDb('SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata($1) ORDER BY 1', file)
  expect(groups.map(({ row_group_num_rows }) => Number(row_group_num_rows))).toEqual([10_000, 10_000, 5_000])
  const rows = await askDuckDb('SELECT id, transcript_text FROM $1', file)
  expect(rows).toEqual(calls.map(({ id, transcriptText }) => ({ id, transcript_text: transcriptText })))
})

test('long texts end a row group early, so that it fits in memory', async () => {
  const file = await exported(
    Array.from({ length: 30 }, (_, index) => callWith({ id: String(index), transcriptText: 'x'.repeat(1_000_000) })),
  )
  const groups = await askDuckDb('SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata($1) ORDER BY 1', file)
  expect(groups.map(({ row_group_num_rows }) => Number(row_group_num_rows))).toEqual([8, 8, 8, 6])
})

test('without calls it has the columns alone', async () => {
  const file = await exported([])
  expect(await askDuckDb('SELECT count(*)::INTEGER AS calls FROM $1', file)).toEqual([{ calls: 0 }])
  expect(await askDuckDb('DESCRIBE SELECT * FROM $1', file)).toHaveLength(CALL_COLUMNS.length)
})
