import type { PageCheckpoint, ParentCheckpoint, SeenParents } from '@callspec/core'
import { type Call, type OrderName, type Source, sourceError } from '@callspec/provider'
import { groundOf } from '../query/order-guarantees.js'
import type { SourcePlan } from '../query/plan.js'
import { ListCheckpoint } from './checkpoint.js'
import { type Watermark, type YieldOrder, yieldOrder } from './watermark.js'

/** Checkpoint of a source. JSON-safe. */
export interface SourceState extends SeenParents {
  /** The end of the calls that were yielded; `null`: none yet. */
  watermark: Watermark | null
  /** How far each of the source's lists was read; of each parent in turn, if it has a list for each. */
  lists: (PageCheckpoint | null)[]
  /** Ids of the yielded calls that lack that stamp; absent if there are none. */
  undated?: string[]
  /** What resuming relies on: a documented order of the source's lists, or an assumed one. */
  order: 'documented' | 'assumed'
}

/** Tracks which calls of a source were yielded, by this listing and by the one that it resumes. */
export interface SourceCheckpoint extends ParentCheckpoint {
  /** One checkpoint per list of the source, once it was opened; before, the state is what it was. */
  lists: ListCheckpoint[]
  /** The stamp by which calls are yielded. */
  by: YieldOrder['by']
  /** Whether the latest is yielded first. */
  descending: boolean
  /** Whether the resumed listing yielded a call. */
  wasYielded(call: Call): boolean
  /** Adds a yielded call; returns its stamp if the watermark moved there. */
  yielded(call: Call): string | undefined
  /** `merged`: the watermark of a merged listing, which a source without yielded calls has passed as well. */
  state(merged: string | undefined): SourceState
}

/** @throws CallspecError `unsupported` if the source has no order to resume by */
export function createSourceCheckpoint(
  source: Source,
  { order: listed }: SourcePlan,
  order: OrderName,
  resumed: SourceState | undefined,
): SourceCheckpoint {
  if (resumed && order === 'arrival' && listed.direction === null) {
    const text = `${source.id} lists its calls in no order to resume by. Use order 'newest'.`
    throw sourceError(source, 'unsupported', text)
  }
  const { by, descending, areTied, isPast } = yieldOrder(order, listed, source)
  const {
    watermark: before = null,
    lists: known = [],
    undated: already = [],
    order: _order,
    ...seen
  }: Partial<SourceState> = resumed ?? {}
  const undated = [...already]
  const ids = new Set([...(before?.ids ?? []), ...undated])
  let watermark = copyOf(before)
  const checkpoint: SourceCheckpoint = {
    lists: known.map((page) => new ListCheckpoint(page)),
    seen,
    open(count, now) {
      // Beyond the known ones, nothing is in the state.
      checkpoint.lists = Array.from({ length: count }, (_, index) => new ListCheckpoint(known[index] ?? null))
      checkpoint.seen = now
    },
    by,
    descending,
    wasYielded: resumed
      ? (call) => {
          const stamp = call[by]
          return ids.has(call.id) || (stamp !== null && before !== null && isPast(stamp, before.at))
        }
      : noCall,
    yielded(call) {
      const at = call[by]
      if (at === null) {
        undated.push(call.id)
        return undefined
      }
      watermark ??= { at, ids: [] }
      if (areTied(watermark.at, at)) watermark.ids.push(call.id)
      // A late call does not move the watermark back: calls yielded before it must not be repeated.
      else if (isPast(at, watermark.at)) return undefined
      // Overwritten, not replaced: bench/ENGINE.md.
      else if (watermark.ids.length === 1) watermark.ids[0] = call.id
      else watermark.ids = [call.id]
      watermark.at = at
      return at
    },
    state(merged) {
      const own = watermark ?? (merged === undefined ? null : { at: merged, ids: [] })
      return {
        watermark: copyOf(own),
        lists: checkpoint.lists.map((list) => {
          const page = own === null ? list.from : list.first((stamp) => isPast(stamp, own.at))
          // A list that runs the other way is read from its beginning, where its remaining calls are; a piece of time from its own.
          return listed.asWanted ? page : page?.cut ? { position: null, total: null, size: null, cut: page.cut } : null
        }),
        ...checkpoint.seen,
        ...(undated.length > 0 && { undated: [...undated] }),
        order: groundOf(listed),
      }
    },
  }
  return checkpoint
}

// One function for all new listings: bench/ENGINE.md.
const noCall = () => false

const copyOf = (watermark: Watermark | null) => watermark && { at: watermark.at, ids: [...watermark.ids] }
