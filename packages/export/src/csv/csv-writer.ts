import type { CreateWriter } from '../writer.js'
import { writtenColumns } from '../written-columns.js'
import { csvHead, csvRows } from './csv-text.js'

export const createCsvWriter: CreateWriter = (sink, { onLoss, columns: names }) => {
  const columns = writtenColumns(names)
  let begun = false
  /** The head also of a file without calls. */
  const begin = () => {
    const head = begun ? '' : csvHead(columns)
    begun = true
    return head
  }
  return {
    add: (calls) => sink.write(begin() + csvRows(calls, onLoss, columns)),
    end: async () => {
      if (!begun) await sink.write(begin())
    },
  }
}
