import type { DetailSource, PartRequests } from '../definition.js'
import { isFinal } from '../map/status.js'
import type { DetailName } from '../model/details.js'

/** Names the members of a call that rows never tell: what `get` does, or, with `by`, requests of their own. */
export const detailsOf = (names: readonly DetailName[], by?: PartRequests): DetailSource => ({
  names,
  by,
  fill(from, to) {
    for (const name of names) {
      // A value goes to the member that it came from, which a union of names cannot express.
      if (to[name] === null || to[name] === 'unknown') to[name] = (from[name] ?? to[name]) as never
    }
    to.isFinal = isFinal(to.status)
  },
  undecided({ source, summary, onBadRow }, { id, raw }, { message }) {
    summary.bad++
    onBadRow?.({ source: source.id, provider: source.provider, id, reasons: [`its details are not known: ${message}`], raw })
  },
})
