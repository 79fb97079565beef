import { type Inputs, isPlain } from '@callspec/provider'
import { capabilitiesOf } from '@callspec/provider/capabilities'
import { UsageError } from '../usage-error.js'
import type { AnyProvider } from './provider-module.js'

/** Inputs of a source. */
export type Given = Inputs & { get?: Inputs }

/** `--input SOURCE.name=value`, one per use of the option. */
const FORM = /^([^=]+)\.([^.=][^=]*)=(.*)$/s

/** The inputs that options give to one source. */
export function givenInputs(
  provider: AnyProvider,
  source: string,
  options: readonly string[],
  sources: readonly string[],
): Given {
  const { path = [], query, body } = capabilitiesOf(provider).inputs
  return options
    .filter((option) => sourceOf(option, sources) === source)
    .map((option): Given => {
      const own = option.slice(source.length + 1)
      const equals = own.indexOf('=')
      const [name, value] = [own.slice(0, equals), parsed(own.slice(equals + 1))]
      if (name.startsWith('get.')) return { get: { query: { [name.slice('get.'.length)]: value } } }
      if (path.includes(name)) return { path: { [name]: value } }
      if (body.length === 0 || query.includes(name)) return { query: { [name]: value } }
      return { body: nested(name.split('.'), value) }
    })
    .reduce(joined, {})
}

/** The source that an option is for. Ids may contain dots, so it is the longest that fits. */
const sourceOf = (option: string, sources: readonly string[]) =>
  sources.filter((source) => option.startsWith(`${source}.`)).sort((one, other) => other.length - one.length)[0]

/** @throws UsageError for an option of another form, or of a source that is not there */
export function checkInputOptions(options: readonly string[], sources: readonly string[]): void {
  for (const option of options) {
    if (!FORM.test(option)) {
      throw new UsageError(`Invalid --input: received "${option}". Pass a source, an input and its value, like main.status=done.`)
    }
    if (sourceOf(option, sources) !== undefined) continue
    throw new UsageError(`Invalid --input: "${option}" is of no source. Known: ${sources.join(', ')}.`)
  }
}

/** Both, the second over the first; members of objects too, at any depth. */
export function joined<Members extends object>(one: Members, other: Members): Members {
  const members = Object.entries(other).map(([name, value]) => {
    const before = Object.getOwnPropertyDescriptor(one, name)?.value
    return [name, isPlain(before) && isPlain(value) ? joined(before, value) : value]
  })
  // Spread, so that a member named `__proto__` is an ordinary one. The members are those of both.
  return { ...one, ...Object.fromEntries(members) } as Members
}

/** `a.b.c` as objects within each other. */
const nested = ([name = '', ...rest]: readonly string[], value: unknown): Record<string, unknown> => ({
  [name]: rest.length > 0 ? nested(rest, value) : value,
})

/** Numbers, `true`, lists and objects are written as in JSON; anything else is text. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    // An id of digits keeps them all.
    return typeof value === 'number' && String(value) !== text ? text : (value ?? text)
  } catch {
    return text
  }
}
