import type { Measures } from 'callspec/stats'
import { type CallsInMemory, LONG, NONE } from './calls-in-memory.js'
import { ExactSum } from './exact-sum.js'
import { WORDS } from './words.js'

/** What `callspec/stats` measures, of calls in memory. */
export class GroupTally {
  calls = 0
  #withDuration = 0
  readonly #seconds = new ExactSum()
  readonly #outcomes = new Uint32Array(WORDS.outcome.length)
  /** By unit. */
  readonly #cost: (ExactSum | undefined)[] = []
  #withCost = 0

  add({ columns, longDecimals }: CallsInMemory, place: number): void {
    this.calls++
    this.#outcomes[columns.outcome[place]!]!++
    const scale = columns.secondsScale[place]!
    if (scale < LONG) {
      this.#withDuration++
      this.#seconds.add(columns.seconds[place]!, scale)
    } else if (scale === LONG && this.#seconds.addText(longDecimals.seconds.get(place)!)) this.#withDuration++
    const costScale = columns.costScale[place]!
    if (costScale === NONE) return
    const unit = columns.costUnit[place]!
    this.#cost[unit] ??= new ExactSum()
    const sum = this.#cost[unit]
    if (costScale < LONG) sum.add(columns.cost[place]!, costScale)
    else if (!sum.addText(longDecimals.cost.get(place)!)) return
    this.#withCost++
  }

  /** Adds another group. */
  merge(other: GroupTally): void {
    this.calls += other.calls
    this.#withDuration += other.#withDuration
    this.#withCost += other.#withCost
    this.#seconds.merge(other.#seconds)
    for (const [outcome, count] of other.#outcomes.entries()) this.#outcomes[outcome]! += count
    for (const [unit, sum] of other.#cost.entries()) {
      if (!sum) continue
      this.#cost[unit] ??= new ExactSum()
      this.#cost[unit].merge(sum)
    }
  }

  measures({ units }: CallsInMemory): Measures {
    const { calls } = this
    const withDuration = this.#withDuration
    const [answered = 0, noAnswer = 0, failed = 0, unknown = 0] = this.#outcomes
    const seconds = this.#seconds.toString().replace(/\.0+$|(\.\d*[1-9])0+$/, '$1')
    const cost = this.#cost.flatMap((sum, unit): [string, string][] => (sum ? [[units.texts[unit]!, sum.toString()]] : []))
    return {
      calls,
      minutes: withDuration === 0 ? null : Number(seconds) / 60,
      seconds: withDuration === 0 ? null : seconds,
      averageSeconds: withDuration === 0 ? null : Number(seconds) / withDuration,
      withoutDuration: calls - withDuration,
      answered,
      noAnswer,
      failed,
      unknown,
      answerRate: calls === 0 || unknown > 0 ? null : answered / calls,
      cost: Object.fromEntries(cost.sort(([one], [other]) => (one < other ? -1 : 1))),
      withoutCost: calls - this.#withCost,
      // The copy shows every cost that it has.
      costNotAsked: 0,
    }
  }
}
