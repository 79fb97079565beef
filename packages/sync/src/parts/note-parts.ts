import { type Call, type Part, partState } from 'callspec'
import { PART_IS_THERE } from '../calls/call-table.js'
import { type SourceSync, stampOf } from '../pass/source-sync.js'
import type { Cells, Statements, Upsert } from '../store/store.js'

/** What a copy can have of a call beyond its row: its parts, and the file of its recording. */
export type CopiedPart = Part | 'file'

/** Notes for each call that is final which of the wanted parts it has, awaits, or never has. What is awaited is due at once. */
export async function noteParts(
  statements: Statements,
  { source: { id: source, definition }, include, recordings, now }: Pick<SourceSync, 'source' | 'include' | 'recordings' | 'now'>,
  calls: readonly Call[],
): Promise<void> {
  if (include.length === 0) return
  const due = stampOf(now())
  const rows: Cells[] = []
  for (const call of calls) {
    if (!call.isFinal) continue
    for (const part of include) {
      const state = partState({ definition }, call, part)
      if (state === 'here' || state === 'never') rows.push([call.key, part, source, state, 0, null])
      // Nobody asked for what the list lacks so far: it is due.
      else rows.push([call.key, part, source, 'not_yet', 0, due])
    }
    if (recordings !== null && call.recordingUrl != null) rows.push([call.key, 'file', source, 'not_yet', 0, due])
  }
  await statements.upsert(NOTE, rows)
}

/** Notes the file of a recording that came. */
export const noteFile = ({ upsert }: Statements, { source, recordings, now }: SourceSync, key: string): Promise<number> =>
  upsert(NOTE, recordings === null ? [] : [[key, 'file', source.id, 'not_yet', 0, stampOf(now())]])

/** A part that is there by now is here, whatever became of it before; every other note stays. */
const NOTE: Upsert = {
  table: 'parts',
  columns: [
    { name: 'key', type: 'text' },
    { name: 'part', type: 'text' },
    { name: 'source', type: 'text' },
    { name: 'state', type: 'text' },
    { name: 'attempts', type: 'integer' },
    { name: 'due_at', type: 'stamp' },
  ],
  onConflict: `ON CONFLICT (key, part) DO UPDATE SET state = 'here', due_at = NULL, reason = NULL
WHERE excluded.state = 'here' AND parts.state <> 'here'`,
}

/**
 * Notes the parts of calls that were copied while nobody wanted them. From then on each call is noted when it is read, until a sync that does
 * not want a part.
 */
export async function noteEarlierCalls(statements: Statements, { source, include, recordings, now }: SourceSync): Promise<void> {
  const [row] = await statements.all('SELECT noted_parts FROM sources WHERE id = $1', [source.id])
  const noted = String(row?.[0] ?? '').split(' ')
  const wanted: CopiedPart[] = recordings === null ? [...include] : [...include, 'file']
  for (const part of wanted) {
    if (noted.includes(part)) continue
    const isNever = part !== 'file' && source.definition.parts[part] === 'never'
    const isHere = part === 'file' ? 'false' : PART_IS_THERE[part]('calls')
    const rest = isNever ? "'never'" : "'not_yet'"
    await statements.run(
      `INSERT INTO parts (key, part, source, state, attempts, due_at)
SELECT key, $2, source, CASE WHEN ${isHere} THEN 'here' ELSE ${rest} END, 0, CASE WHEN ${isNever ? 'true' : isHere} THEN NULL ELSE ${STAMP[statements.dialect]} END
FROM calls WHERE source = $1 AND is_final${part === 'file' ? ' AND recording_url IS NOT NULL' : ''}
ON CONFLICT (key, part) DO NOTHING`,
      [source.id, part, stampOf(now())],
    )
  }
  await statements.run('UPDATE sources SET noted_parts = $2 WHERE id = $1', [source.id, wanted.join(' ')])
}

/** A stamp as a parameter whose type no column says. */
const STAMP = { sqlite: '$3', postgres: '$3::timestamptz' } as const
