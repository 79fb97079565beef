import type { SimulatorDefinition } from '../define-simulator.js'
import { bodies } from './bodies.js'
import { calls } from './calls.js'
import { connections } from './connections.js'
import { counting } from './counting.js'
import { depth } from './depth.js'
import type { Fault } from './fault.js'
import { pages } from './pages.js'
import { redirects } from './redirects.js'
import { refusals } from './refusals.js'
import { rows } from './rows.js'
import { sizes } from './sizes.js'

const all = { ...refusals, ...connections, ...bodies, ...sizes, ...depth, ...pages, ...counting, ...rows, ...redirects, ...calls }

/** Each is described in the README. */
export type FaultName = keyof typeof all

export const catalogue: Readonly<Record<FaultName, Fault>> = all

// `Object.keys` loses the type of the keys.
export const faultNames = Object.keys(all) as readonly FaultName[]

/** The faults that a platform can have: only a cursor list can repeat a cursor, for example. */
export const faultsOf = (definition: SimulatorDefinition): FaultName[] =>
  faultNames.filter((name) => catalogue[name].fits?.(definition) ?? true)
