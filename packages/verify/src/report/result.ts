import type { Descriptor } from '@callspec/core'
import type { Finding } from './finding.js'

/**
 * `confirmed`: the account behaves as assumed; an assumption of `unknown` claims nothing, so any found value confirms it. `refuted`: it
 * does not. `untestable`: the account does not show it, or not within the allowed requests.
 */
export type Verdict = 'confirmed' | 'refuted' | 'untestable'

export interface VerifyResult {
  /** Id of the assumption. */
  id: string
  text?: string
  /** The value for this source, configured or default. */
  assumed: string
  /** The value that the account shows; `null`: none, or several are possible. */
  found: string | null
  verdict: Verdict
  /** One sentence with counts, without anything about a single call. */
  evidence: string
  /** What to add to the source's configuration; `null` if nothing needs to change. */
  configuration: SourceConfiguration | null
}

/** Members of a source in a configuration file, and options of its provider in code. */
export interface SourceConfiguration {
  timeZone?: string
  assumptions?: Record<string, string>
}

/** What all results together add to the configuration; `null`: nothing. */
export function joined(results: readonly VerifyResult[]): SourceConfiguration | null {
  const parts = results.flatMap(({ configuration }) => configuration ?? [])
  if (parts.length === 0) return null
  const assumptions = Object.assign({}, ...parts.map((part) => part.assumptions))
  return { ...Object.assign({}, ...parts), ...(Object.keys(assumptions).length > 0 && { assumptions }) }
}

interface Assumed {
  id: string
  text: string
  assumed: string
}

export function toResult(descriptor: Descriptor, { id, text, assumed }: Assumed, finding: Finding): VerifyResult {
  const { found, evidence } = finding
  const better = found ?? finding.contradicted?.safe ?? null
  return {
    id,
    ...(text !== id && { text }),
    assumed,
    found,
    verdict: verdictOf(assumed, finding),
    evidence,
    configuration: better === null || better === assumed ? null : configurationOf(descriptor, id, better),
  }
}

function verdictOf(assumed: string, { found, contradicted }: Finding): Verdict {
  if (found === null) return contradicted ? 'refuted' : 'untestable'
  return found === assumed || assumed === 'unknown' ? 'confirmed' : 'refuted'
}

/** `timeZone` sets every assumption about a zone, so it is used only if there is one. */
function configurationOf({ zoneAssumptions }: Descriptor, id: string, value: string): SourceConfiguration {
  return zoneAssumptions.length === 1 && zoneAssumptions[0] === id && value !== 'unknown'
    ? { timeZone: value }
    : { assumptions: { [id]: value } }
}
