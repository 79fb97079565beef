import type { CallOperation, SimulatorDefinition } from '../define-simulator.js'
import { draw, streams } from '../world/random.js'
import { AlteredCalls } from './altered-calls.js'
import { catalogue, type FaultName, faultsOf } from './catalogue.js'
import { Elsewhere } from './elsewhere.js'
import type { Delivery, Exchange } from './fault.js'
import { checkFaultRule, type FaultRule } from './fault-rule.js'

/** The fault of a request. */
export interface DrawnFault {
  name: FaultName
  inject(exchange: ServerExchange): void | Promise<void>
  deliver(delivery: Delivery): void | Promise<void>
}

/** What the server knows about a request. */
export type ServerExchange = Omit<Exchange, 'markAltered' | 'elsewhere'>

interface ActiveRule {
  rule: FaultRule
  /** Makes two rules with the same rate draw differently. */
  stream: number
  seen: number
  happened: number
}

/** The faults of one simulator: which request gets which, and what they recorded. */
export class FaultRules {
  readonly altered = new AlteredCalls()
  readonly elsewhere: Elsewhere
  readonly #provider: string
  readonly #definition: SimulatorDefinition
  readonly #seed: number
  #rules: ActiveRule[] = []
  #given = 0

  constructor(provider: string, definition: SimulatorDefinition, seed: number) {
    this.elsewhere = new Elsewhere(definition.credentials)
    this.#provider = provider
    this.#definition = definition
    this.#seed = seed
  }

  /** Throws if the rule is invalid, or can never happen at this platform. */
  add(rule: FaultRule): void {
    checkFaultRule(rule)
    const { fault, operation } = rule
    const possible = faultsOf(this.#definition)
    if (!possible.includes(fault)) {
      throw new Error(`Fault "${fault}" cannot happen at ${this.#provider}. Known: ${possible.join(', ')}.`)
    }
    const operations = operationsOf(this.#definition)
    if (operation !== undefined && !operations.has(operation)) {
      throw new Error(
        `${this.#provider} has no operation "${operation}" for fault "${fault}". Known: ${[...operations].join(', ')}.`,
      )
    }
    this.#rules.push({ rule: { ...rule }, stream: streams.fault + this.#given++, seen: 0, happened: 0 })
  }

  clear(): void {
    this.#rules = []
  }

  /** The fault of the request that has just arrived: that of the first rule that hits. Every rule counts the request. */
  next(operation: CallOperation): DrawnFault | undefined {
    let drawn: ActiveRule | undefined
    for (const active of this.#rules) {
      if (!isAbout(active.rule, operation)) continue
      active.seen++
      if (!drawn && this.#meets(active)) drawn = active
    }
    if (!drawn) return undefined
    drawn.happened++
    const { fault, value } = drawn.rule
    const traces = { markAltered: (index: number) => this.altered.add(fault, index), elsewhere: this.elsewhere }
    return {
      name: fault,
      inject: (exchange) => catalogue[fault].inject?.({ ...exchange, ...traces }, value),
      deliver: (delivery) => catalogue[fault].deliver?.(delivery, value),
    }
  }

  #meets({ rule: { at, rate, times }, stream, seen, happened }: ActiveRule): boolean {
    if (times !== undefined && happened >= times) return false
    if (at === undefined && rate === undefined) return true
    return (at?.includes(seen) ?? false) || draw(this.#seed, seen, stream) / 2 ** 32 < (rate ?? 0)
  }
}

const isAbout = ({ fault, operation }: FaultRule, asked: CallOperation): boolean =>
  (operation === undefined || operation === asked) && (catalogue[fault].operations?.includes(asked) ?? asked !== 'hook')

/** Whether a rule for several platforms can happen at one of them. */
export const fitsPlatform = ({ fault, operation }: FaultRule, definition: SimulatorDefinition): boolean =>
  faultsOf(definition).includes(fault) && (operation === undefined || operationsOf(definition).has(operation))

const operationsOf = ({ calls, recordings, hooks }: SimulatorDefinition): Set<CallOperation> =>
  new Set<CallOperation>([
    ...Object.values(calls.operations),
    ...(recordings ? (['recording'] as const) : []),
    ...(hooks ? (['hook'] as const) : []),
    'other',
  ])
