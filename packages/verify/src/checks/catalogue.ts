import type { AnyDefinition, Source } from '@callspec/provider'
import type { Check, Checks } from '../check.js'
import * as checksOf from '../generated/checks.js'
import { kindOf } from '../probe/probe.js'
import { dateBounds } from './date-bounds.js'
import { dateFilterStamp, dateTo, dateZone } from './days/days.js'
import { lastCursor } from './last-cursor.js'
import { missingStart, nullStamps } from './missing-start.js'
import { numberFilter } from './number-filter.js'
import { rowOrder } from './row-order.js'
import { speakers } from './speakers.js'
import { stampZone } from './stamp-zone.js'

/** The check of each kind of assumption, in the order in which they run, cheap ones first. */
const CHECKS: Checks = {
  'row-order': rowOrder,
  'start-stamp': missingStart,
  'null-stamps': nullStamps,
  'number-filter': numberFilter,
  'number-search': numberFilter,
  'date-bounds': dateBounds,
  speakers,
  'stamp-zone': stampZone,
  // These continue until one reading explains the data, or no request is left.
  'date-filter-stamp': dateFilterStamp,
  'date-to': dateTo,
  'date-zone': dateZone,
  'last-cursor': lastCursor,
}

/** Checks of one platform's own facts run after these. */
const BEFORE_OWN = Object.keys(CHECKS).indexOf('number-search')

/** The check of an assumption and its place in the order; `undefined`: there is none. */
export function checkOf(definition: AnyDefinition, id: string): { check: Check; turn: number } | undefined {
  const own = (checksOf as Readonly<Record<string, Checks>>)[definition.descriptor.id]?.[id]
  if (own) return { check: own, turn: BEFORE_OWN + 0.5 }
  const kind = kindOf(definition, id)
  const check = Object.hasOwn(CHECKS, kind) ? CHECKS[kind] : undefined
  return check && { check, turn: Object.keys(CHECKS).indexOf(kind) }
}

/** The checks of a source's assumptions, in the order in which they run. */
export const checksFor = ({ assumptions, definition }: Source): { id: string; check: Check }[] =>
  Object.keys(assumptions)
    .flatMap((id) => {
      const found = checkOf(definition, id)
      return found ? [{ id, ...found }] : []
    })
    .toSorted((one, other) => one.turn - other.turn)
