import { providers } from '@callspec/all'

const candidates = Object.entries(providers).flatMap(([provider, { definition }]) => {
  const credentials = Object.entries<{ environment: string }>(definition.descriptor.credentials)
  return credentials.map(([credential, { environment }]) => ({ provider, credential, environment, of: credentials.length }))
})

/** From the first provider with a single credential. */
const { provider, credential, environment } = candidates.find(({ of }) => of === 1) ?? candidates[0]!

/** An environment variable as an example in messages. */
export const EXAMPLE_VARIABLE = environment

/** A source of a configuration file as an example in messages. */
export const EXAMPLE_SOURCE = `{"provider": "${provider}", "${credential}": "\${${environment}}"}`
