import type { Store } from '../store/store.js'

export interface StoredHook {
  source: string
  /** The call's. */
  id: string
  event: string | null
  /** RFC 3339. */
  now: string
}

/** Keeps that a hook has come, until its call was fetched. A call has one row, however many hooks tell of it. */
export async function storeHook(store: Store, { source, id, event, now }: StoredHook): Promise<void> {
  await store.upsert(HOOK, [[`${source}/${id}`, source, id, 1, event?.slice(0, MOST_EVENT) ?? null, now, now, now, 0]])
}

/** Longer words are none of a platform. */
const MOST_EVENT = 200

const HOOK = {
  table: 'hooks',
  columns: [
    { name: 'key', type: 'text' },
    { name: 'source', type: 'text' },
    { name: 'id', type: 'text' },
    { name: 'received', type: 'integer' },
    { name: 'event', type: 'text' },
    { name: 'first_received_at', type: 'stamp' },
    { name: 'last_received_at', type: 'stamp' },
    { name: 'due_at', type: 'stamp' },
    { name: 'attempts', type: 'integer' },
  ],
  onConflict: `ON CONFLICT (key) DO UPDATE SET received = hooks.received + 1, event = excluded.event,
first_received_at = coalesce(hooks.first_received_at, excluded.first_received_at), last_received_at = excluded.last_received_at,
due_at = excluded.due_at, attempts = 0, reason = NULL, missed_at = NULL`,
  unlessIn: 'erased',
} as const
