import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import type { Source } from 'callspec'
import { configSchema } from '../generated/config-schema.js'
import { UsageError } from '../usage-error.js'
import { EXAMPLE_SOURCE } from './example-source.js'
import { sourceSchema } from './source-schema.js'

export interface SourceConfig {
  provider: string
  module?: string
  id?: string
  baseUrl?: string
  brand?: string
  timeZone?: string
  assumptions?: Record<string, string>
  allowInsecureHttp?: boolean
}

const { items, ...sources } = configSchema.properties.sources
// With a discriminator the mistake is named in the branch of the provider, not once per branch. It stands here and not in
// the published schema, because strict validators refuse a keyword that they do not know.
const discriminated = {
  ...configSchema,
  properties: {
    ...configSchema.properties,
    sources: { ...sources, items: { ...items, else: { ...items.else, discriminator: { propertyName: 'provider' } } } },
  },
}

const KNOWN = items.else.properties.provider.enum.join(', ')
const OWN_ID = 'Write the id in the descriptor that its module gives to defineProvider.'
const ONE_OF = `Write one of ${KNOWN}, or add "module" for another.`

/**
 * Checks a document whose variables were put in. `written` is the document as it stands in the file: only from there may
 * a message quote.
 */
export function checkConfig(document: unknown, written: unknown, file: string): SourceConfig[] {
  // The schema says that the document has this form.
  const { sources: checked } = check(discriminated, document, written, file) as { sources: SourceConfig[] }
  refuseRepeatedIds(checked, file)
  return checked
}

/** Checks the sources whose provider is not built in, by what their descriptors say; the others have none here. */
export function checkOwnSources(
  document: unknown,
  written: unknown,
  file: string,
  descriptors: readonly (Source['definition']['descriptor'] | undefined)[],
): void {
  const prefixItems = descriptors.map((descriptor) => (descriptor ? sourceSchema(descriptor) : true))
  check({ type: 'object', properties: { sources: { type: 'array', prefixItems } } }, document, written, file)
}

function check(schema: object, document: unknown, written: unknown, file: string): unknown {
  const validate = new Ajv2020({ discriminator: true, verbose: true, strictTuples: false }).compile(schema)
  if (validate(document)) return document
  const mistake = describe(validate.errors![0]!, written)
  throw new UsageError([file, mistake.place, mistake.text].filter(Boolean).join(': '))
}

function refuseRepeatedIds(sources: readonly SourceConfig[], file: string): void {
  const places = new Map<string, number>()
  for (const [index, source] of sources.entries()) {
    const id = source.id ?? source.provider
    const first = places.get(id)
    if (first !== undefined) {
      throw new UsageError(
        `${file}: sources[${index}].id: "${id}" is the id of sources[${first}] too. Give each source an id of its own.`,
      )
    }
    places.set(id, index)
  }
}

interface Mistake {
  place: string
  text: string
}

function describe(error: ErrorObject, written: unknown): Mistake {
  const { keyword, params } = error
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  // Names that the schema itself gives to what it complains about.
  const { missingProperty, additionalProperty, tag } = params as {
    missingProperty?: string
    additionalProperty?: string
    tag?: string
  }
  const own = missingProperty ?? additionalProperty ?? tag
  if (own !== undefined) path.push(own)
  const place = showPath(path)
  const received = `received ${show(valueAt(written, path))}`
  const { enum: values, properties = {} } = error.parentSchema as { enum?: string[]; properties?: object }
  switch (keyword) {
    case 'required':
      return {
        place,
        text: `missing. ${valueAt(written, [...path.slice(0, -1), 'module']) === undefined ? exampleOf(own) : OWN_ID}`,
      }
    case 'discriminator':
      return { place, text: `${received}. ${ONE_OF}` }
    case 'dependentRequired':
      return { place, text: `missing, although ${String(params.property)} is given. Give both, or neither.` }
    case 'additionalProperties':
      return { place, text: `unknown. Known here: ${Object.keys(properties).join(', ')}.` }
    case 'enum':
      return { place, text: `${received}. ${path.at(-1) === 'provider' ? ONE_OF : `Write one of ${values?.join(', ')}.`}` }
    case 'minItems':
    case 'minLength':
      return { place, text: `empty. ${keyword === 'minItems' ? exampleOf('sources') : 'Write a value, or leave it out.'}` }
    case 'pattern':
      return { place, text: `${received}. Use letters, digits, ".", "_" and "-".` }
    case 'type':
      return { place, text: `received ${kindOf(valueAt(written, path))}. Write ${KINDS[String(params.type)]}.` }
    default:
      return { place, text: `received ${kindOf(valueAt(written, path))}; it ${error.message}.` }
  }
}

function exampleOf(name: string | undefined): string {
  if (name === 'provider') return `Write one of ${KNOWN}.`
  return `Write it like {"sources": [${EXAMPLE_SOURCE}]}.`
}

/** `['sources', '1', 'token']` → `sources[1].token` */
const showPath = (path: readonly string[]) =>
  path.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')

function valueAt(document: unknown, path: readonly string[]): unknown {
  // Members of a foreign document are looked up by name; what is no object has none.
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

/** What a schema or JavaScript calls a kind of value, in words. */
const KINDS: Record<string, string> = {
  object: 'an object',
  array: 'an array',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
}
