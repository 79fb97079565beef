import { CallspecError } from '../errors/error.js'
import type { Cut, PeriodPieces } from './period-types.js'

export const periodPieces: PeriodPieces = {
  lacksSince: ({ beginning }, since) =>
    since === null && beginning === undefined
      ? 'each request names its period, and nothing says when the first call was'
      : undefined,

  plan({ seconds, beginning }, { since, until, order, strict, limit }, guaranteed, startLagMs, assumed = []) {
    const { direction, startsLater } = guaranteed.order
    const first = beginning === undefined ? null : Date.parse(beginning)
    const cut = {
      seconds,
      // No call is of before, so a bound that stands for none is not cut into pieces.
      since: since === null || first === null ? (since ?? first) : Math.max(since, first),
      until,
      newestFirst: order === 'newest' || (order === 'arrival' && direction !== 'ascending'),
      holdMs: strict && assumed.length > 0 ? null : startsLater ? startLagMs : 0,
    }
    // A limit ends it after any piece.
    return { cut, endsEarly: { ...guaranteed.endsEarly, possible: Number.isFinite(limit) } }
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

  *read({ source, plan, startedAt }, push, from, first) {
    // Where one is the other is.
    const planned = plan.cut!
    const { newestFirst, holdMs } = planned
    for (const cut of periodPieces.cut(planned, from, startedAt, first)) {
      const [since, until] = [new Date(cut.since).toISOString(), new Date(cut.until).toISOString()]
      const [begins, ends] = newestFirst ? [until, since] : [since, until]
      yield { cut, inputs: periodPieces.inputs(push, source.provider, cut), begins, ends, holdMs }
    }
  },

  inputs(push, provider, piece = ANY) {
    const pushed = push(piece)
    if (typeof pushed === 'object' && pushed !== null && !Array.isArray(pushed)) return pushed
    const text = `${provider}: its list wants a period, so pushdown of the filter period has to return the inputs of one request.`
    throw new CallspecError(text, { code: 'invalid-configuration', provider })
  },

  isPiece(value): value is Cut {
    // Anything but these two is ignored.
    const { since, until } = (value ?? {}) as Partial<Cut>
    return Number.isSafeInteger(since) && Number.isSafeInteger(until)
  },
}

/** Where only the names of its inputs count. */
const ANY: Cut = { since: 0, until: 1 }

/** Clocks differ, and stamps may lack their offset. */
export const MARGIN_MS = 86_400_000

/** What a filter by instant may add, a second on either side, where it is not documented whether its bounds count. */
const WIDER_MS = 2000
