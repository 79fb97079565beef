import { providers } from '@callspec/all'
import { type Capabilities, capabilitiesOf } from '@callspec/provider/capabilities'
import { type Hooks, isCallspecError, type Source } from 'callspec'
import { UsageError } from '../usage-error.js'
import { checkOutline, checkSources, type SourceConfig } from './config-check.js'
import { CONFIG_FILE, isReadableByOthers, readConfigFile } from './config-file.js'
import { expand } from './expand.js'
import { checkInputOptions, type Given, givenInputs, joined } from './given-inputs.js'
import { type AnyProvider, importProvider } from './provider-module.js'

export interface LoadOptions extends Hooks {
  /** Configuration file. Default: `callspec.config.json` in the working directory if it exists, else the environment. */
  file?: string | undefined
  /** Milliseconds to wait for one response. Default: 30 seconds. */
  timeoutMs?: number | undefined
  /** `source.name=value`: inputs of a provider's own API, over those of the configuration. */
  inputs?: readonly string[] | undefined
  /** Receives warnings, such as a key in a file that others can read. Default: ignored. */
  onWarning?: ((text: string) => void) | undefined
}

/** The built-in providers by id, without their types: their options have no common one. */
export const builtIn: Readonly<Record<string, AnyProvider>> = providers as unknown as Record<string, AnyProvider>

const builtInCapabilities = (): Capabilities[] => Object.values(builtIn).map(capabilitiesOf)

/** The sources of the configuration file, or of the environment. */
export async function sourcesOf({ file, onWarning, ...options }: LoadOptions = {}): Promise<Source[]> {
  const written = readConfigFile(file)
  return written === undefined ? fromEnvironment(options) : fromConfig(written, file ?? CONFIG_FILE, options, onWarning)
}

/** The providers that a configuration loads from modules. Variables for keys need not be set. */
export async function ownProvidersOf(file: string | undefined): Promise<AnyProvider[]> {
  // A wrong list of sources is reported by the commands that use them.
  const { sources } = (readConfigFile(file) ?? {}) as { sources?: unknown }
  const named = (Array.isArray(sources) ? sources : []).map((source: Partial<SourceConfig> | null) => ({
    provider: source?.provider,
    module: source?.module,
  }))
  const name = file ?? CONFIG_FILE
  // The document has the two members picked above.
  const { document } = expand({ sources: named }, name, process.env) as { document: { sources: typeof named } }
  const own = new Set<AnyProvider>()
  for (const [index, { provider, module }] of document.sources.entries()) {
    if (typeof provider !== 'string' || typeof module !== 'string') continue
    own.add(await importProvider(module, provider, name, `sources[${index}]`))
  }
  return [...own]
}

/** Options of a source besides its configuration. */
export type MoreOptions = Omit<LoadOptions, 'file' | 'onWarning'> & { retries?: number }

async function fromConfig(
  written: unknown,
  file: string,
  options: MoreOptions,
  onWarning: LoadOptions['onWarning'],
): Promise<Source[]> {
  const { document, used } = expand(written, file, process.env)
  const mask = (text: string) => [...used].reduce((known, [name, value]) => known.replaceAll(value, `\${${name}}`), text)
  const config = { document, written, file }
  const configs = await checkOutline(config, builtInCapabilities())
  const all: AnyProvider[] = []
  for (const [index, { provider, module }] of configs.entries()) {
    all.push(
      module === undefined
        ? builtIn[provider]!
        : await masked(() => importProvider(module, provider, file, `sources[${index}]`), mask),
    )
  }
  await checkSources(configs, config, all.map(capabilitiesOf))
  if (onWarning) warnOfKeys(written, file, all, onWarning)
  const given = inputsBySource(configs, all, options)
  return configs.map((config, index) => {
    try {
      return create(all[index]!, config, options, given[index])
    } catch (error) {
      // An error from a third party's module is a configuration error too.
      if (!isCallspecError(error) && config.module === undefined) throw error
      const { message } = error as Error
      const isMissing = isCallspecError(error) && error.code === 'missing-credentials'
      throw new UsageError(`${file}: sources[${index}]: ${mask(isMissing ? missingText(all[index]!) : message)}`)
    }
  })
}

