import { type Cut, pagedOperation } from '@callspec/core'
import { assumeFrom, DAY_MS, type Inputs, mergeInputs, type Source } from '@callspec/provider'

/** How many pieces of time are looked at, newest first. */
const PIECES = 3

/** Inputs of lists that may hold calls: of each parent, newest piece first, whatever of both the platform asks for. */
export function* someLists(
  { definition, provider, inputs: own, assumptions }: Source,
  ids: readonly unknown[],
): Generator<Inputs> {
  const { parents, longestPeriod } = pagedOperation(definition.descriptor, definition.list).pagination
  const pieces: Inputs[] = []
  if (longestPeriod) {
    const { seconds } = longestPeriod
    const until = Date.now() + DAY_MS
    const push = (piece: Cut) => definition.filters.period.pushdown?.(piece, assumeFrom(assumptions))
    const planned = { seconds, since: null, until, newestFirst: true, holdMs: null }
    for (const piece of longestPeriod.by.cut(planned, until - PIECES * seconds * 1000, until, undefined)) {
      pieces.push(longestPeriod.by.inputs<Inputs>(push, provider, piece))
    }
  }
  const named = parents && own[parents.in]?.[parents.parameter]
  const parentInputs = parents
    ? (named === undefined ? ids : [named]).map((id): Inputs => ({ [parents.in]: { [parents.parameter]: id } }))
    : [{}]
  for (const piece of pieces.length > 0 ? pieces : [{}]) for (const parent of parentInputs) yield mergeInputs(parent, piece)
}
