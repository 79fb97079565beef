import { assumptions as builtIn } from '../generated/assumptions.js'
import { defaultAssumption, type Source } from '../provider.js'
import type { ExplainedAssumption } from './explanation.js'

/** What an assumption says; where nobody wrote that down, its id. */
export function explainAssumption({ definition, assumptions }: Source, id: string): ExplainedAssumption {
  const { descriptor, assumptions: own = builtIn[descriptor.id] ?? {} } = definition
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

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
