import type { SourceRecord } from '../sources/source-record.js'
import type { Statements } from '../store/store.js'
import { nextPass, OPEN_FOR_MS } from './next-pass.js'
import type { NewPass } from './pass.js'
import { type SourceSync, stampOf } from './source-sync.js'

/** From where the next pass of a source reads, by what its copy holds. */
export const planPass = (statements: Statements, sync: SourceSync, record: SourceRecord): Promise<NewPass> =>
  nextPass(sync, record, () => oldestOpen(statements, sync))

/** When the oldest call began that may still change. */
async function oldestOpen({ all }: Statements, { source, now }: SourceSync): Promise<number> {
  const [row] = await all(
    'SELECT min(occurred_at) FROM calls WHERE source = $1 AND NOT is_final AND occurred_at >= $2 AND gone_at IS NULL',
    [source.id, stampOf(now() - OPEN_FOR_MS)],
  )
  return row?.[0] == null ? Number.POSITIVE_INFINITY : Date.parse(String(row[0]))
}
