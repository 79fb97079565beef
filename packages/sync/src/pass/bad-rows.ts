import { fingerprint } from '@callspec/provider'
import type { BadRow, Call } from 'callspec'
import type { Cells, Statements } from '../store/store.js'

export const hasBadRows = async ({ all }: Statements, source: string): Promise<boolean> =>
  (await all('SELECT 1 FROM bad_rows WHERE source = $1 LIMIT 1', [source])).length > 0

/** Keeps rows that could not be mapped, and forgets those whose call came well by now. */
export async function writeBadRows(
  statements: Statements,
  source: string,
  badRows: readonly BadRow[],
  calls: readonly Call[],
  now: string,
): Promise<void> {
  if (calls.length > 0) {
    await statements.run('DELETE FROM bad_rows WHERE source = $1 AND id IN $2', [source, calls.map(({ id }) => id)])
  }
  if (badRows.length === 0) return
  // One row may come twice in a page.
  const rows = new Map(badRows.map((row) => [fingerprint(row.id ?? textOf(row.raw)), row]))
  await statements.upsert(
    UPSERT,
    [...rows].map(([print, { id, reasons, raw }]): Cells => [source, print, id, JSON.stringify(reasons), textOf(raw), now, now]),
  )
}

/** JSON, or `null` for what is nested too deeply for it. */
function textOf(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null'
  } catch {
    return 'null'
  }
}

const UPSERT = {
  table: 'bad_rows',
  columns: [
    { name: 'source', type: 'text' },
    { name: 'fingerprint', type: 'text' },
    { name: 'id', type: 'text' },
    { name: 'reasons', type: 'json' },
    { name: 'raw', type: 'json' },
    { name: 'first_seen_at', type: 'stamp' },
    { name: 'last_seen_at', type: 'stamp' },
  ],
  onConflict:
    'ON CONFLICT (source, fingerprint) DO UPDATE SET reasons = excluded.reasons, raw = excluded.raw, last_seen_at = excluded.last_seen_at',
} as const
