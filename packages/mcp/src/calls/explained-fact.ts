import type { SourceExplanation } from 'callspec/explain'
import type { SourceFact } from './readable-calls.js'

/** How a source meets a query, in as few words as an agent needs. */
export function explainedFact(explanation: SourceExplanation): SourceFact {
  const { source, provider } = explanation
  if (!explanation.answers) return { source, provider, answers: false, unsupported: explanation.unsupported }
  const { requests, filters, ruledOut, order, endsEarly, include, assumptions, outsideTheGuarantee, retention } = explanation
  return {
    source,
    provider,
    answers: true,
    requests: requests.map(({ method, url, body }) => `${method} ${url}${body === null ? '' : ` ${body}`}`),
    filters: filters.map(({ name, kind, because }) => ({ name, kind, because })),
    ...(ruledOut.length > 0 && { noCallCanMatch: ruledOut }),
    order: { by: order.by, direction: order.direction, documented: order.documented },
    endsEarly: endsEarly.possible ? endsEarly.ground : null,
    ...(include.length > 0 && { include: include.map(({ part, from }) => ({ part, from })) }),
    assumed: assumptions.map(({ id, value, text }) => ({ id, value, text })),
    ...(outsideTheGuarantee.length > 0 && { outsideTheGuarantee }),
    retention: retention?.text ?? null,
  }
}
