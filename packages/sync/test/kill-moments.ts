import type { Simulator } from '@callspec/simulator'
import { openStore, sync } from '@callspec/sync'
import type { Part } from 'callspec'
import { sourceOf } from './source-of.ts'

/** When to kill a sync: so long after its platform got so many requests. */
export interface KillMoment {
  phase: keyof typeof PHASES
  request: number
  delayMs: number
}

interface Phase {
  calls: number
  include: readonly Part[]
  /** What is done before the sync that is killed. */
  before: (address: string, simulator: Simulator) => Promise<void>
  /** Requests of the sync that is killed, about. */
  requests: number
}

const nothing = async () => undefined

export const PHASES = {
  'first pass': { calls: 1500, include: [], before: nothing, requests: 13 },
  'later pass': {
    calls: 1000,
    include: [],
    requests: 7,
    async before(address, simulator) {
      const store = await openStore(address)
      await sync([sourceOf(simulator)], store)
      await store.close()
      for (const { id } of [...simulator.calls()].slice(-60, -20)) simulator.revise(id, { durationSeconds: 77 })
    },
  },
  'late parts': { calls: 300, include: ['transcript'], before: nothing, requests: 150 },
} as const satisfies Record<string, Phase>

/** Moments drawn from a seed, the same ones each time. The phases take turns. */
export function killMoments(count: number, seed: number): KillMoment[] {
  const random = randomFrom(seed)
  // Object.keys forgets the names.
  const phases = Object.keys(PHASES) as (keyof typeof PHASES)[]
  return Array.from({ length: count }, (_, index) => {
    const phase = phases[index % phases.length]!
    return { phase, request: 1 + Math.floor(random() * PHASES[phase].requests), delayMs: Math.floor(random() * 12) }
  })
}

/** Numbers from 0 to 1 (Mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
