import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { membersOf } from './docstrings.ts'
import { HEADER } from './header.ts'

const QUERY = 'packages/callspec/src/query/query.ts'
const SCHEMA = 'packages/callspec/query.schema.json'

/** The hand-written JSON Schema of a query with the docstrings of `CallQuery` as its descriptions. */
export function querySchema(base: string): string {
  const schema: { properties: Record<string, object> } = JSON.parse(readFileSync(join(base, SCHEMA), 'utf8'))
  const members = new Map(membersOf(join(base, QUERY), 'CallQuery').map(({ name, text }) => [name, text]))
  const missing = [...members.keys()].find((name) => !Object.hasOwn(schema.properties, name))
  if (missing !== undefined) throw new Error(`${SCHEMA}: lacks CallQuery.${missing} of ${QUERY}. Fix: add it.`)
  const properties = Object.entries(schema.properties).map(([name, property]) => {
    const description = members.get(name)
    if (!description)
      throw new Error(`${QUERY}: CallQuery.${name} has no docstring. Fix: say what it is, or take it out of ${SCHEMA}.`)
    return [name, { ...property, description }]
  })
  return `${JSON.stringify({ ...schema, properties: Object.fromEntries(properties) }, null, 2)}\n`
}

/** The same as a module: no runtime but Node's newest reads JSON without a warning. */
export const querySchemaModule = (schema: string): string =>
  `${HEADER}/** The JSON Schema of a query: \`callspec/query.schema.json\`. */\nexport const QUERY_SCHEMA = ${schema.trimEnd()} as const\n`
