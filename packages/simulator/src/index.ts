import { type FaultName, faultsOf } from './faults/catalogue.js'
import type { Knobs } from './knobs.js'
import { simulators } from './simulators.js'
import type { ProviderId } from './start.js'

export type { CallOperation } from './define-simulator.js'
export { type FaultName, faultNames } from './faults/catalogue.js'
export type { StrayRequest } from './faults/elsewhere.js'
export { checkFaultRule, type FaultRule } from './faults/fault-rule.js'
export type { SentHook } from './hooks/hook-sender.js'
export type { WebhookOptions } from './hooks/webhooks.js'
export type { Knob, Knobs } from './knobs.js'
export type { LoggedRequest } from './server/request-log.js'
export {
  type ProviderId,
  type Simulator,
  type SimulatorOptions,
  type SimulatorsOptions,
  startSimulator,
  startSimulators,
} from './start.js'
export type { CallChanges } from './world/call-changes.js'
export type { CallState, SimulatedCall } from './world/simulated-call.js'

/** The undocumented behaviours of each platform that can be set, with all their values. */
// `Object.fromEntries` does not know that there is one entry per provider.
export const knobs = Object.fromEntries(
  Object.entries(simulators).map(([provider, simulator]): [string, Knobs] => [provider, simulator.knobs]),
) as Record<ProviderId, Knobs>

/** The faults that each platform can have. */
// As above.
export const faults = Object.fromEntries(
  Object.entries(simulators).map(([provider, simulator]): [string, FaultName[]] => [provider, faultsOf(simulator)]),
) as Record<ProviderId, FaultName[]>
