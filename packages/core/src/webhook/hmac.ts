import { decode } from './decode.js'
import type { CheckSignature } from './scheme.js'

/** HMAC, with the secret's text as its key or, where the scheme says so, with the bytes that it stands for. */
export const hmac: CheckSignature = async ({ hash = 'SHA-256', base64Secret }, secret, given, content) => {
  const key =
    base64Secret === undefined ? new TextEncoder().encode(secret) : decode(withoutPrefix(secret, base64Secret), 'base64')
  if (key === null) return null
  // WebCrypto compares in constant time.
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, ['verify'])
  return crypto.subtle.verify('HMAC', imported, given, content)
}

const withoutPrefix = (text: string, prefix: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)
