import type { CallState } from './simulated-call.js'
import type { Revision, World } from './world.js'

/** What of a call is to be another. Stamps are epoch milliseconds. */
export interface CallChanges {
  /** Where it stands. Of the states that can still change a platform has some; it then shows the nearest of its own. */
  state?: CallState
  startedAt?: number | null
  endedAt?: number | null
  /** When it was changed. By default now, where there is a clock, or a second after it was changed last. */
  updatedAt?: number
  durationSeconds?: number | null
  /** Whether there is a transcript by now, and so on. A cost that is not known is another thing than none. */
  transcript?: boolean
  recording?: boolean
  analysis?: boolean
  cost?: boolean
}

const stamps = ['startedAt', 'endedAt', 'updatedAt'] as const
const parts = ['transcript', 'recording', 'analysis', 'cost'] as const

/** The changes in terms of the world. */
export function revisionOf(world: World, index: number, changes: CallChanges): Revision {
  const { state, durationSeconds } = changes
  const given = <Name extends keyof CallChanges>(names: readonly Name[]) =>
    Object.fromEntries(names.filter((name) => changes[name] !== undefined).map((name) => [name, changes[name]]))
  const followed: Revision =
    state === undefined ? { updatedAt: world.nextUpdate(world.call(index).updatedAt) } : world.restate(index, state)
  return {
    ...followed,
    ...given(stamps),
    ...(durationSeconds !== undefined && { durationMs: durationSeconds === null ? null : durationSeconds * 1000 }),
    parts: { ...followed.parts, ...given(parts) },
  }
}
