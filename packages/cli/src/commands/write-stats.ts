import { exportTable, lossText } from '@callspec/export'
import type { Stats } from 'callspec/stats'
import { createLineLimit } from '../print/line-limit.js'
import { statsRows } from '../print/stats-rows.js'

/** Counts, and writes the groups into a file of CSV or Excel. A file that cannot be made is refused before anything is counted. */
export async function writeStats(
  count: () => Promise<Stats>,
  to: string,
  fail: (text: string) => void,
): Promise<{ counted: Stats; losses: number }> {
  const lost = createLineLimit(fail, 'more that did not fit the file')
  let counted: Stats | undefined
  const make = async () => {
    counted = await count()
    return statsRows(counted)
  }
  const { losses } = await exportTable(make, to, { onLoss: (loss) => lost.add(lossText(loss)) })
  lost.end()
  // It is there: the file was made from it.
  return { counted: counted!, losses }
}
