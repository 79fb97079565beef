import type { TransportOptions } from '@callspec/core'
import type { Source } from 'callspec'
import { writeError, writeNote } from '../io/output.js'
import type { SourceOptions } from '../options/source-options.js'
import { requestLines } from '../print/request-lines.js'
import { UsageError } from '../usage-error.js'
import type { SourceConfig } from './config-check.js'
import { CONFIG_FILE } from './config-file.js'
import { builtIn, create, sourcesOf, variablesOf } from './load-sources.js'

/** The sources of the configuration file, or of the environment. */
export const loadSources = ({ config, timeout, verbose, input }: SourceOptions): Promise<Source[]> =>
  sourcesOf({
    file: config,
    inputs: input,
    onWarning: (text) => writeError(`warning: ${text}`, 'warning'),
    ...(timeout !== undefined && { timeoutMs: Math.ceil(timeout * 1000) }),
    ...(verbose && requestLines((line) => writeNote(line, 'dim'))),
  })

/** The named sources in the order of the configuration, or all of them if none is named. */
export function selectSources(sources: readonly Source[], named: readonly string[] = []): Source[] {
  const unknown = named.find((id) => !sources.some((source) => source.id === id))
  if (unknown !== undefined) {
    const known = sources.map(({ id }) => id).join(', ')
    const provider = Object.hasOwn(builtIn, unknown) ? builtIn[unknown] : undefined
    throw new UsageError(`Unknown source "${unknown}". Known: ${known}.${provider ? howToAdd(provider.definition) : ''}`)
  }
  return sources.filter(({ id }) => named.length === 0 || named.includes(id))
}

const howToAdd = (definition: Source['definition']) =>
  ` Add it to ${CONFIG_FILE} where there is one; without it, set ${variablesOf(definition).join(' and ')}.`

/** One source of a built-in provider from its checked configuration. */
export const createSource = (config: SourceConfig, options: Pick<TransportOptions, 'rateLimit'> = {}): Source =>
  create(builtIn[config.provider]!, { ...config, ...options })
