import { draw, streams } from './random.js'
import type { CallParts, World, WorldCall } from './world.js'

/** How much later than the end of the call each part comes, in seconds: the least, and by how much more at most. */
const lateness = { transcript: [5, 55], recording: [30, 270], analysis: [60, 540], cost: [60, 540] } as const

/**
 * What is known at an instant of a call that is given as it will be in the end: it is queued, rings, goes on from when it
 * begins, is over, and then its parts come, each in its own time.
 */
export function asOf(now: number, call: WorldCall, begins: number, world: World): WorldCall {
  const { index, createdAt, startedAt } = call
  const ends = call.endedAt ?? begins
  const due = Object.entries(lateness).map(([part, [least, more]], place): [keyof CallParts, number] => [
    // Object.entries forgets the names of the members.
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
