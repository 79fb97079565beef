import { CallspecError } from 'callspec'
import { createCsvWriter } from './csv/csv-writer.js'
import { createExcelWriter } from './excel/excel-writer.js'
import { createNdjsonWriter } from './ndjson/ndjson-writer.js'
import { createParquetWriter } from './parquet/parquet-writer.js'
import { createVconWriter } from './vcon/vcon-writer.js'
import type { CreateWriter } from './writer.js'

export type FormatName = 'csv' | 'excel' | 'parquet' | 'ndjson' | 'vcon'

export const FORMATS: Readonly<Record<FormatName, { ending: string; createWriter: CreateWriter }>> = {
  csv: { ending: '.csv', createWriter: createCsvWriter },
  excel: { ending: '.xlsx', createWriter: createExcelWriter },
  parquet: { ending: '.parquet', createWriter: createParquetWriter },
  ndjson: { ending: '.ndjson', createWriter: createNdjsonWriter },
  vcon: { ending: '.vcon.json', createWriter: createVconWriter },
}

/** The endings of files by their format. */
export const ENDINGS: readonly string[] = Object.values(FORMATS).map(({ ending }) => ending)

/**
 * The format that the ending of a file's name means; small and capital letters are the same.
 * @throws CallspecError `invalid-configuration` naming the known endings
 */
export function formatOf(file: string): FormatName {
  // The keys are the names.
  const names = Object.keys(FORMATS) as FormatName[]
  const name = names.find((each) => file.toLowerCase().endsWith(FORMATS[each].ending))
  if (name) return name
  throw new CallspecError(
    `${file} has no known ending. Name a file that ends in ${ENDINGS.slice(0, -1).join(', ')} or ${ENDINGS.at(-1)}.`,
    {
      code: 'invalid-configuration',
    },
  )
}
