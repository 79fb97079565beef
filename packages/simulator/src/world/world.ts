import { asOf, type CallParts } from './progress.js'
import { draw, pick, streams } from './random.js'
import { type CallState, isOngoing } from './simulated-call.js'

export interface Agent {
  id: string
  name: string
  number: string
}

export interface Campaign {
  id: string
  name: string
}

/** How a platform describes calls, which its world is made from. */
export interface WorldTraits {
  /** Stamps are multiples of this: 1000 if the platform writes whole seconds. */
  precisionMs: 1 | 1000
  id(seed: number, index: number): string
  /** The index in an id, or NaN. The world checks that the index has exactly this id. */
  indexOf(seed: number, id: string): number
  /** Wire words of the type or direction. A word that is here twice is twice as likely. */
  kinds: readonly string[]
  /** Wire words of the status, as above. `talked: false`: of calls that nobody spoke in, although the word says no more than that they are over. */
  statuses: readonly { word: string; state: CallState; talked?: false }[]
  agents: readonly Agent[]
  campaigns: readonly Campaign[]
  /** Whether about 3 % of the calls have no start stamp. */
  missingStarts?: boolean
}

export interface WorldOptions {
  calls: number
  seed: number
  /** Epoch milliseconds of the newest call. */
  newest: number
  spacingMs: number
  /** Epoch milliseconds. With a clock, calls arrive and progress in time. */
  clock?: () => number
}

/** The changes of a call. */
export type Revision = Partial<Omit<WorldCall, 'parts'>> & { parts?: Partial<CallParts> }

/** Everything about one call, whether a row of the platform shows it or not. */
export interface WorldCall {
  index: number
  id: string
  createdAt: number
  startedAt: number | null
  endedAt: number | null
  updatedAt: number
  kind: string
  /** null only for calls made through an API that does not document their status. */
  status: string | null
  state: CallState
  /** Whether customer and agent spoke. */
  talked: boolean
  /** The parts that exist by now. */
  parts: CallParts
  /** null while the call is in progress. */
  durationMs: number | null
  agent: Agent
  campaign: Campaign | null
  customer: number
  customerNumber: string
  isTest: boolean
  /** What a caller of the API attached. */
  metadata: Readonly<Record<string, unknown>>
}

/** The parts of a call in progress. Its cost is known: nothing yet. */
const nothing: CallParts = { transcript: false, recording: false, analysis: false, cost: true }

/** Customers of a world, numbered from 0. */
export const customerCount = 60

/** A customer's number, from the range that is reserved for fiction. */
export const customerNumber = (customer: number): string => `+1555010${1000 + customer}`

/** The number of the n-th agent of a platform. */
export const agentNumber = (agent: number): string => `+1555020${1001 + agent}`

/** The calls of one platform, oldest first. Stores only changes. */
export class World {
  readonly seed: number
  /** One more than the largest index in use. */
  end: number
  /** Grows with every change, for caches to compare. */
  version = 0
  readonly traits: WorldTraits
  readonly #calls: number
  readonly #base: number
  readonly #spacingMs: number
  readonly #vanished = new Set<number>()
  readonly #revisions = new Map<number, Revision>()
  readonly #clock: (() => number) | undefined
  /** The clock's last time; null without a clock. */
  #now: number | null = null
  /** Creation times of calls that arrived before their scheduled time. */
  readonly #early = new Map<number, number>()
  /** Calls that were changed since they were last taken, as they were before; null: they were not there. Only while somebody watches. */
  #changed: Map<number, WorldCall | null> | null = null

  constructor(traits: WorldTraits, options: WorldOptions) {
    this.traits = traits
    this.seed = options.seed
    this.end = options.calls
    this.#calls = options.calls
    this.#spacingMs = options.spacingMs
    this.#base = options.newest - (options.calls - 1) * options.spacingMs
    this.#clock = options.clock
    this.tick()
  }

