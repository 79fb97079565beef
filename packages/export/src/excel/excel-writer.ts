import { cellsOf } from '../cells.js'
import type { TableRow } from '../table.js'
import type { CallWriter, CreateWriter, ExportedCall, Sink, WriterOptions } from '../writer.js'
import { writtenColumns } from '../written-columns.js'
import { createTableWriter, LIMITS, type SheetLimits } from './table-writer.js'

/** Widths in characters where that of the type does not suit. */
const WIDTHS: Readonly<Record<string, number>> = {
  key: 46,
  provider: 12,
  source: 16,
  id: 38,
  status: 12,
  direction: 11,
  channel: 9,
  cost_unit: 10,
  answered_by: 12,
  contact_email: 26,
  carrier_id: 36,
  recording_url: 40,
  transcript_text: 60,
  analysis_summary: 60,
}

export const createExcelWriter: CreateWriter = (sink, options) => excelWriter(sink, options, LIMITS)

export async function excelWriter(
  sink: Sink,
  { timeZone, columns: names, onLoss }: WriterOptions,
  limits: SheetLimits,
): Promise<CallWriter> {
  const written = writtenColumns(names)
  const columns = written.map(({ name, type }) => ({ name, type, width: WIDTHS[name] }))
  const writer = await createTableWriter(sink, { name: 'calls', columns, timeZone, onLoss }, limits)
  function* rowsOf(calls: readonly ExportedCall[]): Generator<TableRow> {
    for (const call of calls) yield { key: call.key, cells: cellsOf(written, call, onLoss) }
  }
  return { add: (calls) => writer.add(rowsOf(calls)), end: () => writer.end() }
}
