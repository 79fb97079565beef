import { at } from '@callspec/core'
import type { Checks } from '../check.js'
import type { Probe, RowPage } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** What the page of AgentVoice names under `include` and leaves out of the list of what `fields=full` adds. */
const ONLY_INCLUDED = ['latency_metrics', 'audio_metrics', 'turn_events', 'interruptions', 'tool_usage']

/** Asks for whole calls, once without and once with the groups of `include`, and looks whether the groups add anything. */
async function fullPayload(probe: Probe): Promise<Finding> {
  const full = await probe.page(probe.newestInputs({ query: { fields: 'full' } }))
  const more = await probe.page(probe.newestInputs({ query: { fields: 'full', include: ['metrics', 'diagnostics'] } }))
  const holding = ({ rows }: RowPage) =>
    rows.filter(({ raw }) => ONLY_INCLUDED.some((name) => at(raw, [name]) !== undefined)).length
  const [without, beside] = [holding(full), holding(more)]
  const seen = `Of ${count(full.rows.length, 'call')} in full ${without} have a field that is only documented for include, ${beside} with include`
  if (without > 0) return settled('everything', `${seen}.`)
  return beside > 0 ? settled('as-listed', `${seen}.`) : open(`${seen}.`)
}

export const agentvoice: Checks = { 'full-payload': fullPayload }
