import { CallspecError } from '@callspec/core'
import type { Call, OrderName, Source } from '@callspec/provider'
import { groundOf } from '../query/order-guarantees.js'
import type { SourcePlan } from '../query/plan.js'
import { ListCheckpoint, type PageCheckpoint } from './checkpoint.js'
import { type Watermark, type YieldOrder, yieldOrder } from './watermark.js'

/** Checkpoint of a source. JSON-safe. */
export interface SourceState {
  /** The end of the calls that were yielded; `null`: none yet. */
  watermark: Watermark | null
  /** How far each of the source's lists was read. */
  lists: (PageCheckpoint | null)[]
  /** Ids of the calls that were yielded without the stamp that calls are yielded by; absent where there are none. */
  undated?: string[]
  /** What resuming relies on: a documented order of the source's lists, or an assumed one. */
  order: 'documented' | 'assumed'
}

/** Follows which calls of a source were yielded, by this listing and by the one that it resumes. */
export class SourceCheckpoint {
  /** One per list of the source. */
  readonly lists: ListCheckpoint[]
  readonly by: YieldOrder['by']
  readonly #plan: SourcePlan
  readonly #order: YieldOrder
  readonly #resumed: Watermark | null
  /** Ids that the resumed listing yielded, where the stamp alone does not tell; undefined: none is resumed. */
  readonly #ids: ReadonlySet<string> | undefined
  readonly #undated: string[]
  #watermark: Watermark | null

  /** @throws CallspecError `unsupported` where the source's order does not tell where it stood */
  constructor(source: Source, plan: SourcePlan, order: OrderName, resumed: SourceState | undefined) {
    if (resumed && order === 'arrival' && plan.order.direction === null) {
      throw new CallspecError(`${source.id} lists its calls in no reliable order, so it cannot be resumed. Use order 'newest'.`, {
        code: 'unsupported',
        provider: source.provider,
        source: source.id,
      })
    }
    const { watermark = null, undated = [], lists = [] } = resumed ?? {}
    this.#plan = plan
    this.#order = yieldOrder(order, plan.order, source)
    this.by = this.#order.by
    this.#resumed = watermark
    this.#ids = resumed && new Set([...(watermark?.ids ?? []), ...undated])
    this.#undated = [...undated]
    this.#watermark = copyOf(watermark)
    this.lists = plan.requests.map((_, index) => new ListCheckpoint(lists[index] ?? null))
  }

  /** Whether the resumed listing yielded a call. */
  wasYielded(call: Call): boolean {
    if (this.#ids === undefined) return false
    const stamp = call[this.by]
    return this.#ids.has(call.id) || (stamp !== null && this.#resumed !== null && this.#order.isPast(stamp, this.#resumed.at))
  }

  /** Takes a call that was yielded; gives its stamp where the watermark moved to it. */
  yielded(call: Call): string | undefined {
    const at = call[this.by]
    if (at === null) {
      this.#undated.push(call.id)
      return undefined
    }
    this.#watermark ??= { at, ids: [] }
    const watermark = this.#watermark
    const { areTied, isPast } = this.#order
    if (areTied(watermark.at, at)) watermark.ids.push(call.id)
    // One that came too late lies before the watermark already: those that came before it are not to come again.
    else if (isPast(at, watermark.at)) return undefined
    // The one id is written over: a new array for every call would be garbage.
    else if (watermark.ids.length === 1) watermark.ids[0] = call.id
    else watermark.ids = [call.id]
    watermark.at = at
    return at
  }

  /** `merged`: up to where the other sources were yielded in a merged order. A source that gave nothing yet has nothing before it. */
  state(merged: string | undefined): SourceState {
    const watermark = this.#watermark ?? (merged === undefined ? null : { at: merged, ids: [] })
    const { order } = this.#plan
    const lists = this.lists.map((list) => {
      // A list that runs the other way is read from its beginning: what was not yielded yet stands there.
      if (!order.asWanted) return null
      return watermark === null ? list.from : list.first((stamp) => this.#order.isPast(stamp, watermark.at))
    })
    return {
      watermark: copyOf(watermark),
      lists,
      ...(this.#undated.length > 0 && { undated: [...this.#undated] }),
      order: groundOf(order),
    }
  }
}

const copyOf = (watermark: Watermark | null) => watermark && { at: watermark.at, ids: [...watermark.ids] }
