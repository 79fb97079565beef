import { type ClientOptions, createProviderClient, type ProviderClient } from '@callspec/core'
import { clientDescriptor } from './generated/descriptor.js'
import type { paths } from './generated/types.js'

export { CallspecError, fieldErrors, isCallspecError, providerMessage } from '@callspec/core'
export { assumptions } from './generated/assumptions.js'
export { descriptor } from './generated/descriptor.js'
export type * from './generated/types.js'
export { highlevel, toCall } from './provider.js'

/** Credentials, base URL or brand, and transport of the client for HighLevel. */
export type HighlevelOptions = ClientOptions<typeof clientDescriptor>

/** openapi-fetch's client over the paths of HighLevel, with `paginate`. Wire names, wire values. */
export type HighlevelClient = ProviderClient<paths, typeof clientDescriptor>

/**
 * A typed client for HighLevel. Missing credentials are read from the environment.
 * @throws CallspecError `missing-credentials` or `invalid-configuration`
 */
export function createHighlevel(options: HighlevelOptions = {}): HighlevelClient {
  return createProviderClient<paths, typeof clientDescriptor>(clientDescriptor, options)
}
