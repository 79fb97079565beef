import type { Part } from '@callspec/provider'
import type { Call } from 'callspec'
import type { SourceFacts } from '../../sources/source-facts.js'
import type { Store } from '../../store/store.js'
import type { SourceOfCopy } from '../copied-source.js'
import { AT, READ_COLUMNS } from '../read-columns.js'
import { partsToShow, setParts, shows } from '../set-parts.js'
import { toCall } from '../to-call.js'
import { turnsOf } from '../turns-of.js'

const COLUMNS = READ_COLUMNS.map((name) =>
  name === 'place' ? 'list_rank' : name === 'raw' || name === 'raw_detail' ? `NULL AS ${name}` : name,
).join(', ')

/**
 * Calls by their keys, in the order of the keys, as `list` gives them with these parts, but without the platforms' own rows. Those that the copy does not
 * have are left out.
 */
export async function callsByKey(
  store: Store,
  sources: readonly SourceOfCopy[],
  keys: readonly string[],
  include: readonly Part[],
): Promise<Omit<Call, 'raw' | 'rawDetail'>[]> {
  if (keys.length === 0) return []
  const rows = await store.all(`SELECT ${COLUMNS} FROM calls WHERE key IN $1`, [keys])
  const partsOf = partsToShow(include, new Map<unknown, SourceFacts>(sources.map(({ id, facts }) => [id, facts])))
  const isWanted = (part: Part) => include.includes(part)
  const parts = rows.map(partsOf).map((all) => ({ ...all, own: all.own.filter(isWanted), got: all.got.filter(isWanted) }))
  const talks = rows.filter((_, index) => shows(parts[index]!, 'transcript'))
  const turns = await turnsOf(store, talks)
  const found = new Map(
    rows.map((row, index) => {
      const call = toCall(row)
      setParts(call, row, parts[index]!, turns.get(call.key) ?? null)
      const { raw: _raw, rawDetail: _rawDetail, ...shown } = call
      return [String(row[AT.key]), shown]
    }),
  )
  return keys.flatMap((key) => found.get(key) ?? [])
}
