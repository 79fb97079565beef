import { type Call, type Part, partState, type Source } from 'callspec'
import type { Cells, Statements, Upsert } from '../store/store.js'

/** Notes for each call that is final which of the wanted parts it has, awaits, or never has. What is awaited is due at once. */
export async function noteParts(
  statements: Statements,
  { id: source, definition }: Source,
  wanted: readonly Part[],
  calls: readonly Call[],
  nowMs: number,
): Promise<void> {
  if (wanted.length === 0) return
  const now = new Date(nowMs).toISOString()
  const rows: Cells[] = []
  for (const call of calls) {
    if (!call.isFinal) continue
    for (const part of wanted) {
      const state = partState({ definition }, call, part)
      if (state === 'here' || state === 'never') rows.push([call.key, part, source, state, 0, null, null])
      // Nobody asked for what the list lacks so far: it is due.
      else rows.push([call.key, part, source, 'not_yet', 0, null, now])
    }
  }
  await statements.upsert(NOTE, rows)
}

/** A part that is there by now is here, whatever became of it before; every other note stays. */
const NOTE: Upsert = {
  table: 'parts',
  columns: [
    { name: 'key', type: 'text' },
    { name: 'part', type: 'text' },
    { name: 'source', type: 'text' },
    { name: 'state', type: 'text' },
    { name: 'attempts', type: 'integer' },
    { name: 'first_asked_at', type: 'stamp' },
    { name: 'due_at', type: 'stamp' },
  ],
  onConflict: `ON CONFLICT (key, part) DO UPDATE SET state = 'here', due_at = NULL, reason = NULL
WHERE excluded.state = 'here' AND parts.state <> 'here'`,
}
