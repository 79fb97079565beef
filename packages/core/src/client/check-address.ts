import { isLoopback } from '../config/base-url.js'

/**
 * An address that a platform named, or why it is not requested. It has to be https. http will do for one of this machine, or of the base URL's own
 * origin, where the base URL is of that kind itself.
 */
export function checkAddress(text: string, from: URL | undefined, own: URL): URL | string {
  if (!URL.canParse(text, from)) return 'it is not a URL'
  const url = new URL(text, from)
  if (url.username || url.password) return 'it holds a user name or password'
  // A platform elsewhere has nothing to name on this machine.
  const isNear = isLoopback(url.hostname)
  if (isNear && !isLoopback(own.hostname)) return 'it is of this machine'
  const mayBePlain = url.protocol === 'http:' && (isNear || url.origin === own.origin)
  return url.protocol === 'https:' || mayBePlain ? url : 'it is not https'
}
