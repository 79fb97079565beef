import type { Cell, TableColumn } from '../table.js'
import type { ClockTime } from './clock.js'
import { exactDecimals } from './exact-number.js'
import { fitCell } from './fit-cell.js'
import type { Styles } from './styles.js'
import { xmlText } from './xml-text.js'

export interface CellOptions {
  styles: Styles
  clock: (instant: number) => ClockTime
  /** Hears of a text that was cut, with its length. */
  onCut: (length: number) => void
}

const DAY_MS = 86_400_000
// Days from Excel's first to 1970. It counts a 29 February 1900, so its days are the calendar's from 1 March 1900 on, and end with 9999.
const DAYS_BEFORE_1970 = 25_569
const FIRST_DAY = 61
const AFTER_LAST_DAY = 2_958_466

/** A cell at a place like `B2`; nothing for `null`. */
export function cellXml(place: string, { type, format }: TableColumn, value: Cell, options: CellOptions): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return `<c r="${place}" s="${options.styles.boolean}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') {
    const style = format === undefined ? '' : ` s="${options.styles.number(format)}"`
    return `<c r="${place}"${style}><v>${value}</v></c>`
  }
  if (type === 'stamp') return stampXml(place, value, options) ?? textXml(place, value, options)
  if (type === 'date') return dateXml(place, value, options.styles) ?? textXml(place, value, options)
  if (type === 'decimal') return decimalXml(place, value, options.styles) ?? textXml(place, value, options)
  return textXml(place, value, options)
}

/** A text in the cell itself, never a formula: a table of shared texts would have to stay in memory. */
export function textXml(
  place: string,
  text: string,
  { styles, onCut }: Pick<CellOptions, 'styles' | 'onCut'>,
  style = styles.text,
): string {
  const fitting = fitCell(text)
  if (fitting !== text) onCut(text.length)
  const space = /^\s|\s$/.test(fitting) ? ' xml:space="preserve"' : ''
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t${space}>${xmlText(fitting)}</t></is></c>`
}

function stampXml(place: string, stamp: string, { styles, clock }: CellOptions): string | undefined {
  const { clock: time, zone } = clock(Date.parse(stamp))
  return daysXml(place, time, styles.dateIn(zone))
}

const dateXml = (place: string, date: string, styles: Styles): string | undefined =>
  daysXml(place, Date.parse(`${date}T00:00:00Z`), styles.date)

/** What a clock shows, in epoch milliseconds, as Excel counts days; nothing outside of what it counts. */
function daysXml(place: string, time: number, style: number): string | undefined {
  const days = time / DAY_MS + DAYS_BEFORE_1970
  return days >= FIRST_DAY && days < AFTER_LAST_DAY ? `<c r="${place}" s="${style}"><v>${days}</v></c>` : undefined
}

function decimalXml(place: string, decimal: string, styles: Styles): string | undefined {
  const decimals = exactDecimals(decimal)
  return decimals === null ? undefined : `<c r="${place}" s="${styles.decimals(decimals)}"><v>${decimal}</v></c>`
}
