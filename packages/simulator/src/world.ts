import { draw, pick, streams } from './random.js'
import type { CallState } from './simulated-call.js'

export interface Agent {
  id: string
  name: string
  number: string
}

export interface Campaign {
  id: string
  name: string
}

/** How a platform speaks of calls: what its world is made of. */
export interface WorldTraits {
  /** Stamps are multiples of this: 1000 where the platform writes whole seconds. */
  precisionMs: 1 | 1000
  id(seed: number, index: number): string
  /** The index that an id stands for, or NaN. The world checks that the index has exactly this id. */
  indexOf(seed: number, id: string): number
  /** Wire words of the type or direction. A word that stands here twice is twice as likely. */
  kinds: readonly string[]
  /** Wire words of the status, as above. */
  statuses: readonly { word: string; state: CallState }[]
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
}

/** Everything there is to know about one call, whether a row of the platform shows it or not. */
export interface WorldCall {
  index: number
  id: string
  createdAt: number
  startedAt: number | null
  endedAt: number | null
  updatedAt: number
  kind: string
  /** null only for calls that were made through an API that does not say what their status would be. */
  status: string | null
  state: CallState
  /** Whether customer and agent spoke, so that there is a transcript. */
  talked: boolean
  /** null while the call goes on. */
  durationMs: number | null
  agent: Agent
  campaign: Campaign | null
  customer: number
  customerNumber: string
  isTest: boolean
  /** What a caller of the API attached. */
  metadata: Readonly<Record<string, unknown>>
}

/** Customers of a world, numbered from 0. */
export const customerCount = 60

/** The number of a customer, from the range that is kept free for fiction. */
export const customerNumber = (customer: number): string => `+1555010${1000 + customer}`

/** The number of the n-th agent of a platform. */
export const agentNumber = (agent: number): string => `+1555020${1001 + agent}`

/** The calls of one platform, oldest first. Holds nothing but what was changed. */
export class World {
  readonly seed: number
  /** One more than the largest index in use. */
  end: number
  /** Grows with every change; whoever caches compares it. */
  version = 0
  readonly traits: WorldTraits
  readonly #calls: number
  readonly #base: number
  readonly #spacingMs: number
  readonly #vanished = new Set<number>()
  readonly #revisions = new Map<number, Partial<WorldCall>>()

  constructor(traits: WorldTraits, options: WorldOptions) {
    this.traits = traits
    this.seed = options.seed
    this.end = options.calls
    this.#calls = options.calls
    this.#spacingMs = options.spacingMs
    this.#base = options.newest - (options.calls - 1) * options.spacingMs
  }

  get hasVanished(): boolean {
    return this.#vanished.size > 0
  }

  isLive(index: number): boolean {
    return index >= 0 && index < this.end && !this.#vanished.has(index)
  }

  /** The index of a call that once had this id, vanished or not. */
  indexOf(id: string): number | undefined {
    const index = this.traits.indexOf(this.seed, id)
    const exists = Number.isInteger(index) && index >= 0 && index < this.end
    return exists && this.traits.id(this.seed, index) === id ? index : undefined
  }

  find(id: string): WorldCall | undefined {
    const index = this.indexOf(id)
    return index !== undefined && this.isLive(index) ? this.call(index) : undefined
  }

  /** Newer calls enter. */
  arrive(count: number): WorldCall[] {
    const first = this.end
    this.end += count
    this.version++
    return Array.from({ length: count }, (_, offset) => this.call(first + offset))
  }

  /** A newer call enters that was asked for just now: nobody has spoken yet. What is not told of it, the seed gives. */
  make(told: Partial<WorldCall>): WorldCall {
    return this.revise(this.end++, { talked: false, endedAt: null, durationMs: null, ...told })
  }

  vanish(index: number): boolean {
    if (!this.isLive(index)) return false
    this.#vanished.add(index)
    this.version++
    return true
  }

  revise(index: number, revision: Partial<WorldCall>): WorldCall {
    this.#revisions.set(index, { ...this.#revisions.get(index), ...revision })
    this.version++
    return this.call(index)
  }

  /** One stamp without making the whole call: sorting a million calls reads a million of these. */
  stamp(index: number, name: 'createdAt' | 'startedAt' | 'endedAt'): number | null {
    if (name === 'endedAt' || this.#revisions.has(index)) return this.call(index)[name]
    const createdAt = this.#createdAt(index)
    return name === 'createdAt' ? createdAt : this.#startedAt(index, createdAt)
  }

  call(index: number): WorldCall {
    const { traits, seed } = this
    const createdAt = this.#createdAt(index)
    const startedAt = this.#startedAt(index, createdAt)
    const status = pick(traits.statuses, draw(seed, index, streams.status))
    const ongoing = status.state === 'queued' || status.state === 'ringing' || status.state === 'in_progress'
    const talked = status.state === 'completed'
    const customer = draw(seed, index, streams.customer) % customerCount
    const campaign = draw(seed, index, streams.campaign) % (traits.campaigns.length + 2)

    const talkMs = 5_000 + (draw(seed, index, streams.duration) % 600_000)
    const durationMs = ongoing ? null : talked ? talkMs : 0
    // Stamps lie further apart than the duration says, as in Butter's documented example (120.5 s against 140 s).
    const wallMs = (durationMs ?? 0) + (draw(seed, index, streams.hangUp) % 20_000)
    const endedAt = ongoing ? null : this.#round((startedAt ?? createdAt) + wallMs)
    // One call in eight is touched again days later, so that reading the wrong stamp for a date filter shows.
    const late = draw(seed, index, streams.late)
    const lateMs = late % 8 === 0 ? (late >>> 3) % 259_200_000 : 0

    const call: WorldCall = {
      index,
      id: traits.id(seed, index),
      createdAt,
      startedAt,
      endedAt,
      updatedAt: this.#round((endedAt ?? startedAt ?? createdAt) + lateMs),
      kind: pick(traits.kinds, draw(seed, index, streams.kind)),
      status: status.word,
      state: status.state,
      talked,
      durationMs,
      agent: pick(traits.agents, draw(seed, index, streams.agent)),
      campaign: traits.campaigns[campaign] ?? null,
      customer,
      customerNumber: customerNumber(customer),
      isTest: draw(seed, index, streams.testing) % 10 === 0,
      metadata: {},
    }
    const revision = this.#revisions.get(index)
    return revision ? Object.assign(call, revision) : call
  }

  // Rises with the index: the jitter is smaller than the spacing, and a twin takes the stamp of the call before it.
  #createdAt(index: number): number {
    const twin = index !== this.#calls - 1 && draw(this.seed, index, streams.twin) % 12 === 0
    const slot = twin ? index - 1 : index
    const jitter = slot === this.#calls - 1 ? 0 : (draw(this.seed, slot, streams.jitter) / 2 ** 32) * 0.9 * this.#spacingMs
    return this.#round(this.#base + slot * this.#spacingMs - jitter)
  }

  // Up to 45 s after the creation, so that the order of starts is not the order of creations.
  #startedAt(index: number, createdAt: number): number | null {
    if (this.traits.missingStarts && draw(this.seed, index, streams.noStart) % 32 === 0) return null
    return this.#round(createdAt + (draw(this.seed, index, streams.start) % 45_001))
  }

  #round(instant: number): number {
    return Math.floor(instant / this.traits.precisionMs) * this.traits.precisionMs
  }
}
