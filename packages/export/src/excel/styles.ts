import { xmlText } from './xml-text.js'

/** The number formats of cells, as they come to be needed; the file with them is written last. */
export interface Styles {
  readonly head: number
  readonly text: number
  readonly boolean: number
  /** Date and time; the zone is part of what is shown, such as `UTC` or `+02:00`, and no part of the value. */
  dateIn(zone: string): number
  /** A day. */
  readonly date: number
  /** A number in a format like `0.0` or `0%`. */
  number(format: string): number
  /** A number with so many decimals. */
  decimals(count: number): number
  xml(): string
}

// The first two of Excel's own: General and Text.
const GENERAL = 0
const TEXT = 49
// Own number formats have ids from here on.
const FIRST_OWN = 164

// Excel shows these words anyway; LibreOffice prints 1 and 0 without it.
const BOOLEAN = '"TRUE";"TRUE";"FALSE"'

/** Styles before the own ones: plain, head, text. */
const FIXED = 3

export function createStyles(): Styles {
  const formats = [BOOLEAN]
  const own = (format: string): number => {
    const known = formats.indexOf(format)
    return FIXED + (known < 0 ? formats.push(format) - 1 : known)
  }
  return {
    head: 1,
    text: 2,
    boolean: 3,
    get date() {
      return own('yyyy\\-mm\\-dd')
    },
    number: own,
    dateIn: (zone) => own(`yyyy\\-mm\\-dd hh:mm:ss "${zone}"`),
    decimals: (count) => own(count === 0 ? '0' : `0.${'0'.repeat(count)}`),
    xml: () => stylesXml(formats),
  }
}

function stylesXml(formats: readonly string[]): string {
  const numFmts = formats.map((format, index) => `<numFmt numFmtId="${FIRST_OWN + index}" formatCode="${xmlText(format)}"/>`)
  const cellXfs = [
    xf(GENERAL),
    `<xf numFmtId="${TEXT}" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
    xf(TEXT),
    // What is no number stands on the left, or it would touch the text in the next column.
    ...formats.map((format, index) => xf(FIRST_OWN + index, format.startsWith('0') ? undefined : 'left')),
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${numFmts.length}">${numFmts.join('')}</numFmts>`,
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cellXfs.length}">${cellXfs.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}

function xf(numFmtId: number, align?: string): string {
  const start = `<xf numFmtId="${numFmtId}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"`
  return align ? `${start} applyAlignment="1"><alignment horizontal="${align}"/></xf>` : `${start}/>`
}
