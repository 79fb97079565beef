import type { Column } from 'callspec/columns'
import type { OnLoss } from './loss.js'
import type { Cell } from './table.js'
import type { ExportedCall } from './writer.js'

/** The values of a call in the order of the columns. */
export const cellsOf = (columns: readonly Column[], call: ExportedCall, onLoss: OnLoss): Cell[] =>
  columns.map((column) => wellFormed(column.valueOf(call), call.key, column.name, onLoss))

/** A cell as a file of UTF-8 can hold it: half a character (a lone surrogate) exists in none, so U+FFFD stands for it and it is reported. */
export function wellFormed(value: Cell, key: string, member: string, onLoss: OnLoss): Cell {
  if (typeof value !== 'string' || value.isWellFormed()) return value
  onLoss({ key, member, what: 'has half a character, written as U+FFFD' })
  return value.toWellFormed()
}
