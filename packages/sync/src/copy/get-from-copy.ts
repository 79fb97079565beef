import { sourceError } from '@callspec/provider'
import type { Call } from 'callspec'
import type { Store } from '../store/store.js'
import type { SourceOfCopy } from './copied-source.js'
import { AT, READ_COLUMNS } from './read-columns.js'
import { setAllParts } from './set-parts.js'
import { toCall } from './to-call.js'
import { turnsOf } from './turns-of.js'

const COLUMNS = READ_COLUMNS.map((name) => (name === 'place' ? 'list_rank' : name)).join(', ')

/** One call with all its parts. @throws CallspecError `not-found` */
export async function getFromCopy(store: Store, source: SourceOfCopy, id: string, gone: boolean): Promise<Call> {
  const [row] = await store.all(`SELECT ${COLUMNS} FROM calls WHERE key = $1`, [`${source.id}/${id}`])
  // Escaped, so that the message stays on one line.
  const called = JSON.stringify(id)
  if (!row) throw sourceError(source, 'not-found', `${source.id} has no call ${called} in this copy. Take an id from list.`)
  const goneAt = row[AT.gone_at]
  if (goneAt !== null && !gone) {
    const text = `${source.id} has no call ${called} any more: it was gone from the platform on ${goneAt}. The copy still has it: ask for gone calls.`
    throw sourceError(source, 'not-found', text)
  }
  const call = toCall(row)
  const turns = await turnsOf(store, [row])
  setAllParts(call, row, source.facts, turns.get(call.key) ?? null)
  const detail = row[AT.raw_detail]
  return detail == null ? call : { ...call, raw: null, rawDetail: JSON.parse(String(detail)) }
}
