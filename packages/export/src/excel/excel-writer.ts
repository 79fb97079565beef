import { CALL_COLUMNS } from 'callspec/columns'
import { cellsOf } from '../cells.js'
import type { TableColumn, TableRow } from '../table.js'
import type { CallWriter, CreateWriter, ExportedCall, Sink, WriterOptions } from '../writer.js'
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

const COLUMNS: readonly TableColumn[] = CALL_COLUMNS.map(({ name, type }) => ({ name, type, width: WIDTHS[name] }))

export const createExcelWriter: CreateWriter = (sink, options) => excelWriter(sink, options, LIMITS)

export async function excelWriter(sink: Sink, { timeZone, onLoss }: WriterOptions, limits: SheetLimits): Promise<CallWriter> {
  const writer = await createTableWriter(sink, { name: 'calls', columns: COLUMNS, timeZone, onLoss }, limits)
  function* rowsOf(calls: readonly ExportedCall[]): Generator<TableRow> {
    for (const call of calls) yield { key: call.key, cells: cellsOf(call, onLoss) }
  }
  return { add: (calls) => writer.add(rowsOf(calls)), end: () => writer.end() }
}
