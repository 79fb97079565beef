import type { Platform } from '../platform.js'
import type { World, WorldCall } from '../world/world.js'
import type { Hook, HookDefinition } from './hook-definition.js'

/** By the clock, nothing of a call changes any more this long after it was created. */
const LONGEST_STORY_MS = 30 * 60_000

/** A hook to send. */
export interface DueHook extends Hook {
  index: number
  callId: string
  body: object
}

/** Finds out which hooks a world has sent since it was last asked. Calls that are there at the start have sent theirs. */
export class HookFeed {
  readonly #definition: HookDefinition
  readonly #platform: Platform
  /** Names of what calls that may still change have sent. */
  readonly #sent = new Map<number, Set<string>>()
  #end: number

  constructor(definition: HookDefinition, platform: Platform) {
    this.#definition = definition
    this.#platform = platform
    this.#end = platform.world.end
    platform.world.watch()
    for (const index of this.#going()) this.#sent.set(index, this.#sentBy(platform.world.call(index)))
  }

  next(): DueHook[] {
    const { world } = this.#platform
    const changed = world.takeChanged()
    for (const [index, before] of changed) {
      if (!this.#sent.has(index)) this.#sent.set(index, before ? this.#sentBy(before) : new Set())
    }
    for (let index = this.#end; index < world.end; index++) if (!this.#sent.has(index)) this.#sent.set(index, new Set())
    this.#end = world.end
    const going = new Set(this.#going())
    const due = [...new Set([...changed.keys(), ...going])].sort((one, other) => one - other).flatMap((index) => this.#due(index))
    if (world.now !== null) for (const index of this.#sent.keys()) if (!going.has(index)) this.#sent.delete(index)
    return due
  }

  #due(index: number): DueHook[] {
    const { world } = this.#platform
    const sent = this.#sent.get(index)
    if (!sent || !world.isLive(index)) return []
    const call = world.call(index)
    const at = world.now ?? Date.now()
    return this.#definition.sent(call, this.#platform).flatMap((name) => {
      if (sent.has(name)) return []
      const hook = { name, position: sent.size, at }
      sent.add(name)
      return [{ ...hook, index, callId: call.id, body: this.#definition.body(hook, call, this.#platform) }]
    })
  }

  #sentBy(call: WorldCall): Set<string> {
    return new Set(this.#definition.sent(call, this.#platform))
  }

  /** Calls that the clock may change. */
  #going(): number[] {
    const { world } = this.#platform
    return world.now === null ? [] : createdAfter(world, world.now - LONGEST_STORY_MS)
  }
}

function createdAfter(world: World, instant: number): number[] {
  const found: number[] = []
  for (let index = world.end - 1; index >= 0 && (world.stamp(index, 'createdAt') ?? 0) > instant; index--) found.push(index)
  return found
}
