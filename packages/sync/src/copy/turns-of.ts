import type { Turn } from 'callspec'
import type { Cells, Statements } from '../store/store.js'
import { AT } from './read-columns.js'

/** The transcripts of rows, by the key of the call. A call without an entry has none. */
export async function turnsOf({ all }: Statements, rows: readonly Cells[]): Promise<Map<string, Turn[]>> {
  const found = new Map<string, Turn[]>()
  for (const row of rows) if (row[AT.turn_count] !== null) found.set(String(row[AT.key]), [])
  const keys = rows.filter((row) => Number(row[AT.turn_count]) > 0).map((row) => String(row[AT.key]))
  if (keys.length === 0) return found
  const turns = await all('SELECT key, speaker, text, at, offset_seconds FROM turns WHERE key IN $1 ORDER BY key, position', [
    keys,
  ])
  for (const [key, speaker, text, at, offsetSeconds] of turns) {
    // A turn was written from one.
    found.get(String(key))?.push({ speaker, text, at, offsetSeconds } as Turn)
  }
  return found
}
