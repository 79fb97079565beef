import type { CallState } from './simulated-call.js'
import type { Revision, World } from './world.js'

/** Changes to a call. Stamps are epoch milliseconds. */
export interface CallChanges {
  /** Its state. A platform may lack some of the states that can still change, and then shows its nearest one. */
  state?: CallState
  startedAt?: number | null
  endedAt?: number | null
  /** When it was changed. Default: now if there is a clock, otherwise a second after its last change. */
  updatedAt?: number
  durationSeconds?: number | null
  /** Whether there is a transcript by now, and so on. An unknown cost differs from none. */
  transcript?: boolean
  recording?: boolean
  analysis?: boolean
  cost?: boolean
}

const stamps = ['startedAt', 'endedAt', 'updatedAt'] as const
const parts = ['transcript', 'recording', 'analysis', 'cost'] as const

// The latest possible Date.
const isInstant = (value: unknown) => Number.isFinite(value) && Math.abs(Number(value)) <= 8.64e15
const stampOrNull = [(value: unknown) => value === null || isInstant(value), 'epoch milliseconds, or null'] as const
const flag = [(value: unknown) => typeof value === 'boolean', 'true or false'] as const

/** Allowed values of each member. The platform itself checks whether it has a word for a state. */
const allowed: Record<keyof CallChanges, readonly [(value: unknown) => boolean, string]> = {
  state: [(value) => typeof value === 'string', 'a state such as completed'],
  startedAt: stampOrNull,
  endedAt: stampOrNull,
  updatedAt: [isInstant, 'epoch milliseconds'],
  durationSeconds: [
    (value) => value === null || (Number.isFinite(value) && Number(value) >= 0),
    'a number of 0 or more, or null',
  ],
  transcript: flag,
  recording: flag,
  analysis: flag,
  cost: flag,
}

/** @throws Error naming the first wrong member and the right form */
export function checkChanges(changes: CallChanges): void {
  if (typeof changes !== 'object' || changes === null) throw new Error(`Invalid changes: received ${changes}. Pass an object.`)
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(allowed, name))
      throw new Error(`Unknown member of changes: ${name}. Known: ${Object.keys(allowed).join(', ')}.`)
    // The check makes `name` one of the members.
    const [isFine, right] = allowed[name as keyof CallChanges]
    if (value === undefined || isFine(value)) continue
    const received = typeof value === 'string' ? `"${value}"` : String(value)
    throw new Error(`Invalid ${name}: received ${received}. Pass ${right}.`)
  }
}

/** The changes, in the world's terms. */
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
