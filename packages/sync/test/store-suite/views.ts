import { openStore, type Store } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Value } from '../../src/store/store.ts'
import type { TestStores } from '../stores.ts'
import { callRow, writeCallRows } from './call-rows.ts'

const ROWS: readonly Readonly<Record<string, Value>>[] = [
  {
    id: 'a',
    occurred_at: '2026-11-19T23:59:59.999Z',
    duration_seconds: 30,
    cost_amount: '0.10',
    cost_unit: 'usd',
    agent_id: 'x',
  },
  {
    id: 'b',
    occurred_at: '2026-11-20T00:00:00.000Z',
    duration_seconds: 60,
    cost_amount: '0.10',
    cost_unit: 'usd',
    agent_id: 'x',
  },
  {
    id: 'c',
    occurred_at: '2026-11-20T01:00:00.000Z',
    duration_seconds: null,
    cost_amount: '0.2',
    cost_unit: 'usd',
    agent_id: 'x',
  },
  {
    id: 'd',
    occurred_at: '2026-11-20T02:00:00.000Z',
    duration_seconds: 30,
    cost_amount: '7',
    cost_unit: 'credits',
    agent_id: 'x',
  },
  {
    id: 'e',
    occurred_at: '2026-11-20T03:00:00.000Z',
    duration_seconds: 120,
    agent_id: 'y',
    agent_name: 'Ypsilon',
    status: 'busy',
  },
  { id: 'f', occurred_at: null, duration_seconds: 60, agent_name: 'Only a name' },
  { id: 'g', source: 'other', agent_id: 'x', agent_name: 'Another x' },
]

export function viewTests(stores: () => TestStores): void {
  let store: Store

  beforeEach(async () => {
    store = await openStore(await stores().address())
    await writeCallRows(
      store,
      ROWS.map((row) => callRow(row)),
    )
    await writeCallRows(store, [callRow({ id: 'gone', cost_amount: '99', cost_unit: 'usd', agent_id: 'x' })])
    await store.run("UPDATE calls SET gone_at = $1 WHERE id = 'gone'", ['2026-11-21T00:00:00.000Z'])
  })
  afterEach(() => store.close())

  test('calls_per_day counts calls and minutes by day in UTC, source and status', async () => {
    const rows = await store.all(
      'SELECT day, source, status, calls, minutes, without_duration FROM calls_per_day ORDER BY coalesce(CAST(day AS text), $1), source, status',
      ['~'],
    )
    expect(rows).toEqual([
      ['2026-11-19', 'butter', 'completed', 1, 0.5, 0],
      ['2026-11-20', 'butter', 'busy', 1, 2, 0],
      ['2026-11-20', 'butter', 'completed', 3, 1.5, 1],
      ['2026-11-20', 'other', 'completed', 1, null, 1],
      [null, 'butter', 'completed', 1, 1, 0],
    ])
  })

  test('agents has each agent of each source once, by its id or else its name', async () => {
    const rows = await store.all(
      'SELECT source, agent_id, agent_name, calls, minutes, first_call_at, last_call_at FROM agents ORDER BY source, coalesce(agent_id, $1)',
      ['~'],
    )
    expect(rows).toEqual([
      ['butter', 'x', null, 4, 2, '2026-11-19T23:59:59.999Z', '2026-11-20T02:00:00.000Z'],
      ['butter', 'y', 'Ypsilon', 1, 2, '2026-11-20T03:00:00.000Z', '2026-11-20T03:00:00.000Z'],
      ['butter', null, 'Only a name', 1, 1, null, null],
      ['other', 'x', 'Another x', 1, null, '2026-11-20T12:00:00.000Z', '2026-11-20T12:00:00.000Z'],
    ])
  })

  test('costs never adds unlike units, and is exact in Postgres', async () => {
    const rows = await store.all('SELECT day, source, agent_id, cost_unit, calls, amount FROM costs ORDER BY day, cost_unit')
    const exact = store.dialect === 'postgres'
    expect(rows).toEqual([
      ['2026-11-19', 'butter', 'x', 'usd', 1, exact ? '0.10' : 0.1],
      ['2026-11-20', 'butter', 'x', 'credits', 1, exact ? '7' : 7],
      ['2026-11-20', 'butter', 'x', 'usd', 2, exact ? '0.30' : 0.3],
    ])
  })
}
