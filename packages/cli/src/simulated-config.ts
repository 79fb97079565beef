import type { Simulator } from '@callspec/simulator'

/** A configuration whose sources are these simulators. */
export function simulatedConfig(simulators: Readonly<Record<string, Simulator>>): object {
  return {
    sources: Object.values(simulators).map(({ provider, baseUrl, credentials }) => ({
      id: provider,
      provider,
      baseUrl,
      ...credentials,
    })),
  }
}
