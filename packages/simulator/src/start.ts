import type { SimulatorDefinition } from './define-simulator.js'
import type { FaultName } from './faults/catalogue.js'
import type { StrayRequest } from './faults/elsewhere.js'
import { checkFaultRule, type FaultRule } from './faults/fault-rule.js'
import { FaultRules, fitsPlatform } from './faults/fault-rules.js'
import { readKnobs } from './knobs.js'
import { RequestLog } from './server/request-log.js'
import { serve } from './server/server.js'
import { simulators } from './simulators.js'
import { type CallChanges, checkChanges, revisionOf } from './world/call-changes.js'
import { Listing } from './world/listing.js'
import { seedOf } from './world/random.js'
import type { SimulatedCall } from './world/simulated-call.js'
import { World } from './world/world.js'

export type ProviderId = keyof typeof simulators

export interface SimulatorOptions {
  /** Calls at the start. Default 1000. Millions are fine: none is held in memory. */
  calls?: number
  /** The same seed gives the same calls. Default 1. */
  seed?: number
  /** Default 0, any free port. */
  port?: number
  /** Wait before every answer. Default 0. */
  latencyMs?: number
  /**
   * Names, without a port, under which it may be called beside those of loopback. Whatever else stands in `Host` is answered
   * with a 403 and left out of `requests`, so that no page elsewhere reads it.
   */
  allowedHosts?: readonly string[]
  /**
   * When the newest call was created, ISO 8601 with an offset. Fixed by default (2026-11-20T12:00:00Z), so that the data is the
   * same every day; with a `clock` what that says at the start.
   */
  newest?: string
  /**
   * The time in epoch milliseconds, such as `Date.now`, read at every request. With it calls arrive as their time comes, and
   * each is queued, rings, goes on and ends; transcript, recording, analysis and cost follow minutes later. The same seed,
   * `newest` and time give the same calls. Default: none, and nothing changes by itself.
   */
  clock?: () => number
  /** Mean distance between two calls. Default 300, at least 1. */
  spacingSeconds?: number
  /** Undocumented behaviours, by id. What each platform has is in `knobs`. */
  knobs?: Readonly<Record<string, string>>
  /** What goes wrong. A request meets the first of these that is about it. */
  faults?: readonly FaultRule[]
}

export interface SimulatorsOptions extends Omit<SimulatorOptions, 'knobs'> {
  /** The first of consecutive ports. Default 0, any free ports. */
  port?: number
  /** Knobs per platform. */
  knobs?: { readonly [Id in ProviderId]?: Readonly<Record<string, string>> }
  /** For every platform where they can happen. */
  faults?: readonly FaultRule[]
}

export interface Simulator {
  provider: ProviderId
  /** What a client takes as its base URL. */
  baseUrl: string
  /** The only credentials that are accepted, under their names in code. */
  credentials: Record<string, string>
  /** Every call that can be listed, oldest first. */
  calls(): Iterable<SimulatedCall>
  /** The list row of a call, as on the wire. */
  row(call: SimulatedCall): unknown
  /** A call that can be listed; undefined where there is none. */
  call(id: string): SimulatedCall | undefined
  /** Newer calls enter at the newest end: at their distance, or now where there is a clock. They are as `changes` says. */
  arrive(count: number, changes?: CallChanges): SimulatedCall[]
  /** Takes a call out of every answer; false where there is no such call. */
  vanish(id: string): boolean
  /**
   * Changes a call in all that follows: list, single call, filters and `calls()`. A `state` brings what follows from it, such
   * as the word, the end and the parts, unless they are given as well. What the platform does not show, it still does not.
   * Gives the call as it is then; undefined where there is none.
   */
  revise(id: string, changes: CallChanges): SimulatedCall | undefined
  requests: RequestLog
  /** One more rule from now on, after those that are there. */
  fault(rule: FaultRule): void
  /** No more faults. Answers that hang already go on hanging. */
  clearFaults(): void
  /** Whether a row of this call went out that a fault had changed, since the start; by that fault, where one is named. */
  isAltered(call: SimulatedCall, fault?: FaultName): boolean
  /** What followed the fault `redirect-elsewhere` to another origin. */
  strayRequests: readonly StrayRequest[]
  close(): Promise<void>
}

const DEFAULT_SEED = 1
const DEFAULT_NEWEST = '2026-11-20T12:00:00Z'
const STAMP = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/
// No Date is later.
const LAST_INSTANT = 8.64e15
// A timer cannot wait longer; it would not wait at all.
const LONGEST_LATENCY = 2 ** 31 - 1

/** Starts one platform on loopback. */
export async function startSimulator(provider: ProviderId, options: SimulatorOptions = {}): Promise<Simulator> {
  if (!('withResolvers' in Promise)) throw new Error('The simulators need Node 22.12 or newer.')
  const definition: SimulatorDefinition | undefined = Object.hasOwn(simulators, provider) ? simulators[provider] : undefined
  if (!definition) {
    throw new Error(`Unknown platform "${provider}". Known: ${Object.keys(simulators).join(', ')}.`)
  }
  return { provider, ...(await startDefinition(provider, definition, options)) }
}

