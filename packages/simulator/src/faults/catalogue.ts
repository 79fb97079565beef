import type { SimulatorDefinition } from '../define-simulator.js'
import { bodies } from './catalogue/bodies.js'
import { calls } from './catalogue/calls.js'
import { connections } from './catalogue/connections.js'
import { depth } from './catalogue/depth.js'
import { hooks } from './catalogue/hooks.js'
import { inconsistentPages } from './catalogue/inconsistent-pages.js'
import { recordings } from './catalogue/recordings.js'
import { redirects } from './catalogue/redirects.js'
import { refusals } from './catalogue/refusals.js'
import { repeatedPages } from './catalogue/repeated-pages.js'
import { rows } from './catalogue/rows.js'
import { sizes } from './catalogue/sizes.js'
import type { Fault } from './fault.js'

const all = {
  ...refusals,
  ...connections,
  ...bodies,
  ...sizes,
  ...depth,
  ...repeatedPages,
  ...inconsistentPages,
  ...rows,
  ...redirects,
  ...calls,
  ...recordings,
  ...hooks,
}

/** Each is described in the README. */
export type FaultName = keyof typeof all

export const catalogue: Readonly<Record<FaultName, Fault>> = all

// `Object.keys` loses the type of the keys.
export const faultNames = Object.keys(all) as readonly FaultName[]

/** The faults that a platform can have: only a cursor list can repeat a cursor, for example. */
export const faultsOf = (definition: SimulatorDefinition): FaultName[] =>
  faultNames.filter((name) => catalogue[name].fits?.(definition) ?? true)
