import { createMapper } from '@callspec/provider'
import type { Probe } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** Calls to get until both sides have spoken. */
const TRIES = 3

/** Gets calls and checks whether their transcripts name the two sides with the expected words, and no others. */
export async function speakers(probe: Probe, id: string): Promise<Finding> {
  await probe.sample()
  const relied = probe.reliedOn(id)
  // Not every platform says how long a call took, and not every row how it ended.
  const spoken = [...probe.known.byId.values()].filter(
    ({ call }) =>
      (call.status === 'completed' || (call.rawStatus === null && call.status === 'unknown')) && call.durationSeconds !== 0,
  )
  const map = createMapper(probe.definition, probe.source.id, { ...probe.source.assumptions, [id]: relied })
  const turns = { agent: 0, customer: 0, unknown: 0 }
  let read = 0
  for (const { id: callId } of spoken.slice(0, TRIES)) {
    const detail = await probe.call(callId)
    const mapped = detail && map(detail)
    if (!mapped || !('call' in mapped)) continue
    read++
    for (const { speaker } of mapped.call.transcript ?? []) turns[speaker]++
    if (turns.agent > 0 && turns.customer > 0) break
  }
  const seen = `In the transcripts of ${count(read, 'call')}, ${turns.agent} turns are the agent's, ${turns.customer} the customer's, and ${turns.unknown} have another word`
  if (turns.agent === 0 || turns.customer === 0) return open(`${seen}; both sides are needed.`)
  return turns.unknown === 0 ? settled(relied, `${seen}.`) : open(`${seen}.`)
}
