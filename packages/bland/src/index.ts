import { type ClientOptions, createProviderClient, type ProviderClient } from '@callspec/core'
import { clientDescriptor } from './generated/descriptor.js'
import type { paths } from './generated/types.js'

export { CallspecError, fieldErrors, isCallspecError, providerMessage } from '@callspec/core'
export { assumptions } from './generated/assumptions.js'
export { descriptor } from './generated/descriptor.js'
export type * from './generated/types.js'
export { bland, toCall } from './provider.js'

/** Credentials, base URL or brand, and transport of the client for Bland. */
export type BlandOptions = ClientOptions<typeof clientDescriptor>

/** openapi-fetch's client over the paths of Bland, with `paginate`. Wire names, wire values. */
export type BlandClient = ProviderClient<paths, typeof clientDescriptor>

/**
 * A typed client for Bland. Missing credentials are read from the environment.
 * @throws CallspecError `missing-credentials` or `invalid-configuration`
 */
export function createBland(options: BlandOptions = {}): BlandClient {
  return createProviderClient<paths, typeof clientDescriptor>(clientDescriptor, options)
}
