import { homedir } from 'node:os'
import type { SourceConfig } from '../config/config-check.js'
import { readConfigFile } from '../config/config-file.js'
import { builtIn, variablesOf } from '../config/load-sources.js'

/** The sources as far as they can be told at once: as they are written in the configuration, unchecked, or of the environment. */
export function knownSources(file: string | undefined): { id: string; provider: string }[] {
  // A shell expands it only when the line is run.
  const written = readConfigFile(file?.replace(/^~(?=\/)/, homedir()))
  if (written === undefined) {
    return Object.values(builtIn)
      .filter(({ definition }) => variablesOf(definition).every((name) => process.env[name]))
      .map(({ definition: { descriptor } }) => ({ id: descriptor.id, provider: descriptor.id }))
  }
  // Whatever is wrong with it is told by the commands that use it.
  const { sources } = written as { sources?: unknown }
  return (Array.isArray(sources) ? sources : []).flatMap((source: Partial<SourceConfig> | null) => {
    const { provider, id = provider } = source ?? {}
    return typeof id === 'string' && typeof provider === 'string' ? [{ id, provider }] : []
  })
}
