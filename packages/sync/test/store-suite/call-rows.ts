import { CALL_UPSERT, TABLE_COLUMNS } from '../../src/calls/call-table.ts'
import type { Cells, Statements, Value } from '../../src/store/store.ts'

/** A row of `calls` in the order of its columns: what is not given is null, or as empty as its column allows. */
export function callRow(values: Readonly<Record<string, Value>>): Cells {
  const id = String(values.id ?? 'one')
  const all: Readonly<Record<string, Value>> = { ...DEFAULTS, key: `butter/${id}`, id, ...values }
  const unknown = Object.keys(values).filter((name) => !TABLE_COLUMNS.some((column) => column.name === name))
  if (unknown.length > 0) throw new Error(`calls has no column ${unknown.join(', ')}`)
  return TABLE_COLUMNS.map(({ name }) => all[name] ?? null)
}

const DEFAULTS = {
  provider: 'butter',
  source: 'butter',
  occurred_at: '2026-11-20T12:00:00.000Z',
  status: 'completed',
  is_final: true,
  direction: 'inbound',
  channel: 'phone',
  raw: '{}',
  row_parts: '',
  fetched_parts: '',
  list_rank: 0,
  written_at: '2026-11-20T13:00:00.000Z',
}

export const writeCallRows = (statements: Statements, rows: readonly Cells[]): Promise<number> =>
  statements.upsert(CALL_UPSERT, rows)

/** Keys of the calls in the copy, in order. */
export const keysIn = async ({ all }: Statements): Promise<string[]> =>
  (await all('SELECT key FROM calls')).map(([key]) => String(key)).sort()
