import { DecimalSum, toMeasures } from 'callspec/kit'
import type { Measures } from 'callspec/stats'
import { type CallsInMemory, LONG, NONE } from './calls-in-memory.js'
import { WORDS } from './words.js'

/** What `callspec/stats` measures, of calls in memory. */
export class GroupTally {
  calls = 0
  #withDuration = 0
  readonly #seconds = new DecimalSum()
  readonly #outcomes = new Uint32Array(WORDS.outcome.length)
  /** By unit. */
  readonly #cost: (DecimalSum | undefined)[] = []
  #withCost = 0

  add({ columns, longDecimals }: CallsInMemory, place: number): void {
    this.calls++
    this.#outcomes[columns.outcome[place]!]!++
    const scale = columns.secondsScale[place]!
    if (scale < LONG) {
      this.#withDuration++
      this.#seconds.addDigits(columns.seconds[place]!, scale)
    } else if (scale === LONG && this.#seconds.add(longDecimals.seconds.get(place)!)) this.#withDuration++
    const costScale = columns.costScale[place]!
    if (costScale === NONE) return
    const unit = columns.costUnit[place]!
    this.#cost[unit] ??= new DecimalSum()
    const sum = this.#cost[unit]
    if (costScale < LONG) sum.addDigits(columns.cost[place]!, costScale)
    else if (!sum.add(longDecimals.cost.get(place)!)) return
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
      this.#cost[unit] ??= new DecimalSum()
      this.#cost[unit].merge(sum)
    }
  }

  measures({ units }: CallsInMemory): Measures {
    const [answered = 0, noAnswer = 0, failed = 0, unknown = 0] = this.#outcomes
    return toMeasures({
      calls: this.calls,
      seconds: this.#seconds,
      withDuration: this.#withDuration,
      outcomes: { answered, no_answer: noAnswer, failed, unknown },
      cost: this.#cost.flatMap((sum, unit): [string, DecimalSum][] => (sum ? [[units.texts[unit]!, sum]] : [])),
      withCost: this.#withCost,
      // The copy shows every cost that it has.
      costNotAsked: 0,
    })
  }
}
