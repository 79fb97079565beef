import { CALL_COLUMNS } from 'callspec/columns'
import { stringify } from 'csv-stringify/sync'
import { type Cell, cellsOf } from '../cells.js'
import type { OnLoss } from '../loss.js'
import type { ExportedCall } from '../writer.js'
import { guardFormula } from './guard-formula.js'

// RFC 4180.
const FORM = { record_delimiter: '\r\n' } as const

/** The head row: the names of the columns. */
export const csvHead = (): string => stringify([CALL_COLUMNS.map(({ name }) => name)], FORM)

/** Calls as rows of CSV (RFC 4180): commas, CRLF, stamps as in JSON, `true` and `false`, nothing for `null`. */
export function csvRows(calls: readonly ExportedCall[], onLoss: OnLoss = () => undefined): string {
  // A page at once: its stream of single rows takes a quarter longer.
  return stringify(
    calls.map((call) => cellsOf(call, onLoss).map(cellText)),
    FORM,
  )
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return guardFormula(cell)
  return cell === null ? '' : String(cell)
}
