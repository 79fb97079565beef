import { providers } from '../../packages/all/dist/index.js'
import { type ExplainedSource, explain } from '../../packages/callspec/dist/explain/explain.js'
import { callLog } from '../../packages/callspec/dist/index.js'
import type { Source } from '../../packages/provider/dist/index.js'

/** The explanation of a query for each provider's newest calls. No request is sent. */
export const explainedSince = (): ExplainedSource[] => Object.values(providers).map(explained)

function explained(provider: (typeof providers)[keyof typeof providers]): ExplainedSource {
  const { id, credentials } = provider.definition.descriptor
  const keys = Object.fromEntries(Object.keys(credentials).map((name) => [name, 'none']))
  // The options of all providers have no common type.
  const source = (provider as (options: object) => Source)(keys)
  const [explanation] = explain(callLog([source]), { since: '2026-01-01' })
  if (!explanation?.answers) throw new Error(`${id} cannot be listed by since. Fix its filter for period.`)
  return explanation
}
