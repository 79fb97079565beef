import type { Probe, RowPage } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** Fewer calls that all have the stamp do not show that none ever lacks it. */
const FEWEST_CALLS = 200

interface Ends {
  /** The two ends of the descending list sorted by the start; one entry where one page holds it all. */
  pages: RowPage[]
  sortedTotal: number | null
  createdTotal: number | null
}

/**
 * Whether every call has a start stamp. Calls without one have to stand somewhere in a list that is sorted by it: at one of
 * its ends, or nowhere, which the total of the list sorted by creation tells.
 */
export async function missingStart(probe: Probe, id: string): Promise<Finding> {
  const { pages, sortedTotal, createdTotal } = await ends(probe, id)
  const rows = [...probe.known.byId.values()]
  const without = rows.filter(({ startedAt }) => startedAt === null).length
  const seen = `${without} of ${count(rows.length, 'call')} read, from both ends of the list sorted by it, ${without === 1 ? 'has' : 'have'} no start stamp`
  if (without > 0) return settled('sometimes', `${seen}.`)
  if (rows.length === 0) return open('The account has no calls.')
  if (pages.length === 1 && sortedTotal !== null && sortedTotal > rows.length)
    return open(`${seen}, but the list is longer than could be read.`)
  if (sortedTotal !== createdTotal)
    return open(`${seen}, but the list sorted by it has another total than the list sorted by creation.`)
  const total = sortedTotal ?? rows.length
  return total < FEWEST_CALLS
    ? open(`${seen}; ${count(total, 'call')} are too few to say that none lacks it.`)
    : settled('always', `${seen}.`)
}

/** Where calls without the sorted stamp stand in a descending list. */
export async function nullStamps(probe: Probe): Promise<Finding> {
  const id = probe.idOf('start-stamp')
  if (id === undefined) return open('The platform sorts by a stamp that cannot be missing.')
  const { pages } = await ends(probe, id)
  const first = pages[0]?.rows ?? []
  const last = pages.at(-1)?.rows ?? []
  const lacks = (rows: typeof first) => rows.filter(({ startedAt }) => startedAt === null).length
  const seen = `Of the rows without a start stamp ${lacks(first)} are on the first page of the descending list and ${lacks(last)} on its last`
  const [begins, ceases] = [first[0]?.startedAt === null, last.at(-1)?.startedAt === null]
  if (begins === ceases) return open(begins ? `${seen}, at both ends.` : 'No call that was read lacks the stamp.')
  return settled(begins ? 'first' : 'last', `${seen}.`)
}

function ends(probe: Probe, id: string): Promise<Ends> {
  return probe.once('ends', async () => {
    const sorted = probe.newestInputs({}, probe.assume(id, 'always'))
    const first = await probe.page(sorted)
    const last = await probe.lastPage(sorted, first)
    const created = await probe.page(probe.newestInputs({}, probe.assume(id, 'sometimes')))
    return { pages: last ? [first, last] : [first], sortedTotal: first.page.total, createdTotal: created.page.total }
  })
}
