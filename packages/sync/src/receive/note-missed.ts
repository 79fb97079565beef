import type { Call } from 'callspec'
import type { Statements } from '../store/store.js'
import { isReceiving } from './receiver-record.js'

/** Notes calls that are over and that no hook has told of, though hooks are received since before they began. Their number; `null`: none are received. */
export async function noteMissed(
  { all, upsert }: Statements,
  source: string,
  calls: readonly Call[],
  now: string,
): Promise<number | null> {
  const [row] = await all('SELECT since, seen_at FROM receivers WHERE source = $1', [source])
  if (!row || !isReceiving(String(row[1]), Date.parse(now))) return null
  const since = String(row[0])
  const over = calls.filter((call) => call.isFinal && (beginningOf(call) ?? '') >= since)
  return upsert(
    MISSED,
    over.map(({ key, id }) => [key, source, id, 0, 0, now]),
  )
}

/** Stamps of a call are in UTC, with milliseconds: texts in order are stamps in order. */
const beginningOf = ({ createdAt, occurredAt }: Call): string | null => createdAt ?? occurredAt

/** A hook that comes later takes the note back. */
const MISSED = {
  table: 'hooks',
  columns: [
    { name: 'key', type: 'text' },
    { name: 'source', type: 'text' },
    { name: 'id', type: 'text' },
    { name: 'received', type: 'integer' },
    { name: 'attempts', type: 'integer' },
    { name: 'missed_at', type: 'stamp' },
  ],
  onConflict: 'ON CONFLICT (key) DO NOTHING',
} as const