  /** Reads the clock: until the next time, the world is that of one moment. */
  tick(): void {
    const now = this.#clock?.() ?? null
    if (now === this.#now) return
    if (now !== null && !Number.isFinite(now)) throw new Error(`Invalid clock: it returned ${now}. Return epoch milliseconds.`)
    this.#now = now
    this.version++
    while (now !== null && this.#createdAt(this.end) <= now) this.end++
  }

  /** The clock's last time; null without a clock. */
  get now(): number | null {
    return this.#now
  }

  /** When the first call was created. */
  get beginning(): number {
    return this.#createdAt(0)
  }

  get hasVanished(): boolean {
    return this.#vanished.size > 0
  }

  isLive(index: number): boolean {
    return index >= 0 && index < this.end && !this.#vanished.has(index)
  }

  /** The index of the call with this id, even if it has vanished. */
  indexOf(id: string): number | undefined {
    const index = this.traits.indexOf(this.seed, id)
    const exists = Number.isInteger(index) && index >= 0 && index < this.end
    return exists && this.traits.id(this.seed, index) === id ? index : undefined
  }

  find(id: string): WorldCall | undefined {
    const index = this.indexOf(id)
    return index !== undefined && this.isLive(index) ? this.call(index) : undefined
  }

  /** Keeps from now on which calls are changed other than by the clock, for `takeChanged`. */
  watch(): void {
    this.#changed = new Map()
  }

  /** Calls that were changed since the last time, as they were before; null: they were not there. */
  takeChanged(): ReadonlyMap<number, WorldCall | null> {
    const changed = this.#changed ?? new Map<number, WorldCall | null>()
    if (changed.size > 0) this.#changed = new Map()
    return changed
  }

  /** Adds newer calls; with a clock, they arrive now. */
  arrive(count: number): WorldCall[] {
    const first = this.end
    this.end += count
    this.version++
    if (this.#now !== null) for (let index = first; index < this.end; index++) this.#early.set(index, this.#round(this.#now))
    for (let index = first; index < this.end; index++) this.#changed?.set(index, null)
    return Array.from({ length: count }, (_, offset) => this.call(first + offset))
  }

  /** Adds a newer call that was just requested: nobody has spoken yet. Members that are not given come from the seed. */
  make(told: Partial<WorldCall>): WorldCall {
    const [{ index }] = this.arrive(1) as [WorldCall]
    const { status, state, ...rest } = told
    if (this.#now !== null) return this.revise(index, rest)
    return this.revise(index, { talked: false, endedAt: null, durationMs: null, parts: nothing, ...told })
  }

  vanish(index: number): boolean {
    if (!this.isLive(index)) return false
    this.#vanished.add(index)
    this.version++
    return true
  }

  revise(index: number, revision: Revision): WorldCall {
    if (this.#changed && !this.#changed.has(index)) this.#changed.set(index, this.call(index))
    const before = this.#revisions.get(index)
    this.#revisions.set(index, { ...before, ...revision, parts: { ...before?.parts, ...revision.parts } })
    this.version++
    return this.call(index)
  }

  /** Another state and what follows from it, as of now. */
  restate(index: number, state: CallState): Revision {
    const { createdAt, startedAt, updatedAt } = this.call(index)
    const { talked, parts, durationMs, endedAt } = this.#outcome(index, startedAt ?? createdAt, state)
    const begun = startedAt ?? createdAt
    const now = this.#now === null ? null : this.#round(this.#now)
    return {
      ...this.statusOf(state),
      talked,
      parts,
      // Nobody can have spoken beyond now.
      durationMs: durationMs === null || now === null ? durationMs : Math.min(durationMs, Math.max(0, now - begun)),
      endedAt: endedAt === null ? null : (now ?? endedAt),
      updatedAt: this.nextUpdate(Math.max(updatedAt, endedAt ?? 0)),
    }
  }

  /** When a call is changed again: now, or a second after its last change without a clock. */
  nextUpdate(last: number): number {
    return this.#round(this.#now ?? last + 1000)
  }

  /** The word of a state. A state in progress may use the word of another such state, or none; other states need their own. */
  statusOf(state: CallState): Pick<WorldCall, 'status' | 'state'> {
    const { statuses } = this.traits
    const found = statuses.find((each) => each.state === state)
    if (found) return { status: found.word, state }
    if (!isOngoing(state)) {
      const known = [...new Set(statuses.map((each) => each.state))].join(', ')
      throw new Error(`Invalid state: received "${state}", for which the platform has no word. Pass one of ${known}.`)
    }
    const near = statuses.find((each) => isOngoing(each.state))
    return near ? { status: near.word, state: near.state } : { status: null, state: 'unknown' }
  }

  /** One stamp without building the whole call: sorting a million calls reads a million of these. */
  stamp(index: number, name: 'createdAt' | 'startedAt' | 'endedAt'): number | null {
    if (name === 'endedAt' || this.#now !== null || this.#revisions.has(index)) return this.call(index)[name]
    const createdAt = this.#createdAt(index)
    return name === 'createdAt' ? createdAt : this.#startedAt(index, createdAt)
  }

  call(index: number): WorldCall {
    const { traits, seed } = this
    const createdAt = this.#createdAt(index)
    const startedAt = this.#startedAt(index, createdAt)
    // In a world with a clock, every call ends.
    const words = this.#now === null ? traits.statuses : traits.statuses.filter(({ state }) => !isOngoing(state))
    const status = pick(words, draw(seed, index, streams.status))
    const customer = draw(seed, index, streams.customer) % customerCount
    const campaign = draw(seed, index, streams.campaign) % (traits.campaigns.length + 2)
    const begins = this.#now === null ? (startedAt ?? createdAt) : this.#begins(index, createdAt)
    const outcome = this.#outcome(index, begins, status.state, status.talked)
    // One call in eight is updated days later, so that a date filter on the wrong stamp is noticed.
    const late = draw(seed, index, streams.late)
    const lateMs = late % 8 === 0 ? (late >>> 3) % 259_200_000 : 0

    const call: WorldCall = {
      index,
      id: traits.id(seed, index),
      createdAt,
      startedAt,
      updatedAt: this.#round((outcome.endedAt ?? startedAt ?? createdAt) + lateMs),
      kind: pick(traits.kinds, draw(seed, index, streams.kind)),
      status: status.word,
      state: status.state,
      ...outcome,
      agent: pick(traits.agents, draw(seed, index, streams.agent)),
      campaign: traits.campaigns[campaign] ?? null,
      customer,
      customerNumber: customerNumber(customer),
      isTest: draw(seed, index, streams.testing) % 10 === 0,
      metadata: {},
    }
    const known = this.#now === null ? call : asOf(this.#now, call, begins, this)
    const revision = this.#revisions.get(index)
    return revision ? { ...known, ...revision, parts: { ...known.parts, ...revision.parts } } : known
  }

  /** What follows from a state. */
  #outcome(
    index: number,
    begun: number,
    state: CallState,
    talked = state === 'completed',
  ): Pick<WorldCall, 'talked' | 'parts' | 'durationMs' | 'endedAt'> {
    const { seed } = this
    if (isOngoing(state)) return { talked: false, parts: nothing, durationMs: null, endedAt: null }
    const durationMs = talked ? 5_000 + (draw(seed, index, streams.duration) % 600_000) : 0
    const recording = talked && draw(seed, index, streams.recording) % 4 !== 0
    return {
      talked,
      parts: { transcript: talked, recording, analysis: talked, cost: true },
      durationMs,
      // Stamps lie further apart than the duration says, as in Butter's documented example (120.5 s against 140 s).
      endedAt: this.#round(begun + durationMs + (draw(seed, index, streams.hangUp) % 20_000)),
    }
  }

  // Rises with the index: the jitter is smaller than the spacing, and a twin has the stamp of the call before it.
  #createdAt(index: number): number {
    const early = this.#early.get(index)
    if (early !== undefined) return early
    // The newest has no jitter, so that with a clock no call arrives at once.
    const isNewest = index === this.#calls - 1 || (this.#clock !== undefined && index === this.#calls)
    const twin = !isNewest && draw(this.seed, index, streams.twin) % 12 === 0
    const slot = twin ? index - 1 : index
    const jitter = slot === this.#calls - 1 ? 0 : (draw(this.seed, slot, streams.jitter) / 2 ** 32) * 0.9 * this.#spacingMs
    return this.#round(this.#base + slot * this.#spacingMs - jitter)
  }

  // Up to 45 s after the creation, so that the order of starts is not the order of creations.
  #begins(index: number, createdAt: number): number {
    return this.#round(createdAt + (draw(this.seed, index, streams.start) % 45_001))
  }

  #startedAt(index: number, createdAt: number): number | null {
    const { missingStarts } = this.traits
    if (missingStarts && draw(this.seed, index, streams.noStart) % 32 === 0) return null
    // If every row has a start, even of calls that have not begun, it has to stay the same.
    return this.#now !== null && !missingStarts ? createdAt : this.#begins(index, createdAt)
  }

  #round(instant: number): number {
    return Math.floor(instant / this.traits.precisionMs) * this.traits.precisionMs
  }
}
