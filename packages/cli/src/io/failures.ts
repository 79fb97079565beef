import { createBadRowReport } from '../print/bad-rows.js'
import { writeError } from './output.js'

/** What fails, for the end: its lines, and rows that were left out. */
export function createFailures() {
  const lines: string[] = []
  const add = (text: string): void => void lines.push(text)
  const badRows = createBadRowReport(add)
  return {
    add,
    addBadRow: badRows.add,
    /** Prints each once. */
    print(): void {
      badRows.end()
      for (const line of lines.splice(0)) writeError(line)
    },
  }
}
