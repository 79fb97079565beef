import type { ClientDescriptor } from '../descriptor.js'
import type { Fetch } from '../transport/attempt.js'
import { limiterOf } from '../transport/limiter.js'
import { limitsOf, type TransportOptions } from '../transport/transport.js'

/** What an account lends to requests for an address that the platform named, such as a recording's; see `openAddress`. */
export interface Access {
  /** The credentials as headers, for an address of the base URL's own origin; none for any other. */
  headersFor: (url: URL) => Readonly<Record<string, string>>
  /** Waits for a place among the account's requests and returns what releases it; `undefined`: the platform's pause is too long. */
  enter: (signal: AbortSignal) => Promise<(() => void) | undefined>
  fetch: Fetch | undefined
}

interface Connected {
  baseUrl: string
  headers: Readonly<Record<string, string>>
  account: string
}

export const createAccess = (
  { rateLimit }: ClientDescriptor,
  options: TransportOptions,
  { baseUrl, headers, account }: Connected,
): Access => ({
  // The only place that decides where a credential may go.
  headersFor: ({ origin }) => (origin === new URL(baseUrl).origin ? headers : {}),
  enter: (signal) => limiterOf(account).enter(limitsOf(options, rateLimit), signal),
  fetch: options.fetch,
})
