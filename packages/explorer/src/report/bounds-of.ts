import type { CallQuery } from 'callspec'
import { checkQuery } from 'callspec/kit'
import type { Bounds } from '../data/time-edges.js'

/** The period of a query. @throws CallspecError `invalid-query` */
export function boundsOf({ since, until, timeZone }: Pick<CallQuery, 'since' | 'until' | 'timeZone'>): Bounds {
  const checked = checkQuery({ since, until, timeZone })
  return { since: checked.since, until: checked.until }
}
