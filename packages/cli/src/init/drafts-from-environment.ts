import { builtIn, variablesOf } from '../config/load-sources.js'
import { UsageError } from '../usage-error.js'
import { baseUrlIn, type Draft, type Environment, variablesFor } from './draft.js'

/** A source of each platform that is named, with the keys of the environment; none named: of each whose variables are set. */
export function draftsFromEnvironment(named: readonly string[], environment: Environment): Draft[] {
  const isSet = (id: string) => variablesOf(builtIn[id]!.definition).every((name) => environment[name])
  const ids = named.length > 0 ? named : Object.keys(builtIn).filter(isSet)
  if (ids.length === 0) {
    const variables = Object.values(builtIn).map(({ definition }) => variablesOf(definition).join(' + '))
    throw new UsageError(`No platform is named, and no key is in the environment. Set ${variables.join(', ')}.`)
  }
  return ids.map((id) => {
    const provider = builtIn[id]!
    const keys = variablesFor(provider, id, true).map((key) => ({ ...key, value: environment[key.variable] ?? '', isSet: true }))
    const missing = keys.filter(({ value }) => value === '').map(({ variable }) => variable)
    if (missing.length > 0)
      throw new UsageError(`${missing.join(' and ')} of ${id} is not set. Set it, or leave --provider ${id} out.`)
    return { provider, id, baseUrl: baseUrlIn(provider, environment), keys }
  })
}
