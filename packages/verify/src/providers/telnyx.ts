import type { Inputs } from '@callspec/provider'
import type { Checks } from '../check.js'
import type { Row } from '../probe/known-rows.js'
import type { Probe } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

const DAY_MS = 86_400_000

/** The name of the filter for what started after a day, as each source has it. */
const AFTER = { suffix: 'StartTime_gt', sign: 'StartTime>' } as const

type Names = keyof typeof AFTER

/** Calls that started after the day of an instant and the next one, wherever days begin. */
const after = (names: Names, at: number): Inputs => ({
  query: { [AFTER[names]]: new Date(at + 2 * DAY_MS).toISOString().slice(0, 10) },
})

/** Which names the list reads: of calls after a day that is later than every known start, none that started by then may come. */
const namesRead = (probe: Probe): Promise<Names[] | null> =>
  probe.once('telnyx names', async () => {
    const starts = (await sampleRows(probe)).flatMap(({ startedAt }) => startedAt ?? [])
    if (starts.length === 0) return null
    const last = Math.max(...starts)
    const read: Names[] = []
    for (const names of ['suffix', 'sign'] as const) {
      const { rows } = await probe.page(probe.newestInputs(after(names, last)))
      if (rows.every(({ startedAt }) => startedAt === null || startedAt > last)) read.push(names)
    }
    return read
  })

const sampleRows = async (probe: Probe): Promise<Row[]> => (await probe.sample()).flatMap((page) => page.rows)

async function dateNames(probe: Probe): Promise<Finding> {
  const read = await namesRead(probe)
  if (read === null) return open('No call that was read has started.')
  const seen = `Of ${AFTER.suffix} and ${AFTER.sign} with a day after every known start, ${read.length} left all such calls out`
  if (read.length === 0) return settled('unknown', `${seen}.`)
  return settled(read.includes('suffix') ? 'suffix' : 'sign', `${seen}.`)
}

/** Looks for a known call without a start among those after a day well before it: in as many pages as it was found in without the filter. */
async function unstartedCalls(probe: Probe): Promise<Finding> {
  const [names] = (await namesRead(probe)) ?? []
  if (names === undefined) return open('No name of a filter by start was found to be read.')
  const known = (await sampleRows(probe)).find(({ startedAt, createdAt }) => startedAt === null && createdAt !== null)
  if (!known) return open('Every call that was read has started.')
  const inputs = probe.newestInputs(after(names, (known.createdAt ?? 0) - 5 * DAY_MS))
  const rows: Row[] = []
  let page: Awaited<ReturnType<Probe['page']>> | undefined = await probe.page(inputs)
  for (const _ of await probe.sample()) {
    rows.push(...(page?.rows ?? []))
    page = page && (await probe.nextPage(inputs, page))
  }
  const isReturned = rows.some(({ id }) => id === known.id)
  const seen = `A known call without a start is ${isReturned ? '' : 'not '}among ${count(rows.length, 'call')} returned for a day before it`
  if (isReturned) return settled('returned', `${seen}.`)
  return (await probe.rowsNow()).get(known.id)?.startedAt === null
    ? settled('dropped', `${seen}.`)
    : open(`${seen}; it may have started or been deleted meanwhile.`)
}

export const telnyx: Checks = { 'date-names': dateNames, 'unstarted-calls': unstartedCalls }
