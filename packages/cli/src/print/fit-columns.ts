import { GAP, lineWidth } from './text-table.js'

/** How a table gives way on a narrow terminal: a column becomes narrower, down to `to` or, if `whole`, at once; or it is left out. */
export type Step = { readonly narrow: string; readonly to: number; readonly whole?: boolean } | { readonly drop: string }

/** The widths of the columns that are shown, by name. */
export type Widths = ReadonlyMap<string, number>

const total = (widths: Widths) => lineWidth([...widths.values()])

/** Takes the steps in their order until the columns fit, then gives the room that is left back, to those that were narrowed last first. */
export function fitColumns(own: Widths, width: number, steps: readonly Step[]): Widths {
  const fitted = new Map(own)
  const narrowed: { name: string; before: number; whole: boolean }[] = []
  for (const step of steps) {
    const over = total(fitted) - width
    if (over <= 0) break
    if ('drop' in step) {
      fitted.delete(step.drop)
      continue
    }
    const { narrow: name, to, whole = false } = step
    const before = fitted.get(name)
    if (before === undefined || before <= to) continue
    narrowed.push({ name, before, whole })
    fitted.set(name, whole ? to : Math.max(to, before - over))
  }
  for (const { name, before, whole } of narrowed.reverse()) {
    const now = fitted.get(name)
    const room = width - total(fitted)
    if (now === undefined || room <= 0 || (whole && now + room < before)) continue
    fitted.set(name, Math.min(before, now + room))
  }
  return fitted
}

/** Adds the columns of the second that fit beside the first as wide as they are. */
export function addColumns(own: Widths, more: Widths, width: number): Widths {
  const all = new Map(own)
  for (const [name, each] of more) if (total(all) + GAP.length + each <= width) all.set(name, each)
  return all
}
