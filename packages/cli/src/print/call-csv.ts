import { csvHead, csvRows, lossText } from '@callspec/export'
import type { CallWriter } from './call-table.js'

/** The calls as CSV, with a head row in front even if there are none. `onLoss` hears of what CSV cannot hold. */
export function createCallCsv(withHead: boolean, onLoss: (text: string) => void): CallWriter {
  let head = withHead ? csvHead() : ''
  const begin = (rows: string) => {
    const text = head + rows
    head = ''
    return text
  }
  return {
    add: (calls) => begin(csvRows(calls, (loss) => onLoss(lossText(loss)))),
    end: () => begin(''),
  }
}
