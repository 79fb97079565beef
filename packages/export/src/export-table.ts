import type { Writable } from 'node:stream'
import { isZone } from '@callspec/provider'
import { CallspecError } from 'callspec'
import { wellFormed } from './cells.js'
import { tableCsv } from './csv/csv-text.js'
import { createTableWriter } from './excel/table-writer.js'
import { type FormatName, formatOf } from './formats.js'
import type { Loss } from './loss.js'
import type { Table } from './table.js'
import { openFile } from './target/open-file.js'
import { openStream } from './target/open-stream.js'
import type { Target } from './target/target.js'

export interface ExportTableOptions {
  /** `csv` or `excel`. Default: what the ending of the file means. A stream has none, so it needs one. */
  format?: FormatName
  /** IANA zone of the stamps in Excel. Default UTC. */
  timeZone?: string
  /** Hears of everything that the format could not take as it is. `key` is the row, counted from the head: `row 2`. */
  onLoss?: (loss: Loss) => void
}

/**
 * Writes a table into a file or a stream, as CSV or Excel. The file is made and replaced like one of calls. The table may come from a function, which is
 * called when it is sure that the file can be made.
 * @returns how often `onLoss` was called
 * @throws CallspecError `invalid-configuration` where the format or the target will not do, before the function is called
 */
export async function exportTable(
  table: Table | (() => Table | Promise<Table>),
  to: string | Writable,
  { format, timeZone = 'UTC', onLoss }: ExportTableOptions = {},
): Promise<{ losses: number }> {
  if (!isZone(timeZone)) throw invalid(`Invalid timeZone: received "${timeZone}". Pass an IANA zone like Europe/Berlin.`)
  const write = WRITERS[tableFormat(to, format)]
  const target = typeof to === 'string' ? await openFile(to) : openStream(to)
  let losses = 0
  const report = (loss: Loss) => {
    losses++
    onLoss?.(loss)
  }
  try {
    const made = typeof table === 'function' ? await table() : table
    if (!SHEET_NAME.test(made.name))
      throw invalid(`Invalid name: received "${made.name}". Pass letters, digits and blanks, 25 at most.`)
    await write(target, wellFormedTable(made, report), timeZone, report)
    await target.finish()
  } catch (error) {
    await target.discard(error)
    throw error
  }
  return { losses }
}

type TableFormat = 'csv' | 'excel'
type WriteTable = (target: Target, table: Table, timeZone: string, onLoss: (loss: Loss) => void) => Promise<void>

const WRITERS: Readonly<Record<TableFormat, WriteTable>> = {
  csv: (target, table) => target.write(tableCsv(table)),
  async excel(target, { name, columns, rows }, timeZone, onLoss) {
    const writer = await createTableWriter(target, { name, columns, timeZone, onLoss })
    await writer.add(rows.map((cells, index) => ({ key: keyOf(index), cells })))
    await writer.end()
  },
}

function tableFormat(to: string | Writable, format = typeof to === 'string' ? formatOf(to) : undefined): TableFormat {
  if (format === 'csv' || format === 'excel') return format
  if (typeof to === 'string') throw invalid(`${to} cannot hold a table. Name a file that ends in .csv or .xlsx.`)
  throw invalid('A table is CSV or Excel. Pass { format: "csv" } or { format: "excel" }.')
}

const wellFormedTable = (table: Table, onLoss: (loss: Loss) => void): Table => ({
  ...table,
  rows: table.rows.map((cells, row) =>
    cells.map((cell, index) => wellFormed(cell, keyOf(row), table.columns[index]?.name ?? '', onLoss)),
  ),
})

/** The head is row 1. */
const keyOf = (index: number) => `row ${index + 2}`

/** What a sheet may be called anywhere, with room for a number. */
const SHEET_NAME = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,24}$/u

const invalid = (message: string) => new CallspecError(message, { code: 'invalid-configuration' })
