import { providers } from '@callspec/all'
import type { Source } from '@callspec/provider'
import type { Simulator } from '@callspec/simulator'

/** A source of a simulator, without waiting between requests or tries. */
export function sourceOf({ provider, baseUrl, credentials }: Simulator, options: object = {}): Source {
  // Which credentials a provider takes is only known at run time.
  const create = providers[provider] as unknown as (options: object) => Source
  return create({ baseUrl, ...credentials, rateLimit: null, random: () => 0, ...options })
}
