import type { Section } from '../results.ts'
import { EXPORT_FORMATS, EXPORTED } from '../sections/export.ts'
import { medianOf } from './figures.ts'
import { markdownTable, seconds, times } from './markdown.ts'
import type { Verdict } from './verdict.ts'

const [, SOME, MANY] = EXPORTED.map((calls) => `${calls} calls`) as [string, string, string]
const LABELS: Readonly<Record<string, string>> = {
  none: 'the calls alone, no file',
  vcon: 'vCon',
  ndjson: 'NDJSON',
  csv: 'CSV',
  excel: 'Excel',
  parquet: 'Parquet',
}

const grouped = (count: number) => Math.round(count).toLocaleString('en')
const rowsPerSecond = (section: Section, format: string) => (1_000_000 / medianOf(section, MANY, format, 'wallMs')) * 1000
const growth = (section: Section, format: string) =>
  medianOf(section, MANY, format, 'peakMb') / medianOf(section, SOME, format, 'peakMb')

export function exportTable(section: Section): string {
  const rows = EXPORT_FORMATS.map((format) => [
    LABELS[format] ?? format,
    seconds(medianOf(section, MANY, format, 'wallMs')),
    `${grouped(rowsPerSecond(section, format))}/s`,
    ...EXPORTED.map((calls) => `${medianOf(section, `${calls} calls`, format, 'peakMb').toFixed(0)} MB`),
  ])
  return markdownTable(
    ['file', 'time for a million calls', 'calls', ...EXPORTED.map((calls) => `peak memory, ${grouped(calls)}`)],
    rows,
  )
}

export function exportVerdicts(section: Section): Verdict[] {
  const speed = rowsPerSecond(section, 'csv')
  const more = EXPORT_FORMATS.filter((format) => format !== 'none').map((format) => growth(section, format))
  return [
    {
      target: 'A million calls as CSV, with the making of the calls: at least 100,000 rows/s',
      measured: `${grouped(speed)} rows/s`,
      met: speed >= 100_000,
    },
    {
      target: 'Ten times as many calls, 100,000 to a million, into a file of any format: peak memory at most 1.5 ×',
      measured: `${times(Math.min(...more))} to ${times(Math.max(...more))}`,
      met: Math.max(...more) <= 1.5,
    },
  ]
}
