import type { ClientDescriptor } from '../descriptor.js'
import { CallspecError, invalidConfiguration } from '../errors/error.js'

/** All credentials of a provider, or none: then they are read from the environment. */
export type Credentials<D extends ClientDescriptor> =
  | { [Name in keyof D['credentials']]: string }
  | { [Name in keyof D['credentials']]?: undefined }

/** Shorter keys, as in first tries, protect nothing, and masking them would remove letters from words. */
const SHORTEST_SECRET = 4

export interface ResolvedCredentials {
  readonly headers: Readonly<Record<string, string>>
  /** Those that fill parameters, by name. */
  readonly ids: Readonly<Record<string, string>>
  /** The values, to mask them wherever text leaves the process. */
  readonly secrets: readonly string[]
  readonly fromEnvironment: boolean
}

/**
 * The headers that carry a provider's credentials. The environment is read only if no credential was passed at all, so a key from
 * code is never combined with an organisation from the environment.
 */
export function resolveCredentials(
  descriptor: ClientDescriptor,
  passed: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>> = processEnvironment(),
): ResolvedCredentials {
  const entries = Object.entries(descriptor.credentials)
  const fromEnvironment = entries.every(([name]) => passed[name] === undefined)
  const headers: Record<string, string> = { ...descriptor.headers }
  const ids: Record<string, string> = {}
  const secrets: string[] = []
  for (const [name, credential] of entries) {
    const value = fromEnvironment ? environment[credential.environment] : passed[name]
    if (value === undefined || value === null || value === '') throw missing(descriptor, name)
    // A line break would end the header; anything outside printable ASCII fails in `fetch` with the key in the message.
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
      const problem = 'holds a space or a character outside ASCII. Copy it again.'
      throw invalidConfiguration(descriptor.id, `The ${descriptor.name} ${name} ${problem}`)
    }
    const { header, prefix = '', pair, fills } = credential
    if (fills) ids[name] = value
    // An id of the account opens nothing.
    if (header === undefined) continue
    const sent = pair?.(value, headers[header]) ?? value
    headers[header] = prefix + sent
    secrets.push(...[value, sent].filter(({ length }) => length >= SHORTEST_SECRET))
  }
  return { headers, ids, secrets: [...new Set(secrets)], fromEnvironment }
}

/** HTML's names for characters that a key may hold. */
const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }

// An escaped character, as JSON, JavaScript, URLs, mail and HTML write it.
const ESCAPE = /(?:\\+(?:u00|x)|[%=]|&#x0*)([\da-f]{2});?|&#0*(\d{2,3});?|&(amp|quot|apos|lt|gt);|\\+(.)/g

/** A text with all levels of escapes decoded, in lower case. */
function unescaped(text: string, times = 9): string {
  const plain = text
    .toLowerCase()
    .replace(
      ESCAPE,
      (_, hex?: string, decimal?: string, name = '', other?: string) =>
        other ?? NAMED[name] ?? String.fromCharCode(Number(decimal ?? `0x${hex}`)),
    )
  return plain === text || times === 0 ? plain : unescaped(plain, times - 1)
}

/** Creates a function that masks secrets in a text, ignoring case, since hosts are lower-cased. A text with an escaped secret is masked whole. */
export function createMask(secrets: readonly string[]): (text: string) => string {
  if (secrets.length === 0) return (text) => text
  let pattern: RegExp | undefined
  return (text) => {
    // Created only when something went wrong. Longest first, in case one credential contains another.
    pattern ??= new RegExp(
      secrets
        .toSorted((a, b) => b.length - a.length)
        .map((secret) => secret.replace(/\W/g, '\\$&'))
        .join('|'),
      'gi',
    )
    const masked = text.replace(pattern, '***')
    const plain = unescaped(masked)
    return secrets.some((secret) => plain.includes(unescaped(secret))) ? '***' : masked
  }
}

/** The environment, if there is one; browsers and workers have none. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  // Typed by hand: in Node's types it always exists.
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env ?? {}
}

function missing(descriptor: ClientDescriptor, name: string): CallspecError {
  const names = Object.keys(descriptor.credentials).join(', ')
  const variables = Object.values(descriptor.credentials).map((credential) => credential.environment)
  return new CallspecError(`Missing ${descriptor.name} ${name}. Pass { ${names} } or set ${variables.join(' and ')}.`, {
    code: 'missing-credentials',
    provider: descriptor.id,
  })
}
