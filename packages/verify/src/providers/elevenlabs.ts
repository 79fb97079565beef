import { query } from '@callspec/provider'
import type { Checks } from '../check.js'
import type { Row } from '../probe/known-rows.js'
import type { Probe } from '../probe/probe.js'
import { contradicted, count, type Finding, open, settled } from '../report/finding.js'

/** Fewer calls over the telephone may all be spoken by chance. */
const FEWEST_CALLS = 25

const isPhone = ({ call }: Row): boolean => call.channel === 'phone'

/** Requests what is in writing, among which no call over the telephone should be. */
async function phoneAudio(probe: Probe): Promise<Finding> {
  const known = (await probe.sample()).flatMap(({ rows }) => rows).filter(isPhone).length
  const written = await askFor(probe, true)
  const found = written.filter(isPhone).length
  const seen = `Of ${count(written.length, 'conversation')} in writing, ${found} are over the telephone; without the filter, ${known} were read`
  if (found > 0) {
    const spoken = new Set((await askFor(probe, false)).map(({ id }) => id))
    const isApplied = written.every(({ id }) => !spoken.has(id))
    return isApplied ? contradicted('unknown', `${seen}.`) : open(`${seen}: the filter is not applied.`)
  }
  return known >= FEWEST_CALLS ? settled('always', `${seen}.`) : open(`${seen}, too few to rule out chance.`)
}

const askFor = async (probe: Probe, isWritten: boolean): Promise<readonly Row[]> =>
  (await probe.page(probe.newestInputs(query('text_only', isWritten)))).rows

export const elevenlabs: Checks = { 'phone-audio': phoneAudio }
