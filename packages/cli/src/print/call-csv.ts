import { csvHead, csvRows, lossText } from '@callspec/export'
import { CALL_COLUMNS, selectColumns } from 'callspec/columns'
import type { CallWriter } from './call-table.js'

/** The calls as CSV, with a head row in front even if there are none. `members`: only these columns. `onLoss` hears of what CSV cannot hold. */
export function createCallCsv(
  withHead: boolean,
  members: readonly string[] | undefined,
  onLoss: (text: string) => void,
): CallWriter {
  const columns = members ? selectColumns(members) : CALL_COLUMNS
  let head = withHead ? csvHead(columns) : ''
  const begin = (rows: string) => {
    const text = head + rows
    head = ''
    return text
  }
  return {
    add: (calls) => begin(csvRows(calls, (loss) => onLoss(lossText(loss)), columns)),
    end: () => begin(''),
  }
}
