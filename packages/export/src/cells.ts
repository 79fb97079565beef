import { CALL_COLUMNS } from 'callspec/columns'
import type { OnLoss } from './loss.js'
import type { ExportedCall } from './writer.js'

export type Cell = string | number | boolean | null

/**
 * The values of a call in the order of the columns. Half a character (a lone surrogate) exists in no file of UTF-8, so U+FFFD stands for it and
 * it is reported.
 */
export function cellsOf(call: ExportedCall, onLoss: OnLoss): Cell[] {
  return CALL_COLUMNS.map((column) => {
    const value = column.valueOf(call)
    if (typeof value !== 'string' || value.isWellFormed()) return value
    onLoss({ key: call.key, member: column.name, what: 'has half a character, written as U+FFFD' })
    return value.toWellFormed()
  })
}
