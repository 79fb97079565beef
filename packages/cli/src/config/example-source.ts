import { providers } from '@callspec/all'

const candidates = Object.entries(providers).flatMap(([provider, { definition }]) => {
  const credentials = Object.entries<{ environment: string }>(definition.descriptor.credentials)
  return credentials.map(([credential, { environment }]) => ({ provider, credential, environment, of: credentials.length }))
})

/** Of the first provider that one credential is enough for. */
const { provider, credential, environment } = candidates.find(({ of }) => of === 1) ?? candidates[0]!

/** A variable to begin with, for messages. */
export const EXAMPLE_VARIABLE = environment

/** A source as a configuration file has it, for messages. */
export const EXAMPLE_SOURCE = `{"provider": "${provider}", "${credential}": "\${${environment}}"}`
