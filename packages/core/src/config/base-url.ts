import type { ClientDescriptor } from '../descriptor.js'
import { invalidConfiguration } from '../errors/error.js'

export interface BaseUrlOptions {
  /** Base URL of the API, with the documented path; a trailing slash does not matter. Default: the platform's own. */
  baseUrl?: string | undefined
  /** A white label of the same API, by its id in the spec. Sets the base URL and the differing assumptions. */
  brand?: string | undefined
  /** Allow `http://` to a host other than this machine. Keys then travel unencrypted. Default `false`. */
  allowInsecureHttp?: boolean | undefined
}

/** A platform's brands are known, so that a misspelt one does not compile. */
export interface BrandOption<D extends ClientDescriptor> {
  /** A white label of the platform, by its id in the spec. */
  brand?: (keyof D['brands'] & string) | undefined
}

/** The environment variable that gives the base URL where the credentials come from the environment too. */
export const baseUrlVariable = (descriptor: ClientDescriptor): string =>
  `${descriptor.id.toUpperCase().replaceAll('-', '_')}_BASE_URL`

/** The checked base URL without a trailing slash. */
export function resolveBaseUrl(descriptor: ClientDescriptor, { brand, baseUrl, allowInsecureHttp }: BaseUrlOptions): string {
  const { id, name, brands } = descriptor
  const fail = (problem: string) => invalidConfiguration(id, `The ${name} base URL ${problem}`)
  if (brand !== undefined && !Object.hasOwn(brands, brand)) {
    const known = Object.keys(brands).join(', ') || 'none'
    throw invalidConfiguration(id, `Unknown ${name} brand "${brand}". Known: ${known}. Or pass { baseUrl }.`)
  }
  const text = baseUrl ?? brands[brand ?? '']?.baseUrl ?? descriptor.baseUrl
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    // The text may hold a key (`https://key@host`), so an invalid one is not repeated.
    throw fail(`(${baseUrlVariable(descriptor)} or { baseUrl }) is not an http(s) URL. Write it like ${descriptor.baseUrl}.`)
  }
  // Not `url.search`, which is empty for a bare `?` that would turn every request's path into a query.
  if (url.username || url.password || /[?#]/.test(url.href)) {
    throw fail(`holds a user name, password, query or fragment. Write it like ${descriptor.baseUrl}.`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !allowInsecureHttp) {
    throw fail(`${url.origin} is not encrypted. Use https, or set allowInsecureHttp to true.`)
  }
  return url.href.replace(/\/+$/, '')
}

/** Whether a host name always means this machine. */
export const isLoopback = (hostname: string): boolean => /^((.*\.)?localhost|\[::1\]|127(\.\d+){3})$/.test(hostname)
