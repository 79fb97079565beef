import type { CallWriter, CreateWriter, Sink, WriterOptions } from '../writer.js'
import { createClock } from './clock.js'
import { rowXml, sheetEnd, sheetStart } from './sheet.js'
import { createStyles } from './styles.js'
import { CONTENT_TYPES, PACKAGE_RELATIONS, sheetPath, workbookRelations, workbookXml } from './workbook-parts.js'
import { createZipArchive, type OpenEntry } from './zip-archive.js'

/** Where a sheet is full and the next one begins. */
export interface SheetLimits {
  /** With the head row. */
  rows: number
  /** Of its XML. */
  bytes: number
}

/** What Excel takes. A file in an archive of the plain form, which every reader knows, has less than 4 GiB; one page of calls is never as long as what is left. */
const LIMITS: SheetLimits = { rows: 1_048_576, bytes: 3.5 * 2 ** 30 }

// Written here, on an archive (`yazl`) that streams. `write-excel-file` 4.1 makes one text of the whole sheet: 1.3 GB of memory for 100,000 calls, and
// no text of V8 is long enough for a million. `exceljs` 4.4 streams 31,000 rows/s into 344 MB, brings 90 packages, and had its last release in 2023.
export const createExcelWriter: CreateWriter = (sink, options) => excelWriter(sink, options, LIMITS)

export async function excelWriter(sink: Sink, { timeZone, onLoss }: WriterOptions, limits: SheetLimits): Promise<CallWriter> {
  const zip = await createZipArchive(sink)
  const styles = createStyles()
  const options = { styles, clock: createClock(timeZone), onLoss }
  /** The rows of each sheet. */
  const rows: number[] = []
  let sheet: OpenEntry | undefined
  let bytes = 0

  async function write(text: string): Promise<void> {
    const chunk = Buffer.from(text)
    bytes += chunk.length
    await sheet?.write(chunk)
  }

  /** Ends the sheet; the text is what it still lacks. */
  async function endSheet(text: string): Promise<void> {
    await write(text + sheetEnd(rows.at(-1) ?? 1))
    sheet?.end()
    sheet = undefined
  }

  function startSheet(): string {
    sheet = zip.open(sheetPath(rows.length))
    rows.push(1)
    bytes = 0
    // No name of a column is too long for a cell.
    return sheetStart({ styles, onCut: () => undefined })
  }

  zip.add('[Content_Types].xml', CONTENT_TYPES)
  zip.add('_rels/.rels', PACKAGE_RELATIONS)
  return {
    async add(calls) {
      let text = ''
      for (const call of calls) {
        if (sheet && (rows.at(-1)! >= limits.rows || bytes >= limits.bytes)) {
          await endSheet(text)
          text = ''
        }
        if (!sheet) text = startSheet()
        const row = rows.at(-1)! + 1
        rows[rows.length - 1] = row
        text += rowXml(row, call, options)
      }
      await write(text)
    },
    async end() {
      await endSheet(rows.length === 0 ? startSheet() : '')
      zip.add('xl/workbook.xml', workbookXml(rows))
      zip.add('xl/_rels/workbook.xml.rels', workbookRelations(rows.length))
      zip.add('xl/styles.xml', styles.xml())
      await zip.end()
    },
  }
}
