import { type Inputs, isPlain, mergeInputs } from '@callspec/provider'
import { capabilitiesOf } from '@callspec/provider/capabilities'
import { UsageError } from '../usage-error.js'
import type { AnyProvider } from './provider-module.js'

/** `--input SOURCE.name=value`, one per use of the option. */
const FORM = /^([^=]+)\.([^.=][^=]*)=(.*)$/s

/** The inputs that options give to one source, over those of its configuration. */
export function givenInputs(provider: AnyProvider, source: string, options: readonly string[]): Inputs & { get?: Inputs } {
  const place = capabilitiesOf(provider).inputs.body.length > 0 ? 'body' : 'query'
  return options
    .filter((option) => option.startsWith(`${source}.`))
    .map((option) => option.slice(source.length + 1))
    .map((option): Inputs & { get?: Inputs } => {
      const equals = option.indexOf('=')
      const [first = '', ...rest] = option.slice(0, equals).split('.')
      const value = parsed(option.slice(equals + 1))
      if (first === 'get' && rest.length > 0) return { get: { query: nested(rest, value) } }
      return { [place]: nested([first, ...rest], value) }
    })
    .reduce(joined, {})
}

/** @throws UsageError for an option of another form, or of a source that is not there */
export function checkInputOptions(options: readonly string[], sources: readonly string[]): void {
  for (const option of options) {
    if (!FORM.test(option)) {
      throw new UsageError(
        `Invalid --input: received "${option}". Pass a source, an input and its value, like acme-eu.status=done.`,
      )
    }
    if (sources.some((source) => option.startsWith(`${source}.`))) continue
    throw new UsageError(`Invalid --input: "${option}" is of no source. Known: ${sources.join(', ')}.`)
  }
}

export const joined = (one: Inputs & { get?: Inputs }, other: Inputs & { get?: Inputs }): Inputs & { get?: Inputs } => ({
  ...mergeInputs(one, other),
  ...((one.get || other.get) && { get: mergeInputs(one.get ?? {}, other.get ?? {}) }),
})

/** `a.b.c` as objects within each other. */
const nested = ([name = '', ...rest]: readonly string[], value: unknown): Record<string, unknown> => ({
  [name]: rest.length > 0 ? nested(rest, value) : value,
})

/** Numbers, `true`, lists and objects are written as in JSON; anything else is text. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    // An id of digits keeps all of them.
    return typeof value === 'number' && String(value) !== text ? text : isPlain(value) || value !== null ? value : text
  } catch {
    return text
  }
}
