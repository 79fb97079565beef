import { isCallspecError, type Source } from 'callspec'
import { checkConfig, type SourceConfig } from './config-check.js'
import { CONFIG_FILE, isReadableByOthers, readConfigFile } from './config-file.js'
import { expand } from './expand.js'
import { providers } from './generated/providers.js'
import { writeError, writeNote } from './output.js'
import { requestLines } from './request-lines.js'
import type { SourceOptions } from './source-options.js'
import { UsageError } from './usage-error.js'

const ids = Object.keys(providers)
// The registry's keys are what `ids` holds and what the configuration was checked against.
const definitionOf = (provider: string) => providers[provider as keyof typeof providers].definition

/** The sources of the configuration file, or of the environment. */
export function loadSources(options: SourceOptions): Source[] {
  const written = readConfigFile(options.config)
  return written === undefined ? fromEnvironment(options) : fromConfig(written, options)
}

/** Those sources that were named, in the order of the configuration; all where none was. */
export function selectSources(sources: readonly Source[], named: readonly string[] = []): Source[] {
  const unknown = named.find((id) => !sources.some((source) => source.id === id))
  if (unknown !== undefined) {
    const known = sources.map(({ id }) => id).join(', ')
    throw new UsageError(`Unknown source "${unknown}". Known: ${known}.${ids.includes(unknown) ? howToAdd(unknown) : ''}`)
  }
  return sources.filter(({ id }) => named.length === 0 || named.includes(id))
}

const howToAdd = (provider: string) =>
  ` Add it to ${CONFIG_FILE} where there is one; without it, set ${variablesOf(provider).join(' and ')}.`

function fromConfig(written: unknown, options: SourceOptions): Source[] {
  const file = options.config ?? CONFIG_FILE
  const { document, used } = expand(written, file, process.env)
  const configs = checkConfig(document, written, file)
  warnOfKeys(written, file)
  return configs.map((config, index) => {
    try {
      return createSource(config, options)
    } catch (error) {
      if (!isCallspecError(error)) throw error
      const text = error.code === 'missing-credentials' ? missingText(config.provider) : error.message
      const masked = [...used].reduce((known, [name, value]) => known.replaceAll(value, `\${${name}}`), text)
      throw new UsageError(`${file}: sources[${index}]: ${masked}`)
    }
  })
}

function missingText(provider: string): string {
  const { name, credentials } = definitionOf(provider).descriptor
  const lines = Object.entries(credentials).map(([key, { environment }]) => `"${key}": "\${${environment}}"`)
  return `no credentials of ${name}. Write ${lines.join(', ')}, or set ${variablesOf(provider).join(' and ')}.`
}

/** A key that stands in the file itself is for its owner's eyes only. */
function warnOfKeys(written: unknown, file: string): void {
  // The document has the form of the schema: it was checked with the variables put in.
  const { sources } = written as { sources: Record<string, unknown>[] }
  const holdsKey = sources.some((source) =>
    ids
      .flatMap((id) => Object.keys(definitionOf(id).descriptor.credentials))
      .some((name) => {
        const value = source[name]
        return typeof value === 'string' && !value.includes('${')
      }),
  )
  if (!holdsKey || !isReadableByOthers(file)) return
  writeError(
    `warning: ${file} holds a key and others on this machine can read it. Run chmod 600 ${file}, or write "\${NAME}" instead.`,
  )
}

function fromEnvironment(options: SourceOptions): Source[] {
  const configured = ids.filter(isConfigured)
  if (configured.length > 0) return configured.map((provider) => createSource({ provider }, options))
  const variables = ids.map((id) => variablesOf(id).join(' + ')).join(', ')
  throw new UsageError(
    `No sources: there is no ${CONFIG_FILE} here and no key in the environment. Set ${variables}; or try callspec demo.`,
  )
}

const variablesOf = (provider: string) =>
  Object.values(definitionOf(provider).descriptor.credentials).map(({ environment }) => environment)

function isConfigured(provider: string): boolean {
  const variables = variablesOf(provider)
  const missing = variables.filter((name) => !process.env[name])
  if (missing.length === 0 || missing.length === variables.length) return missing.length === 0
  const given = variables.filter((name) => process.env[name])
  throw new UsageError(`${missing.join(' and ')} is not set, although ${given.join(' and ')} is. Set both, or neither.`)
}

/** One source from its checked configuration. */
export function createSource(config: SourceConfig, { timeout, verbose }: SourceOptions = {}): Source {
  const { provider, ...rest } = config
  // The configuration was checked against the options of this provider; the union of all has no common call.
  const create = providers[provider as keyof typeof providers] as unknown as (options: object) => Source
  return create({
    ...rest,
    ...(timeout !== undefined && { timeoutMs: Math.ceil(timeout * 1000) }),
    ...(verbose && requestLines(writeNote)),
  })
}
