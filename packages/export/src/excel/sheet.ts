import type { OnLoss } from '../loss.js'
import type { TableColumn, TableRow } from '../table.js'
import { type CellOptions, cellXml, textXml } from './cell-xml.js'

/** The XML of sheets of a table. */
export interface SheetParts {
  /** The letters of the last column. */
  lastColumn: string
  /** Everything before the rows, with the head row, which stays in view. */
  start(): string
  row(row: number, content: TableRow): string
  /** Everything after the rows: filters in the head, and no warning that a telephone number is a number kept as text. */
  end(rows: number): string
}

/** `A`, `B`, … `AA`, … */
function lettersOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last
}

/** In characters. */
const TYPE_WIDTHS = { text: 18, boolean: 9, stamp: 27, date: 12, number: 17, decimal: 13 }

/** No head is cut off. */
const widthOf = ({ name, type, width }: TableColumn) => Math.max(width ?? TYPE_WIDTHS[type], name.length + 4)

export function createSheetParts(
  columns: readonly TableColumn[],
  { onLoss, ...options }: Omit<CellOptions, 'onCut'> & { onLoss: OnLoss },
): SheetParts {
  const letters = columns.map((_, index) => lettersOf(index))
  const lastColumn = letters.at(-1) ?? 'A'
  const cols = columns.map(
    (column, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" customWidth="1"/>`,
  )
  const cutIn = (key: string, member: string) => (length: number) =>
    onLoss({ key, member, what: `has ${length} characters and was cut to the 32767 that a cell of Excel takes` })
  return {
    lastColumn,
    start() {
      const { styles } = options
      const heads = columns.map(({ name }, index) =>
        textXml(`${letters[index]}1`, name, { styles, onCut: cutIn('head', name) }, styles.head),
      )
      return [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">',
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>',
        `<sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`,
        `<row r="1">${heads.join('')}</row>`,
      ].join('')
    },
    row(row, { key, cells }) {
      let text = ''
      for (const [index, column] of columns.entries()) {
        const onCut = cutIn(key, column.name)
        text += cellXml(`${letters[index]}${row}`, column, cells[index] ?? null, { ...options, onCut })
      }
      return `<row r="${row}">${text}</row>`
    },
    end: (rows) =>
      `</sheetData><autoFilter ref="A1:${lastColumn}${rows}"/><ignoredErrors><ignoredError sqref="A1:${lastColumn}${rows}" numberStoredAsText="1"/></ignoredErrors></worksheet>`,
  }
}
