import { defaultAssumption } from './assumptions.js'
import type { Source } from './definition.js'
import { oneLine } from './one-line.js'

export interface ExplainedAssumption {
  id: string
  text: string
  /** Where the documentation is silent. */
  source: string
  value: string
  default: string
}

/** What an assumption says; its id if no text was written. */
export function explainAssumption({ definition, assumptions }: Source, id: string): ExplainedAssumption {
  const { descriptor, assumptions: own = {} } = definition
  const registered = Object.hasOwn(own, id) ? own[id] : undefined
  const fallback = defaultAssumption(descriptor, id)
  return {
    id,
    text: oneLine(registered?.text ?? id),
    source: oneLine(registered?.source ?? ''),
    value: assumptions[id] ?? fallback,
    default: fallback,
  }
}
