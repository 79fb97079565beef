import type { Capabilities } from '@callspec/provider/capabilities'

/** The JSON Schema of `callspec.config.json` for editors, with the sources of every built-in provider. */
export function configSchema(all: readonly Capabilities[]): object {
  const { else: builtIn, ...items } = sourceOutline(all.map(({ id }) => id))
  const sources = all.map((each) => {
    const { properties, ...schema } = sourceSchema(each)
    return { title: each.name, ...schema, properties: { ...properties, provider: { const: each.id } } }
  })
  return documentSchema({ ...items, else: { ...builtIn, oneOf: sources } })
}

/** Checks what can be known before modules are loaded: a list of sources, each with a built-in provider or a module. */
export const outlineSchema = (ids: readonly string[]): object => documentSchema(sourceOutline(ids))

/** Checks each source by its own schema, in the same order. */
export const sourcesSchema = (sources: readonly object[]): object => ({
  type: 'object',
  properties: { sources: { type: 'array', prefixItems: sources } },
})

const documentSchema = (source: object) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'callspec.config.json',
  type: 'object',
  required: ['sources'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    sources: {
      type: 'array',
      minItems: 1,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder as users write it.
      description: 'The accounts whose calls are listed. A value may name an environment variable: "${NAME}".',
      items: source,
    },
  },
})

const sourceOutline = (ids: readonly string[]) => ({
  type: 'object',
  required: ['provider'],
  properties: { provider: { type: 'string' } },
  if: { type: 'object', required: ['module'], properties: { module: true } },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
  then: {
    title: 'A provider that is not built in',
    type: 'object',
    required: ['provider', 'module'],
    properties: {
      provider: text('Id of a provider that the module exports.'),
      module: MODULE,
      id: sourceId('the id of the provider'),
    },
  },
  else: { type: 'object', required: ['provider'], properties: { provider: { enum: ids } } },
})

/** A source of one provider, built in or from a module. */
export function sourceSchema({ id, baseUrl, brands, credentials, assumptions, inputs }: Capabilities, fromModule = false) {
  const names = credentials.map(({ name }) => name)
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      provider: text('Id of the provider.'),
      ...(fromModule && { module: MODULE }),
      id: sourceId(id),
      ...Object.fromEntries(
        credentials.map(({ name, environment }) => [name, text(`Default, where no credential is given: \${${environment}}.`)]),
      ),
      baseUrl: text(`Default: ${baseUrl}`),
      ...(brands.length > 0 && {
        brand: { enum: brands.map((brand) => brand.id), description: 'Another name of the same API.' },
      }),
      timeZone: text('IANA zone of stamps and dates that come without one. Default: UTC.'),
      assumptions: {
        type: 'object',
        description: 'Facts about this account that the documentation leaves open.',
        additionalProperties: false,
        properties: Object.fromEntries(assumptions.map((each) => [each.id, assumptionSchema(each)])),
      },
      ...(Object.values(inputs).flat().length > 0 && { inputs: inputsSchema(inputs) }),
      allowInsecureHttp: { type: 'boolean', default: false, description: 'Allow http:// to a host other than this machine.' },
      webhookSecret: text(
        "What the platform signs its web hooks with, for receive. Default: the variable of its provider's package.",
      ),
      webhookOptions: {
        type: 'object',
        description: "Options of the `verify` that its provider's web hooks have, for receive.",
      },
    },
    // All credentials or none: a key from the file never goes with an organization from the environment.
    dependentRequired: Object.fromEntries(names.map((name) => [name, names.filter((other) => other !== name)])),
  }
}

/** `path`, `query` and `body` of the list, and `get` with its own `query`; unknown names are rejected, with the known ones. */
function inputsSchema({ path = [], query, body, get }: Capabilities['inputs']) {
  const members = (names: readonly string[]) => ({
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(names.map((name) => [name, {}])),
  })
  return {
    type: 'object',
    description: "Inputs of the provider's own API that every request of this source sends.",
    additionalProperties: false,
    properties: {
      ...(path.length > 0 && { path: members(path) }),
      ...(query.length > 0 && { query: members(query) }),
      ...(body.length > 0 && { body: members(body) }),
      ...(get.length > 0 && { get: { type: 'object', additionalProperties: false, properties: { query: members(get) } } }),
    },
  }
}

function assumptionSchema({ text: description, values, default: value }: Capabilities['assumptions'][number]) {
  return { ...(values ? { enum: values } : { type: 'string', minLength: 1 }), default: value, description }
}

const text = (description: string) => ({ type: 'string', minLength: 1, description })

const sourceId = (provider: string) => ({ ...text(`Names the source. Default: ${provider}.`), pattern: '^[A-Za-z0-9._-]+$' })

const MODULE = text(
  'Path of a module from the folder of this file, like "./phonix.ts", or the name of a package that is installed there.',
)
