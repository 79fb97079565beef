import type { Simulator } from '@callspec/simulator'
import type { SourceConfig } from './config-check.js'

/** A configuration whose sources are these simulators. */
export function simulatedConfig(simulators: Readonly<Record<string, Simulator>>): { sources: SourceConfig[] } {
  return {
    sources: Object.values(simulators).map(({ provider, baseUrl, credentials, webhookSecret }) => ({
      id: provider,
      provider,
      baseUrl,
      ...credentials,
      ...(webhookSecret !== null && { webhookSecret }),
    })),
  }
}
