import { HEADER } from './header.ts'
import { operations, type Parameter, parameterOf, type Spec } from './specs.ts'

/** The words that the query parameters of a spec take, a constant for each: `listCallsStatus`. `undefined`: none takes words. */
export function enumsFile(spec: Spec): string | undefined {
  const enums = [...operations(spec)].flatMap(({ operation }) =>
    (operation.parameters ?? []).flatMap((given) => {
      const { name, in: place, schema } = parameterOf(given, spec)
      const words = schema?.enum ?? schema?.items?.enum
      return place === 'query' && words ? [{ name: operation.operationId + pascal(name), words }] : []
    }),
  )
  if (enums.length === 0) return undefined
  return HEADER + enums.map(({ name, words }) => `export const ${name} = ${JSON.stringify(words)} as const\n`).join('')
}

/** `order_by` as `OrderBy`. */
const pascal = (name: Parameter['name']) => name.replace(/(?:^|[^a-zA-Z0-9]+)(\w)/g, (_, letter: string) => letter.toUpperCase())