/** Replaces the values of variables in an error message by their names. */
async function masked<Value>(load: () => Promise<Value>, mask: (text: string) => string): Promise<Value> {
  try {
    return await load()
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(mask(error.message)) : error
  }
}

function missingText({ definition }: AnyProvider): string {
  const { name, credentials } = definition.descriptor
  const lines = Object.entries(credentials).map(([key, { environment }]) => `"${key}": "\${${environment}}"`)
  return `no credentials of ${name}. Write ${lines.join(', ')}, or set ${variablesOf(definition).join(' and ')}.`
}

/** Warns about a literal key in a file that others can read. */
function warnOfKeys(written: unknown, file: string, all: readonly AnyProvider[], warn: (text: string) => void): void {
  // The document matched the schema once variables were replaced.
  const { sources } = written as { sources: Record<string, unknown>[] }
  const names = new Set(['webhookSecret', ...all.flatMap(({ definition }) => Object.keys(definition.descriptor.credentials))])
  const holdsKey = sources.some((source) =>
    [...names].some((name) => {
      const value = source[name]
      return typeof value === 'string' && !value.includes('${')
    }),
  )
  if (!holdsKey || !isReadableByOthers(file)) return
  warn(`${file} holds a key and others on this machine can read it. Run chmod 600 ${file}, or write "\${NAME}" instead.`)
}

function fromEnvironment(options: MoreOptions): Source[] {
  const all = Object.values(builtIn)
  const configured = all.filter(({ definition }) => isConfigured(definition))
  if (configured.length > 0) {
    const configs = configured.map(({ definition }): SourceConfig => ({ provider: definition.descriptor.id }))
    const given = inputsBySource(configs, configured, options)
    return configured.map((provider, index) => create(provider, configs[index]!, options, given[index]))
  }
  const variables = all.map(({ definition }) => variablesOf(definition).join(' + ')).join(', ')
  throw new UsageError(
    `No sources: there is no ${CONFIG_FILE} here and no key in the environment. Run callspec init, or set ${variables}; or try callspec demo.`,
  )
}

/** The environment variables of a provider's credentials. */
export const variablesOf = ({ descriptor }: Source['definition']) =>
  Object.values(descriptor.credentials).map(({ environment }) => environment)

function isConfigured(definition: Source['definition']): boolean {
  const variables = variablesOf(definition)
  const missing = variables.filter((name) => !process.env[name])
  if (missing.length === 0 || missing.length === variables.length) return missing.length === 0
  const given = variables.filter((name) => process.env[name])
  throw new UsageError(`${missing.join(' and ')} is not set, although ${given.join(' and ')} is. Set both, or neither.`)
}

/** The inputs that options give to each source. */
function inputsBySource(configs: readonly SourceConfig[], all: readonly AnyProvider[], { inputs = [] }: MoreOptions): Given[] {
  const ids = configs.map(({ id, provider }) => id ?? provider)
  checkInputOptions(inputs, ids)
  return ids.map((id, index) => givenInputs(all[index]!, id, inputs, ids))
}

/** What the configuration says of a source's web hooks. */
export interface WebhookConfig {
  secret: string | undefined
  options: Record<string, unknown> | undefined
}

const webhookConfigs = new WeakMap<Source, WebhookConfig>()

/** No member of the source, so that nothing shows the secret. */
export const webhookConfigOf = (source: Source): WebhookConfig | undefined => webhookConfigs.get(source)

/** One source from its checked configuration; `given`: inputs over those of the configuration. */
export function create(
  provider: AnyProvider,
  { provider: _, module: __, webhookSecret, webhookOptions, ...config }: SourceConfig,
  { inputs: ___, ...options }: MoreOptions = {},
  given: Given = {},
): Source {
  const source = provider({ ...config, ...options, inputs: joined<Given>(config.inputs ?? {}, given) })
  webhookConfigs.set(source, { secret: webhookSecret, options: webhookOptions })
  return source
}
