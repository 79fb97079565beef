import { isObject } from '../server/json-body.js'
import type { WireAnswer } from '../server/send.js'
import type { Exchange } from './fault.js'
import { memberAt, replaceMember } from './member.js'

export type Row = Record<string, unknown>

/**
 * The response for a list or a single call with some calls changed. `alter` gets every row that is a call. Changes are recorded, because a test
 * has to know which calls a reader must report. `undefined` leaves a row as it is.
 */
export function alterRows(exchange: Exchange, alter: (row: Row, index: number) => Row | undefined): WireAnswer {
  const { operation, platform, markAltered, definition, answer, write } = exchange
  const { status, body } = answer()
  const path = operation === 'list' ? definition.calls.rows : (definition.calls.single ?? [])
  const alterOne = (row: unknown): unknown => {
    if (!isObject(row)) return row
    const index = platform.world.indexOf(String(row[definition.calls.id]))
    const changed = index === undefined ? undefined : alter(row, index)
    if (index === undefined || changed === undefined) return row
    markAltered(index)
    return changed
  }
  const found = memberAt(body, path)
  const changed = operation === 'list' && Array.isArray(found) ? found.map(alterOne) : alterOne(found)
  return write({ status, body: replaceMember(body, path, changed) })
}
