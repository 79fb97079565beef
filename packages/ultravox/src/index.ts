import { type ClientOptions, createProviderClient, type ProviderClient } from '@callspec/core'
import { clientDescriptor } from './generated/descriptor.js'
import type { paths } from './generated/types.js'

export { CallspecError, fieldErrors, isCallspecError, providerMessage } from '@callspec/core'
export { assumptions } from './generated/assumptions.js'
export { descriptor } from './generated/descriptor.js'
export type * from './generated/types.js'
export { toCall, ultravox } from './provider.js'

/** Credentials, base URL or brand, and transport of the client for Ultravox. */
export type UltravoxOptions = ClientOptions<typeof clientDescriptor>

/** openapi-fetch's client over the paths of Ultravox, with `paginate`. Wire names, wire values. */
export type UltravoxClient = ProviderClient<paths, typeof clientDescriptor>

/**
 * A typed client for Ultravox. Missing credentials are read from the environment.
 * @throws CallspecError `missing-credentials` or `invalid-configuration`
 */
export function createUltravox(options: UltravoxOptions = {}): UltravoxClient {
  return createProviderClient<paths, typeof clientDescriptor>(clientDescriptor, options)
}
