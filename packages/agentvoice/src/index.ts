import { type ClientOptions, createProviderClient, type ProviderClient } from '@callspec/core'
import { clientDescriptor } from './generated/descriptor.js'
import type { paths } from './generated/types.js'
import type { GetCalls } from './most-recent.js'

export { CallspecError, fieldErrors, isCallspecError, providerMessage } from '@callspec/core'
export { assumptions } from './generated/assumptions.js'
export { descriptor } from './generated/descriptor.js'
export type * from './generated/types.js'
export type { GetCalls } from './most-recent.js'
export { agentvoice, toCall } from './provider.js'

/** Credentials, base URL or brand, and transport of the client for AgentVoice. */
export type AgentvoiceOptions = ClientOptions<typeof clientDescriptor>

type Client = ProviderClient<paths, typeof clientDescriptor>

/** openapi-fetch's client over the paths of AgentVoice, with `paginate`. Wire names, wire values. */
export type AgentvoiceClient = Omit<Client, 'GET'> & { GET: GetCalls & Client['GET'] }

/**
 * A typed client for AgentVoice. Missing credentials are read from the environment.
 * @throws CallspecError `missing-credentials` or `invalid-configuration`
 */
export function createAgentvoice(options: AgentvoiceOptions = {}): AgentvoiceClient {
  // The same function, whose type cannot say which of the two responses comes.
  return createProviderClient<paths, typeof clientDescriptor>(clientDescriptor, options) as AgentvoiceClient
}
