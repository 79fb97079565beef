import type { startSimulators as start } from '@callspec/simulator'

/** As of `@callspec/simulator`, which loads only where simulators run: it is a third of the command. */
export const startSimulators: typeof start = async (options) => (await import('@callspec/simulator')).startSimulators(options)
