import type { Inputs } from '@callspec/provider'
import type { Capabilities } from '@callspec/provider/capabilities'
import type { ErrorObject } from 'ajv'
import { UsageError } from '../usage-error.js'
import { outlineSchema, sourceSchema, sourcesSchema } from './config-schema.js'
import { EXAMPLE_SOURCE } from './example-source.js'

export interface SourceConfig {
  provider: string
  module?: string
  id?: string
  baseUrl?: string
  brand?: string
  timeZone?: string
  assumptions?: Record<string, string>
  inputs?: Inputs & { get?: Inputs }
  allowInsecureHttp?: boolean
  webhookSecret?: string
  webhookOptions?: Record<string, unknown>
}

const OWN_ID = 'Write the id in the descriptor that its module gives to defineProvider.'

/** A configuration with its variables replaced. */
export interface WrittenConfig {
  document: unknown
  /** The document as written in the file. Messages quote only this, never the values of variables. */
  written: unknown
  file: string
}

/** Checks that each source names a built-in provider or a module. Its other members are checked by `checkSources`. */
export async function checkOutline(config: WrittenConfig, builtIn: readonly Capabilities[]): Promise<SourceConfig[]> {
  // Guaranteed by the schema.
  return ((await check(outlineSchema(builtIn.map(({ id }) => id)), config, builtIn)) as { sources: SourceConfig[] }).sources
}

/** Checks each source against the options of its provider. `providers` has one for each source, in the same order. */
export async function checkSources(
  sources: readonly SourceConfig[],
  config: WrittenConfig,
  providers: readonly Capabilities[],
): Promise<void> {
  const schemas = providers.map((provider, index) => sourceSchema(provider, sources[index]?.module !== undefined))
  await check(sourcesSchema(schemas), config, providers)
  refuseRepeatedIds(sources, config.file)
}

async function check(
  schema: object,
  { document, written, file }: WrittenConfig,
  known: readonly Capabilities[],
): Promise<unknown> {
  // Only where there is a configuration: it takes as long to load as much else.
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const validate = new Ajv2020({ verbose: true, strictTuples: false }).compile(schema)
  if (validate(document)) return document
  const mistake = describe(validate.errors![0]!, written, known)
  throw new UsageError([file, mistake.place, mistake.text].filter(Boolean).join(': '))
}

function refuseRepeatedIds(sources: readonly SourceConfig[], file: string): void {
  const places = new Map<string, number>()
  for (const [index, source] of sources.entries()) {
    const id = source.id ?? source.provider
    const first = places.get(id)
    if (first !== undefined) {
      throw new UsageError(
        `${file}: sources[${index}].id: "${id}" is also the id of sources[${first}]. Give each source its own id.`,
      )
    }
    places.set(id, index)
  }
}

interface Mistake {
  place: string
  text: string
}

function describe(error: ErrorObject, written: unknown, providers: readonly Capabilities[]): Mistake {
  const { keyword, params } = error
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  // These params hold names from the schema or the document.
  const { missingProperty, additionalProperty } = params as { missingProperty?: string; additionalProperty?: string }
  const own = missingProperty ?? additionalProperty
  if (own !== undefined) path.push(own)
  const place = showPath(path)
  const received = `received ${show(valueAt(written, path))}`
  const { enum: values, properties = {} } = error.parentSchema as { enum?: string[]; properties?: object }
  const known = providers.map(({ id }) => id).join(', ')
  switch (keyword) {
    case 'required':
      return {
        place,
        text: `missing. ${valueAt(written, [...path.slice(0, -1), 'module']) === undefined ? exampleOf(own, providers) : OWN_ID}`,
      }
    case 'dependentRequired':
      return { place, text: `missing, although ${String(params.property)} is given. Give both, or neither.` }
    case 'additionalProperties':
      return { place, text: `unknown. Known here: ${Object.keys(properties).join(', ')}.` }
    case 'enum':
      return {
        place,
        text:
          path.at(-1) === 'provider'
            ? `${received}. Write one of ${known}, or add "module" for another.`
            : `${received}. Write one of ${values?.join(', ')}.`,
      }
    case 'minItems':
    case 'minLength':
      return {
        place,
        text: `empty. ${keyword === 'minItems' ? exampleOf('sources', providers) : 'Write a value, or leave it out.'}`,
      }
    case 'pattern':
      return { place, text: `${received}. Use letters, digits, ".", "_" and "-".` }
    case 'type':
      return { place, text: `received ${kindOf(valueAt(written, path))}. Write ${KINDS[String(params.type)]}.` }
    default:
      return { place, text: `received ${kindOf(valueAt(written, path))}; it ${error.message}.` }
  }
}

function exampleOf(name: string | undefined, providers: readonly Capabilities[]): string {
  if (name === 'provider') return `Write one of ${providers.map(({ id }) => id).join(', ')}.`
  return `Write it like {"sources": [${EXAMPLE_SOURCE}]}.`
}

/** `['sources', '1', 'token']` → `sources[1].token` */
const showPath = (path: readonly string[]) =>
  path.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')

function valueAt(document: unknown, path: readonly string[]): unknown {
  // The document is unchecked here, so any step may be missing.
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' ? (value as Record<string, unknown> | null)?.[key] : undefined),
    document,
  )
}

const show = (value: unknown) => (typeof value === 'string' ? `"${value.slice(0, 60)}"` : kindOf(value))

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return value === null ? 'null' : 'nothing'
  if (Array.isArray(value)) return 'an array'
  return KINDS[typeof value] ?? typeof value
}

/** Names of types, from JSON Schema and JavaScript, for messages. */
const KINDS: Record<string, string> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
}
