import type { Descriptor } from '../descriptor.js'
import { CallspecError } from '../errors/error.js'

export interface BaseUrlOptions {
  /** Where the API answers, as the platform documents it; a trailing slash does not matter. Default: the platform's own. */
  baseUrl?: string | undefined
  /** A white label of the same API, by its id in the spec. Sets the base URL and the assumptions that differ. */
  brand?: string | undefined
  /** Allow `http://` to a host other than this machine. Keys then travel unencrypted. Default `false`. */
  allowInsecureHttp?: boolean | undefined
}

/** A platform's brands are known, so that a misspelt one does not compile. */
export interface BrandOption<D extends Descriptor> {
  /** A white label of the platform, by its id in the spec. */
  brand?: (keyof D['brands'] & string) | undefined
}

/** The environment variable that gives the base URL where the credentials come from the environment too. */
export const baseUrlVariable = (descriptor: Descriptor): string => `${descriptor.id.toUpperCase().replaceAll('-', '_')}_BASE_URL`

/** The checked base URL without a trailing slash. */
export function resolveBaseUrl(descriptor: Descriptor, options: BaseUrlOptions): string {
  const fail = (text: string) => new CallspecError(text, { code: 'invalid-configuration', provider: descriptor.id })
  const wrong = (what: string) => fail(`The ${descriptor.name} base URL ${what}`)
  if (options.brand !== undefined && !Object.hasOwn(descriptor.brands, options.brand)) {
    const known = Object.keys(descriptor.brands).join(', ') || 'none'
    throw fail(`Unknown ${descriptor.name} brand "${options.brand}". Known: ${known}. For another one pass { baseUrl }.`)
  }
  const brand = options.brand === undefined ? undefined : descriptor.brands[options.brand]
  const text = options.baseUrl ?? brand?.baseUrl ?? descriptor.baseUrl
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    // The text itself may hold a key (`https://key@host`), so an unreadable one is not repeated.
    throw wrong(`(${baseUrlVariable(descriptor)} or { baseUrl }) is not an http(s) URL. Write it like ${descriptor.baseUrl}.`)
  }
  if (url.username || url.password) {
    throw wrong('holds a user name or password. Pass credentials by name instead.')
  }
  // Not `url.search`: it is empty for a bare `?`, which would make the path of every request a query.
  if (/[?#]/.test(url.href)) {
    throw wrong(`has a query or fragment. Write it like ${descriptor.baseUrl}.`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !options.allowInsecureHttp) {
    throw wrong(`${url.origin} is not encrypted. Use https, or set allowInsecureHttp to true.`)
  }
  return url.href.replace(/\/+$/, '')
}

/** Whether a host name can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}
