import type { Cells, Store } from '../../store/store.js'
import type { SourceOfCopy } from '../copied-source.js'
import { placeIn } from '../place-in.js'

/** Columns of `calls` that are read by their names, and `place`: that of a call among those of the same instant and source. */
export const COPY_COLUMNS = [
  'key',
  'source',
  'id',
  'provider',
  'occurred_at',
  'other_occurred_at',
  'status',
  'direction',
  'channel',
  'is_test',
  'customer_number',
  'agent_number',
  'from_number',
  'to_number',
  'agent_id',
  'agent_name',
  'campaign_id',
  'duration_seconds',
  'cost_amount',
  'cost_unit',
  'answered_by',
  'end_reason_code',
  'written_at',
  'gone_at',
  'place',
] as const

export type CopyColumn = (typeof COPY_COLUMNS)[number]

export interface ColumnsOptions {
  /** Only calls that were written, changed or found gone from this stamp on, also those that are gone. Default: all that are there. */
  writtenSince?: string | undefined
}

/**
 * The cells of columns of all calls, newest first as `list` has them, in chunks: a million calls in a few seconds. A chunk is an array for each call,
 * with a cell for each column.
 */
export async function* copyColumns(
  store: Store,
  sources: readonly SourceOfCopy[],
  columns: readonly CopyColumn[],
  { writtenSince }: ColumnsOptions = {},
): AsyncGenerator<Cells[], void, void> {
  const parameters: (string | string[])[] = []
  const turned = sources.filter(({ facts }) => facts.turned.includes('newest')).map(({ id }) => id)
  const place = placeIn(turned, sources, (ids) => `$${parameters.push([...ids])}`)
  const cells = columns.map((column) => (column === 'place' ? `${place} AS place` : column)).join(', ')
  const which = writtenSince === undefined ? 'gone_at IS NULL' : `written_at >= $${parameters.push(writtenSince)}`
  yield* store.stream(
    `SELECT ${cells} FROM calls WHERE ${which} ORDER BY occurred_at DESC NULLS LAST, source, ${place}`,
    parameters,
  )
}
