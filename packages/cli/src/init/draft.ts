import { capabilitiesOf } from '@callspec/provider/capabilities'
import type { Given } from '../config/given-inputs.js'
import type { AnyProvider } from '../config/provider-module.js'

/** A source of a configuration that is being written. */
export interface Draft {
  provider: AnyProvider
  id: string
  /** A white label of the platform. */
  brand?: string | undefined
  /** An address, or the variable that holds it: `${BUTTER_BASE_URL}`. */
  baseUrl?: string | undefined
  /** Zone of stamps that come without one. */
  timeZone?: string | undefined
  inputs?: Given | undefined
  keys: readonly Key[]
}

/** A credential of a source. */
export interface Key {
  /** Its name in the configuration, like `apiKey`. */
  name: string
  /** The environment variable that holds it from now on. */
  variable: string
  value: string
  /** Whether the variable is set already. */
  isSet: boolean
}

export type Environment = Readonly<Record<string, string | undefined>>

/** The credentials of a provider with their variables: its own, or named after the source where it is not the provider's first. */
export function variablesFor(provider: AnyProvider, id: string, isFirst: boolean): Pick<Key, 'name' | 'variable'>[] {
  return capabilitiesOf(provider).credentials.map(({ name, environment }) => ({
    name,
    variable: isFirst
      ? environment
      : `${id}_${name}`
          .replace(/([a-z])([A-Z])/g, '$1_$2')
          .replace(/\W/g, '_')
          .toUpperCase(),
  }))
}

/** A base URL that stands in the environment, as a configuration names it. */
export function baseUrlIn(provider: AnyProvider, environment: Environment): string | undefined {
  const { baseUrlVariable } = capabilitiesOf(provider)
  return environment[baseUrlVariable] ? `\${${baseUrlVariable}}` : undefined
}
