import { type CountedCall, type LocalClock, localClock, Tally, weekHour } from 'callspec/stats'
import type { Overview } from '../api/answers.js'
import { DURATION_EDGES, durationBinOf } from '../data/duration-edges.js'
import type { Bounds } from '../data/time-edges.js'
import { AgentTallies } from './agent-tallies.js'
import { HourTally } from './hour-tally.js'

/** What charts and totals of a report show. */
export type Figures = Omit<Overview, 'version' | 'facets' | 'incomplete'>

/** Counts calls one by one, in any order, for charts and totals; its size depends on agents and hours, not on how many calls there are. */
export class ReportTally {
  readonly #clock: LocalClock
  readonly #total = new Tally()
  readonly #hours: HourTally
  readonly #agents = new AgentTallies()
  readonly #durations = DURATION_EDGES.map(() => 0)
  readonly #weekHours = Array.from({ length: 7 * 24 }, () => 0)
  #withoutDuration = 0
  #undated = 0

  constructor(timeZone: string) {
    this.#clock = localClock(timeZone)
    this.#hours = new HourTally(timeZone)
  }

  add(call: CountedCall): void {
    this.#total.add(call)
    this.#agents.add(call)
    if (call.durationSeconds === null) this.#withoutDuration++
    else this.#durations[durationBinOf(call.durationSeconds)]!++
    if (call.occurredAt === null) {
      this.#undated++
      return
    }
    const at = Date.parse(call.occurredAt)
    const local = this.#clock(at)
    this.#hours.add(at, local, call.status)
    this.#weekHours[weekHour(local)]!++
  }

  /** `bounds`: the period that was asked for. */
  figures(bounds: Bounds): Figures {
    const last = this.#durations.findLastIndex((count) => count > 0)
    return {
      total: this.#total.measures(),
      time: this.#hours.chart(bounds),
      ...this.#agents.rows(),
      durations: DURATION_EDGES.slice(0, last + 1).map((from, bin) => ({
        from,
        to: DURATION_EDGES[bin + 1] ?? null,
        calls: this.#durations[bin]!,
      })),
      withoutDuration: this.#withoutDuration,
      weekHours: Array.from({ length: 7 }, (_, day) => this.#weekHours.slice(day * 24, day * 24 + 24)),
      undated: this.#undated,
    }
  }
}
