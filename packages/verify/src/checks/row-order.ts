import { at, type Page, type PagedOperation, pagedOperation } from '@callspec/core'
import { listOrder, RFC_2822, toInstant } from '@callspec/provider'
import type { Probe } from '../probe/probe.js'
import { contradicted, count, type Finding, open, settled } from '../report/finding.js'

/** Fewer steps in one direction may be chance: six rows in random order run one way in 1 of 360 cases. */
const FEWEST_STEPS = 5

/** How far unzoned stamps go back when clocks go back. */
const HOUR = 3_600_000

interface Steps {
  down: number
  up: number
  /** The largest step down and up, in milliseconds. */
  farthestDown: number
  farthestUp: number
  rows: number
}

/**
 * Whether rows are ordered by their stamp in the lists that the assumption is registered for: the list of calls if it is one of them, because
 * callspec relies on that one, else all others.
 */
export async function rowOrder(probe: Probe, id: string): Promise<Finding> {
  const { steps, where } = await probe.once(id, () => readSteps(probe, id))
  const seen = `In ${count(steps.rows, 'row')} of ${where}, the stamp falls ${count(steps.down, 'time')} and rises ${count(steps.up, 'time')}`
  const [against, farthest] = steps.up < steps.down ? [steps.up, steps.farthestUp] : [steps.down, steps.farthestDown]
  if (against > 0) {
    const clocks = probe.known.unzoned && against <= 3 && farthest <= HOUR
    return clocks
      ? open(`${seen}, never by more than an hour the other way, as when clocks go back.`)
      : settled('unordered', `${seen}.`)
  }
  const total = steps.down + steps.up
  if (total === 0) return open(`${seen}, so no order can be seen.`)
  const order = steps.down > 0 ? 'newest-first' : 'oldest-first'
  if (total >= FEWEST_STEPS) return settled(order, `${seen}.`)
  const few = `${seen}, too few to rule out chance.`
  const assumed = probe.source.assumptions[id]
  return assumed !== order && assumed !== 'unordered' ? contradicted('unordered', few) : open(few)
}

/** The observed direction of the list of calls; `null`: none. */
export async function directionOf(probe: Probe): Promise<'descending' | 'ascending' | null> {
  const { documented, direction, assumption } = listOrder(probe.definition, 'newest', probe.assume())
  if (documented || assumption === null) return direction
  const { found } = await rowOrder(probe, assumption)
  return found === 'newest-first' ? 'descending' : found === 'oldest-first' ? 'ascending' : null
}

async function readSteps(probe: Probe, id: string): Promise<{ steps: Steps; where: string }> {
  const { operation } = probe
  if (operation.pagination.order.assumption === id) {
    const pages = await probe.sample()
    return {
      steps: stepsOf(
        operation,
        pages.map(({ page }) => page),
      ),
      where: 'the list of calls',
    }
  }
  const others = listsOf(probe, id)
  const all: Steps[] = []
  for (const other of others)
    all.push(stepsOf(other, [await probe.pageOf(other, {}, other.pagination.type === 'cursor' ? null : other.pagination.first)]))
  return { steps: all.reduce(sum, NONE), where: count(others.length, 'list') }
}

/** The lists that the assumption is registered for and that take no id. */
function listsOf({ definition: { descriptor }, source }: Probe, id: string): PagedOperation[] {
  return Object.entries(descriptor.operations).flatMap(([key, { pagination }]) => {
    const path = key.split(' ')[1] ?? ''
    return pagination?.order?.assumption === id && !path.includes('{') ? [pagedOperation(descriptor, path, source.id)] : []
  })
}

const NONE: Steps = { down: 0, up: 0, farthestDown: 0, farthestUp: 0, rows: 0 }

/** Rows that come twice, because the list changed between two requests, count at their first place. */
function stepsOf({ pagination }: PagedOperation, pages: readonly Page<unknown>[]): Steps {
  const seen = new Set<unknown>()
  const stamps = pages.flatMap(({ items }) =>
    items.flatMap((item) => {
      const id = at(item, [pagination.itemId])
      const stamp = instantOf(at(item, [pagination.order.field]))
      if (seen.has(id) || stamp === null) return []
      seen.add(id)
      return [stamp]
    }),
  )
  const steps = stamps.slice(1).map((stamp, index) => stamp - stamps[index]!)
  return {
    down: steps.filter((step) => step < 0).length,
    up: steps.filter((step) => step > 0).length,
    farthestDown: -Math.min(0, ...steps),
    farthestUp: Math.max(0, ...steps),
    rows: stamps.length,
  }
}

const sum = (one: Steps, other: Steps): Steps => ({
  down: one.down + other.down,
  up: one.up + other.up,
  farthestDown: Math.max(one.farthestDown, other.farthestDown),
  farthestUp: Math.max(one.farthestUp, other.farthestUp),
  rows: one.rows + other.rows,
})

// Only differences count, so any zone will do for stamps without one.
function instantOf(value: unknown): number | null {
  if (typeof value !== 'string') return typeof value === 'number' ? value : null
  // Milliseconds, or seconds, as text.
  if (/^\d{9,}$/.test(value)) return Number(value)
  const dated = RFC_2822.parse(value)
  return dated === null ? toInstant(value, 'UTC') : Date.parse(dated)
}
