import type { Spec } from './specs.ts'

/** The JSON Schema of `callspec.config.json`. */
export function configSchema(specs: Map<string, Spec>): object {
  return {
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
        items: {
          type: 'object',
          required: ['provider'],
          properties: { provider: { type: 'string' } },
          if: { type: 'object', required: ['module'], properties: { module: true } },
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
          then: ownSource(),
          else: {
            type: 'object',
            required: ['provider'],
            properties: { provider: { enum: [...specs.keys()] } },
            oneOf: [...specs].map(([id, spec]) => source(id, spec)),
          },
        },
      },
    },
  }
}

const text = (description: string) => ({ type: 'string', minLength: 1, description })
const sourceId = (provider: string) => ({ ...text(`Names the source. Default: ${provider}.`), pattern: '^[A-Za-z0-9._-]+$' })

/** A source whose provider is not built in. What else it may have is known when its module is. */
function ownSource(): object {
  return {
    title: 'A provider that is not built in',
    type: 'object',
    required: ['provider', 'module'],
    properties: {
      provider: text('Id of a provider that the module exports.'),
      module: text(
        'Path of a module from the folder of this file, like "./phonix.ts", or the name of a package that is installed there.',
      ),
      id: sourceId('the id of the provider'),
    },
  }
}

function source(id: string, spec: Spec): object {
  const { brands = {}, assumptions } = spec['x-callspec']
  const credentials = Object.keys(spec.components.securitySchemes)
  return {
    title: spec.servers[0]!.description,
    type: 'object',
    additionalProperties: false,
    properties: {
      provider: { const: id },
      id: sourceId(id),
      ...Object.fromEntries(
        Object.entries(spec.components.securitySchemes).map(([name, scheme]) => [
          name,
          text(`Default, where no credential is given: \${${scheme['x-callspec'].environment}}.`),
        ]),
      ),
      baseUrl: text(`Default: ${spec.servers[0]!.url}`),
      ...(Object.keys(brands).length > 0 && {
        brand: { enum: Object.keys(brands), description: 'Another name of the same API.' },
      }),
      timeZone: text('IANA zone of stamps and dates that come without one. Default: UTC.'),
      assumptions: {
        type: 'object',
        description: 'Facts about this account that the documentation leaves open.',
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(assumptions).map(([key, { text: description, values, default: value }]) => [
            key,
            values ? { enum: values, default: value, description } : { type: 'string', default: value, description },
          ]),
        ),
      },
      allowInsecureHttp: { type: 'boolean', default: false, description: 'Allow http:// to a host other than this machine.' },
    },
    // All credentials or none: a key is never combined with an organisation from elsewhere.
    dependentRequired: Object.fromEntries(credentials.map((name) => [name, credentials.filter((other) => other !== name)])),
  }
}
