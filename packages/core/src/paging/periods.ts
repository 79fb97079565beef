import { CallspecError } from '../errors/error.js'
import type { PeriodPieces } from './period-types.js'

export const periodPieces: PeriodPieces = {
  plan({ seconds, beginning }, { since, until, order, strict }, { direction, startsLater }, startLagMs, assumed = []) {
    return {
      seconds,
      since: since ?? (beginning === undefined ? null : Date.parse(beginning)),
      until,
      newestFirst: order === 'newest' || (order === 'arrival' && direction !== 'ascending'),
      holdMs: strict && assumed.length > 0 ? null : startsLater ? startLagMs : 0,
    }
  },

  *cut({ seconds, until, newestFirst }, since, now, from) {
    const span = seconds * 1000 - WIDER_MS
    // No call is of later, so a bound that stands for none is not cut into pieces.
    const last = Math.min(until ?? Number.POSITIVE_INFINITY, now + MARGIN_MS)
    if (from) yield from
    let [start, end] = newestFirst ? [since, from?.since ?? last] : [from?.until ?? since, last]
    while (start < end) {
      if (newestFirst) {
        const cut = { since: Math.max(start, end - span), until: end }
        yield cut
        end = cut.since
      } else {
        const cut = { since: start, until: Math.min(end, start + span) }
        yield cut
        start = cut.until
      }
    }
  },

  inputs(pushed, provider) {
    if (typeof pushed === 'object' && pushed !== null && !Array.isArray(pushed)) return pushed
    const text = `${provider}: its list wants a period, so pushdown of the filter period has to return the inputs of one request.`
    throw new CallspecError(text, { code: 'invalid-configuration', provider })
  },
}

/** Clocks differ, and stamps may lack their offset. */
export const MARGIN_MS = 86_400_000

/** What a filter by instant may add, a second on either side, where it is not documented whether its bounds count. */
const WIDER_MS = 2000
