// Readers of exported files that nobody here wrote.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { DuckDBInstance, type Json } from '@duckdb/node-api'

// Debian's own, for which Debian has openpyxl.
const PYTHON = '/usr/bin/python3'

/** What a Python program prints as JSON. */
function python(program: string, ...args: string[]): unknown {
  return JSON.parse(execFileSync(PYTHON, ['-c', program, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }))
}

/** The rows of a CSV file as Python's `csv` reads them. */
export const readCsv = (file: string): string[][] =>
  python(
    'import csv, json, sys\ncsv.field_size_limit(1 << 30)\nprint(json.dumps(list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8"), strict=True))))',
    file,
  ) as string[][]

export interface ExcelCell {
  /** `s` text, `n` number, `d` date, `b` boolean, `f` formula. */
  type: string
  value: string | number | boolean
  /** How the value is shown. */
  format: string
}

export interface ExcelSheet {
  name: string
  frozen: string | null
  filter: string | null
  /** Whether each cell of the first row is bold. */
  boldHead: boolean
  rows: (ExcelCell | null)[][]
}

const READ_EXCEL = `
import json, sys, openpyxl
from openpyxl.utils.escape import unescape
def cell(c):
    if c.value is None: return None
    v = c.value
    if c.data_type == 'd': v = v.isoformat(sep=' ', timespec='milliseconds')
    elif c.data_type == 's': v = unescape(v)
    return {'type': c.data_type, 'value': v, 'format': c.number_format}
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([{
    'name': s.title, 'frozen': s.freeze_panes, 'filter': s.auto_filter.ref, 'boldHead': all(c.font.b for c in s[1]),
    'rows': [[cell(c) for c in row] for row in s.iter_rows()],
} for s in book]))
`

/** The sheets of an Excel file as openpyxl reads them. */
export function readExcel(file: string): ExcelSheet[] {
  execFileSync(join(import.meta.dirname, '../../../.ci/debian'), ['python3-openpyxl'])
  return python(READ_EXCEL, file) as ExcelSheet[]
}

/** What DuckDB answers to a query about a file, which stands for `$1`. */
export async function askDuckDb(query: string, file: string): Promise<Record<string, Json>[]> {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  try {
    const reader = await connection.runAndReadAll(query.replaceAll('$1', `'${file.replaceAll("'", "''")}'`))
    return reader.getRowObjectsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
