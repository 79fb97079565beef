import type { ClientDescriptor } from '../descriptor.js'
import type { ErrorContext } from '../errors/http-error.js'
import { checkTransportOptions } from '../transport/check-options.js'
import { createTransport, type TransportOptions } from '../transport/transport.js'
import { type BaseUrlOptions, type BrandOption, baseUrlVariable, resolveBaseUrl } from './base-url.js'
import { checkRuntime } from './check-runtime.js'
import { type Credentials, createMask, processEnvironment, resolveCredentials } from './credentials.js'

export interface CommonClientOptions extends BaseUrlOptions, TransportOptions {
  /** Names this client in errors. Default: the provider's id. */
  source?: string | undefined
}

/** Credentials (typed from the spec's security schemes; all or none), base URL or brand, and the transport. */
export type ClientOptions<D extends ClientDescriptor> = CommonClientOptions & Credentials<D> & BrandOption<D>

/** Base URL, headers and transport of one account; what was not passed is read from the environment. */
export function connect(descriptor: ClientDescriptor, options: CommonClientOptions) {
  checkRuntime()
  const { headers, ids, secrets, fromEnvironment } = resolveCredentials(descriptor, { ...options })
  // A base URL from the environment counts only with a key from there: it must not send a key from code elsewhere.
  const variable = fromEnvironment && options.brand === undefined ? processEnvironment()[baseUrlVariable(descriptor)] : undefined
  const baseUrl = resolveBaseUrl(descriptor, { ...options, baseUrl: options.baseUrl ?? (variable || undefined) })
  const { source } = options
  const mask = createMask(secrets)
  const credentials = Object.entries(descriptor.credentials)
    .map(([name, { environment }]) => (fromEnvironment ? `${name} (${environment})` : name))
    .join(' and ')
  checkTransportOptions(descriptor.id, options)
  // Two accounts may share a key.
  const account = [new URL(baseUrl).origin, JSON.stringify(headers), ...Object.values(ids)].join(' ')
  return {
    baseUrl,
    headers,
    ids,
    account,
    mask,
    transport: createTransport(options, account, descriptor.rateLimit),
    contextOf(method: string, path: string): ErrorContext {
      const operation = `${method} ${path}`
      const known = descriptor.operations[operation]
      const isOnce = method !== 'GET' && method !== 'HEAD' && !known?.safe
      return { descriptor, source, operation, known, ids, credentials, mask, isOnce }
    },
  }
}
