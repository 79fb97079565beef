import { type ClientOptions, createProviderClient, type ProviderClient } from '@callspec/core'
import { descriptor } from './generated/descriptor.js'
import type { paths } from './generated/types.js'

export { CallspecError, fieldErrors, isCallspecError, providerMessage } from '@callspec/core'
export { assumptions } from './generated/assumptions.js'
export type * from './generated/types.js'
export { autocalls, toCall } from './provider.js'
export { descriptor }

/** Credentials, base URL or brand, and transport of the client for Autocalls. */
export type AutocallsOptions = ClientOptions<typeof descriptor>

/** openapi-fetch's client over the paths of Autocalls, with `paginate`. Wire names, wire values. */
export type AutocallsClient = ProviderClient<paths, typeof descriptor>

/**
 * A typed client for Autocalls. Without credentials they are read from the environment.
 * @throws CallspecError `missing-credentials` or `invalid-configuration`
 */
export function createAutocalls(options: AutocallsOptions = {}): AutocallsClient {
  return createProviderClient<paths, typeof descriptor>(descriptor, options)
}
