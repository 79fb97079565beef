import { stringify } from 'csv-stringify/sync'

/** What a cell holds; `null`: nothing. */
export type CsvCell = string | number | boolean | null

/** Rows as CSV (RFC 4180). */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  stringify(
    rows.map((row) => row.map(cellText)),
    // Readers end a row at a lone line feed or carriage return as well, so either is quoted.
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  )

const cellText = (cell: CsvCell): string => (typeof cell === 'string' ? safeText(cell) : cell === null ? '' : String(cell))

/**
 * A text that no spreadsheet takes for a formula: with a leading apostrophe if it begins like one. Numbers and telephone numbers are
 * left alone.
 */
const safeText = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d .()-]+$/.test(text) ? `'${text}` : text)
