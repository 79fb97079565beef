import type { CreateWriter } from '../writer.js'
import { csvHead, csvRows } from './csv-text.js'

export const createCsvWriter: CreateWriter = (sink, { onLoss }) => {
  let begun = false
  /** The head also of a file without calls. */
  const begin = () => {
    const head = begun ? '' : csvHead()
    begun = true
    return head
  }
  return {
    add: (calls) => sink.write(begin() + csvRows(calls, onLoss)),
    end: async () => {
      if (!begun) await sink.write(begin())
    },
  }
}
