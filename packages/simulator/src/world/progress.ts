import { draw, streams } from './random.js'
import type { CallState } from './simulated-call.js'

/** Delay of each part after the end of the call, in seconds: the minimum, and the most on top of it. */
const lateness = { transcript: [5, 55], recording: [30, 270], analysis: [60, 540], cost: [60, 540] } as const

/** The parts of a call that is over. Each may come later than its end. */
export type CallParts = Readonly<Record<keyof typeof lateness, boolean>>

/** The members of a call that change while it goes on. */
interface Progress {
  index: number
  createdAt: number
  startedAt: number | null
  endedAt: number | null
  updatedAt: number
  durationMs: number | null
  status: string | null
  state: CallState
  talked: boolean
  parts: CallParts
}

/**
 * A call's state at an instant, from its final state: it is queued, rings, goes on, ends, and then its parts come, each in its own time.
 */
export function asOf<Call extends Progress>(
  now: number,
  call: Call,
  begins: number,
  world: { seed: number; statusOf(state: CallState): Pick<Progress, 'status' | 'state'> },
): Call {
  const { index, createdAt, startedAt } = call
  const ends = call.endedAt ?? begins
  const due = Object.entries(lateness).map(([part, [least, more]], place): [keyof CallParts, number] => [
    // `Object.entries` loses the type of the names.
    part as keyof CallParts,
    ends + 1000 * (least + (draw(world.seed, index, streams.parts + place) % (more + 1))),
  ])
  const parts = Object.fromEntries(due.map(([part, at]) => [part, call.parts[part] && at <= now])) as CallParts
  const changes = [begins, ends, call.updatedAt, ...due.flatMap(([part, at]) => (call.parts[part] ? [at] : []))]
  const known = { ...call, parts, updatedAt: Math.max(createdAt, ...changes.filter((at) => at <= now)) }
  if (now >= ends) return known
  const state = now >= begins && call.talked ? 'in_progress' : now < (createdAt + begins) / 2 ? 'queued' : 'ringing'
  return {
    ...known,
    ...world.statusOf(state),
    startedAt: startedAt !== null && startedAt <= now ? startedAt : null,
    endedAt: null,
    durationMs: null,
    talked: false,
  }
}
