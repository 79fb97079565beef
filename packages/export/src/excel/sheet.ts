import { CALL_COLUMNS, type Column } from 'callspec/columns'
import { cellsOf } from '../cells.js'
import type { OnLoss } from '../loss.js'
import type { ExportedCall } from '../writer.js'
import { type CellOptions, cellXml, textXml } from './cell-xml.js'

/** `A`, `B`, … `AA`, … of each column. */
const LETTERS = CALL_COLUMNS.map((_, index) => lettersOf(index))
export const LAST_COLUMN = LETTERS.at(-1)!

function lettersOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last
}

/** Widths in characters, by column or else by type. */
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
const TYPE_WIDTHS = { text: 18, boolean: 9, stamp: 27, number: 17, decimal: 13 }

/** No head is cut off. */
const widthOf = ({ name, type }: Column) => Math.max(WIDTHS[name] ?? TYPE_WIDTHS[type], name.length + 4)

/** Everything before the calls, with the head row, which stays in view. */
export function sheetStart(options: Pick<CellOptions, 'styles' | 'onCut'>): string {
  const cols = CALL_COLUMNS.map(
    (column, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" customWidth="1"/>`,
  )
  const heads = CALL_COLUMNS.map(({ name }, index) => textXml(`${LETTERS[index]}1`, name, options, options.styles.head))
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">',
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>',
    `<sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`,
    `<row r="1">${heads.join('')}</row>`,
  ].join('')
}

export function rowXml(
  row: number,
  call: ExportedCall,
  { onLoss, ...options }: Omit<CellOptions, 'onCut'> & { onLoss: OnLoss },
): string {
  let cells = ''
  for (const [index, value] of cellsOf(call, onLoss).entries()) {
    // One cell for each column.
    const { name, type } = CALL_COLUMNS[index]!
    const onCut = (length: number) =>
      onLoss({
        key: call.key,
        member: name,
        what: `has ${length} characters and was cut to the 32767 that a cell of Excel takes`,
      })
    cells += cellXml(`${LETTERS[index]}${row}`, type, value, { ...options, onCut })
  }
  return `<row r="${row}">${cells}</row>`
}

/** Everything after the calls: filters in the head, and no warning that a telephone number is a number kept as text. */
export const sheetEnd = (rows: number): string =>
  `</sheetData><autoFilter ref="A1:${LAST_COLUMN}${rows}"/><ignoredErrors><ignoredError sqref="A1:${LAST_COLUMN}${rows}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
