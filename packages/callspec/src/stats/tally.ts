import { DecimalSum } from './decimal-sum.js'
import { type CountedCall, compareTexts } from './group-by.js'
import { type Outcome, outcomeOf } from './outcome.js'

/** What is counted of a group of calls. JSON-safe. */
export interface Measures {
  calls: number
  /** Of the calls whose platform tells a duration; `null`: of none. */
  minutes: number | null
  /** The same in seconds: the exact decimal sum of `durationSeconds`. */
  seconds: string | null
  /** Per call that has a duration. */
  averageSeconds: number | null
  /** Calls whose platform tells no duration: they are in none of the three before. */
  withoutDuration: number
  /** Calls of which the platform says that a human or a machine answered. `outcomeOf` tells these four apart. */
  answered: number
  noAnswer: number
  failed: number
  /** Calls whose platform does not tell whether anybody answered. */
  unknown: number
  /** From 0 to 1; `null` as long as it is unknown of a single call whether anybody answered. */
  answerRate: number | null
  /** The exact decimal sum of each unit. Units are never added up. */
  cost: Record<string, string>
  /** Calls without a cost: they are in no sum. */
  withoutCost: number
  /** Those of them that only `include: ['cost']` brings a cost for. */
  costNotAsked: number
}

/** Counts calls one by one; its size does not depend on how many they are. */
export class Tally {
  #calls = 0
  readonly #seconds = new DecimalSum()
  #withDuration = 0
  readonly #outcomes: Record<Outcome, number> = { answered: 0, no_answer: 0, failed: 0, unknown: 0 }
  readonly #cost = new Map<string, DecimalSum>()
  #withCost = 0
  #costNotAsked = 0

  get calls(): number {
    return this.#calls
  }

  add(call: CountedCall): void {
    this.#calls++
    if (call.durationSeconds !== null && this.#seconds.add(call.durationSeconds)) this.#withDuration++
    this.#outcomes[outcomeOf(call)]++
    const { cost } = call
    if (cost) this.#addCost(cost.amount, cost.unit)
    else if (cost === undefined && !call.missing?.includes('cost')) this.#costNotAsked++
  }

  #addCost(amount: string, unit: string): void {
    const sum = this.#cost.get(unit) ?? new DecimalSum()
    if (!sum.add(amount)) return
    this.#withCost++
    this.#cost.set(unit, sum)
  }

  measures(): Measures {
    return toMeasures({
      calls: this.#calls,
      seconds: this.#seconds,
      withDuration: this.#withDuration,
      outcomes: this.#outcomes,
      cost: [...this.#cost],
      withCost: this.#withCost,
      costNotAsked: this.#costNotAsked,
    })
  }
}

/** What a tally keeps of a group of calls. */
export interface Counted {
  calls: number
  seconds: DecimalSum
  withDuration: number
  outcomes: Record<Outcome, number>
  /** Units, in any order, and their sums. */
  cost: readonly [string, DecimalSum][]
  withCost: number
  costNotAsked: number
}

export function toMeasures({ calls, seconds: sum, withDuration, outcomes, cost, withCost, costNotAsked }: Counted): Measures {
  const { answered, no_answer: noAnswer, failed, unknown } = outcomes
  // Durations are numbers: their sum has no digits to keep but those that count.
  const seconds = sum.toString().replace(/\.0+$|(\.\d*[1-9])0+$/, '$1')
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
    cost: Object.fromEntries(
      cost.toSorted(([one], [other]) => compareTexts(one, other)).map(([unit, amount]) => [unit, amount.toString()]),
    ),
    withoutCost: calls - withCost,
    costNotAsked,
  }
}
