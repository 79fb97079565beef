import { at } from '@callspec/core'
import type { Checks } from '../check.js'
import type { Probe, RowPage } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** Fields that AgentVoice's page names under `include`, but not in the list for `fields=full`. */
const ONLY_INCLUDED = ['latency_metrics', 'audio_metrics', 'turn_events', 'interruptions', 'tool_usage']

/** Requests full calls, with and without the groups of `include`, and checks whether the groups add anything. */
async function fullPayload(probe: Probe): Promise<Finding> {
  const full = await probe.page(probe.newestInputs({ query: { fields: 'full' } }))
  const more = await probe.page(probe.newestInputs({ query: { fields: 'full', include: ['metrics', 'diagnostics'] } }))
  const holding = ({ rows }: RowPage) =>
    rows.filter(({ raw }) => ONLY_INCLUDED.some((name) => at(raw, [name]) !== undefined)).length
  const [without, beside] = [holding(full), holding(more)]
  const seen = `Of ${count(full.rows.length, 'call')} in full, ${without} have a field that is only documented for include, ${beside} with include`
  if (without > 0) return settled('everything', `${seen}.`)
  return beside > 0 ? settled('as-listed', `${seen}.`) : open(`${seen}.`)
}

export const agentvoice: Checks = { 'full-payload': fullPayload }
