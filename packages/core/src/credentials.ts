import type { Descriptor } from './descriptor.js'
import { CallspecError } from './error.js'

/** All credentials of a provider, or none of them: then they are read from the environment. */
export type Credentials<D extends Descriptor> =
  | { [Name in keyof D['credentials']]: string }
  | { [Name in keyof D['credentials']]?: undefined }

/** A shorter key, as in a first try, keeps nobody out, and to take it out of a text would take letters out of its words. */
const SHORTEST_SECRET = 4

export interface ResolvedCredentials {
  readonly headers: Readonly<Record<string, string>>
  /** The values in every form that a text may repeat them in, for masking them wherever text leaves the process. */
  readonly secrets: readonly string[]
  readonly fromEnvironment: boolean
}

/**
 * The headers that carry a provider's credentials. The environment is read only when no credential was passed at all,
 * so that a key from code is never combined with an organisation from the environment.
 */
export function resolveCredentials(
  descriptor: Descriptor,
  passed: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>> = processEnvironment(),
): ResolvedCredentials {
  const entries = Object.entries(descriptor.credentials)
  const fromEnvironment = entries.every(([name]) => passed[name] === undefined)
  const headers: Record<string, string> = {}
  const secrets: string[] = []
  for (const [name, credential] of entries) {
    const value = fromEnvironment ? environment[credential.environment] : passed[name]
    if (value === undefined || value === null || value === '') throw missing(descriptor, name)
    // A line break would end the header; anything outside printable ASCII fails in `fetch` with the key in the message.
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
      throw new CallspecError(
        `The ${descriptor.name} ${name} holds a space, a line break or a character outside ASCII. Copy it again from the dashboard.`,
        { code: 'invalid-configuration', provider: descriptor.id },
      )
    }
    headers[credential.header] = credential.prefix + value
    if (value.length >= SHORTEST_SECRET) secrets.push(...formsOf(value))
  }
  return { headers, secrets, fromEnvironment }
}

/** A value as it is, as a URL and HTML have it, and as JSON has it, where some writers escape the slash. */
function formsOf(value: string): Set<string> {
  const json = JSON.stringify(value).slice(1, -1)
  return new Set([value, encodeURIComponent(value), value.replaceAll('&', '&amp;'), json, json.replaceAll('/', '\\/')])
}

/** Makes what takes secrets out of a text. In any case: `%2f` may stand for `%2F`, and a host is written small. */
export function createMask(secrets: readonly string[]): (text: string) => string {
  // The longest first, so that of two credentials of which one contains the other nothing remains.
  const forms = secrets.toSorted((a, b) => b.length - a.length).map((secret) => secret.replace(/\W/g, '\\$&'))
  if (forms.length === 0) return (text) => text
  const pattern = new RegExp(forms.join('|'), 'gi')
  return (text) => text.replace(pattern, '***')
}

/** The environment where there is one; browsers and workers have none. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  // Typed by hand: by Node's types it would always be there.
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  return process?.env ?? {}
}

function missing(descriptor: Descriptor, name: string): CallspecError {
  const names = Object.keys(descriptor.credentials).join(', ')
  const variables = Object.values(descriptor.credentials).map((credential) => credential.environment)
  return new CallspecError(`Missing ${descriptor.name} ${name}. Pass { ${names} } or set ${variables.join(' and ')}.`, {
    code: 'missing-credentials',
    provider: descriptor.id,
  })
}
