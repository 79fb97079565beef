// The rule of specs/README.md that no linter knows: what an answer does not have to hold may be null.
import { expect, test } from 'vitest'
import { operations, providers, readSpec } from '../src/specs.ts'

interface Schema {
  $ref?: string
  type?: string | string[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
}

/** Every value of a 2xx answer that is neither required nor said to be nullable; objects and arrays are envelopes. */
function closedToNull(provider: string): string[] {
  const spec = readSpec(provider)
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined
      ? schema
      : // References of a spec point into the spec; the lint step sees to it.
        (schema.$ref
          .slice(2)
          .split('/')
          .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], spec) as Schema)
  const types = (schema: Schema): string[] => {
    const { type = [], anyOf = [] } = resolve(schema)
    return [type, ...anyOf.map(types)].flat(2)
  }
  const found = new Set<string>()
  const seen = new Set<Schema>()
  const walk = (schema: Schema, place: string): void => {
    const { anyOf = [], items, properties = {}, required = [] } = resolve(schema)
    if (seen.has(resolve(schema))) return
    seen.add(resolve(schema))
    const here = schema.$ref?.split('/').at(-1) ?? place
    for (const member of anyOf) walk(member, here)
    if (items) walk(items, here)
    for (const [name, property] of Object.entries(properties)) {
      const possible = types(property)
      const isValue = possible.length > 0 && !possible.includes('object') && !possible.includes('array')
      if (isValue && !possible.includes('null') && !required.includes(name)) found.add(`${here}.${name}`)
      walk(property, `${here}.${name}`)
    }
  }
  for (const { method, path, operation } of operations(spec)) {
    // The scripts read no more of an operation than they need.
    const { responses } = operation as unknown as { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }
    for (const [status, { content = {} }] of Object.entries(responses)) {
      if (!status.startsWith('2')) continue
      for (const { schema } of Object.values(content)) walk(schema, `${method} ${path}`)
    }
  }
  return [...found]
}

// An OpenAPI document of the vendor's says of each member whether it may be null; `pnpm drift` compares.
const silent = providers().filter((provider) => readSpec(provider)['x-callspec'].published === undefined)

test.each(silent)('what the documentation of %s does not call required may be null in an answer', (provider) => {
  expect(closedToNull(provider)).toEqual([])
})
