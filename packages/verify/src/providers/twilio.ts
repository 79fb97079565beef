import type { Checks } from '../check.js'
import type { Probe } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

const DAY_MS = 86_400_000

/** Requests what started since the day before a known call that was never dialled, and looks for calls like it. */
async function unstartedCalls(probe: Probe): Promise<Finding> {
  const rows = (await probe.sample()).flatMap((page) => page.rows)
  const known = rows.find(({ startedAt, createdAt }) => startedAt === null && createdAt !== null)
  if (!known) return open('Every call that was read has started.')
  const day = new Date((known.createdAt ?? 0) - DAY_MS).toISOString().slice(0, 10)
  const answered = (await probe.page(probe.newestInputs({ query: { 'StartTime>': day } }))).rows
  const earlier = answered.filter(({ startedAt }) => startedAt !== null && startedAt < Date.parse(day)).length
  if (earlier > 0)
    return open(
      `${earlier} of ${count(answered.length, 'call')} returned started before the requested day: the filter is not applied.`,
    )
  const unstarted = answered.filter(({ startedAt }) => startedAt === null).length
  const seen = `Of ${count(answered.length, 'call')} returned for a day after which one was created that never started, ${unstarted} never started`
  if (unstarted > 0) return settled('returned', `${seen}.`)
  return (await probe.rowsNow()).get(known.id)?.startedAt === null
    ? settled('dropped', `${seen}.`)
    : open(`${seen}; the known one may have started or been deleted meanwhile.`)
}

export const twilio: Checks = { 'unstarted-calls': unstartedCalls }