/** Starts a platform that is not in the registry. Not part of the package: the benchmark serves its peers by it. */
export async function startDefinition(
  name: string,
  definition: SimulatorDefinition,
  options: SimulatorOptions = {},
): Promise<Omit<Simulator, 'provider'>> {
  const { calls = 1000, seed = DEFAULT_SEED, port = 0, latencyMs = 0, allowedHosts = [], spacingSeconds = 300, clock } = options
  const started = clock?.() ?? 0
  check('clock', started, Math.abs(started) <= LAST_INSTANT, 'a function that gives epoch milliseconds')
  const newest = options.newest ?? (clock ? new Date(started).toISOString() : DEFAULT_NEWEST)
  check('calls', calls, Number.isInteger(calls) && calls >= 0, 'an integer of 0 or more')
  checkSeed(seed)
  check(
    'newest',
    newest,
    STAMP.test(newest) && !Number.isNaN(Date.parse(newest)),
    'an ISO 8601 stamp such as 2026-11-20T12:00:00Z',
  )
  check('spacingSeconds', spacingSeconds, Number.isFinite(spacingSeconds) && spacingSeconds >= 1, 'a number of 1 or more')
  check('latencyMs', latencyMs, latencyMs >= 0 && latencyMs <= LONGEST_LATENCY, `milliseconds from 0 to ${LONGEST_LATENCY}`)
  const knob = readKnobs(name, definition.knobs, options.knobs ?? {})
  const world = new World(definition.traits(knob), {
    calls,
    seed,
    newest: Date.parse(newest),
    spacingMs: spacingSeconds * 1000,
    clock,
  })
  const faults = new FaultRules(name, definition, seed)
  for (const rule of options.faults ?? []) faults.add(rule)
  const requests = new RequestLog()
  const { platform, close } = await serve(definition, { port, latencyMs, allowedHosts }, requests, faults, (origin) => ({
    world,
    listing: new Listing(world),
    knob,
    baseUrl: `${origin}${definition.basePath}`,
    credentials: definition.credentials,
  }))

  const truth = (index: number): SimulatedCall => definition.truth(world.call(index), platform)
  const find = (id: string): number | undefined => {
    world.tick()
    const index = world.indexOf(id)
    return index !== undefined && world.isLive(index) ? index : undefined
  }
  const change = (index: number, changes: CallChanges): SimulatedCall => {
    world.revise(index, revisionOf(world, index, changes))
    return truth(index)
  }

  return {
    baseUrl: platform.baseUrl,
    credentials: { ...definition.credentials },
    *calls() {
      world.tick()
      for (let index = 0; index < world.end; index++) if (world.isLive(index)) yield truth(index)
    },
    call(id) {
      const index = find(id)
      return index === undefined ? undefined : truth(index)
    },
    row: (call) => definition.row(world.call(call.index), platform),
    arrive(count, changes) {
      check('count', count, Number.isInteger(count) && count >= 0, 'an integer of 0 or more')
      if (changes !== undefined) checkChanges(changes)
      world.tick()
      return world.arrive(count).map(({ index }) => (changes ? change(index, changes) : truth(index)))
    },
    vanish(id) {
      const index = find(id)
      return index !== undefined && world.vanish(index)
    },
    revise(id, changes) {
      checkChanges(changes)
      const index = find(id)
      return index === undefined ? undefined : change(index, changes)
    },
    requests,
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    isAltered: (call, fault) => faults.altered.has(call.index, fault),
    strayRequests: faults.elsewhere.requests,
    close: async () => {
      await Promise.all([close(), faults.elsewhere.close()])
    },
  }
}

/** Starts every platform in alphabetical order, each with a seed made of the given one and its id, and the next port where one is given. */
export async function startSimulators(options: SimulatorsOptions = {}): Promise<Record<ProviderId, Simulator>> {
  const { knobs = {}, port = 0, faults = [], seed = DEFAULT_SEED, ...shared } = options
  checkSeed(seed)
  // All that is wrong but the platform, which is not passed over below.
  for (const rule of faults) checkFaultRule(rule)
  // Object.keys forgets that the keys of the registry are the ids.
  const providers = Object.keys(simulators) as ProviderId[]
  const started: Simulator[] = []
  try {
    for (const [position, provider] of providers.entries()) {
      const own = {
        ...shared,
        // Platforms that took the same calls at the same second would look made up.
        seed: seedOf(seed, provider),
        port: port === 0 ? 0 : port + position,
        knobs: knobs[provider],
        faults: faults.filter((rule) => fitsPlatform(rule, simulators[provider])),
      }
      started.push(await startSimulator(provider, own))
    }
  } catch (error) {
    await Promise.all(started.map((simulator) => simulator.close()))
    throw error
  }
  // One entry per provider was pushed, which Object.fromEntries cannot know.
  return Object.fromEntries(started.map((simulator) => [simulator.provider, simulator])) as Record<ProviderId, Simulator>
}

const checkSeed = (seed: number): void => check('seed', seed, Number.isInteger(seed), 'an integer')

function check(option: string, received: unknown, isFine: boolean, right: string): void {
  if (isFine) return
  // JSON has no NaN and no infinity.
  const text = typeof received === 'number' ? String(received) : JSON.stringify(received)
  throw new Error(`Invalid ${option}: received ${text}. Pass ${right}.`)
}
