import type { Source } from 'callspec'

const TEXT = { type: 'string', minLength: 1 } as const

/** What a source of a provider that is not built in may have: the same as the published schema has for the others. */
export function sourceSchema({ credentials, brands, assumptions, zoneAssumptions }: Source['definition']['descriptor']): object {
  const names = Object.keys(credentials)
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      provider: TEXT,
      module: TEXT,
      id: TEXT,
      ...Object.fromEntries(names.map((name) => [name, TEXT])),
      baseUrl: TEXT,
      ...(Object.keys(brands).length > 0 && { brand: { enum: Object.keys(brands) } }),
      timeZone: TEXT,
      assumptions: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(assumptions).map(([id, values]) => [id, zoneAssumptions.includes(id) ? TEXT : { enum: values }]),
        ),
      },
      allowInsecureHttp: { type: 'boolean' },
    },
    dependentRequired: Object.fromEntries(names.map((name) => [name, names.filter((other) => other !== name)])),
  }
}
