import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Member, membersOf } from './docstrings.ts'

const MODEL = 'packages/provider/src/model/call.ts'
const SCHEMA = 'packages/callspec/call.schema.json'

interface Schema {
  type?: string | string[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  description?: string
  [keyword: string]: unknown
}

/** The hand-written JSON Schema of a call with the docstrings of the model as its descriptions. */
export function callSchema(base: string): string {
  const schema: Schema = JSON.parse(readFileSync(join(base, SCHEMA), 'utf8'))
  // What a line of NDJSON has besides the call.
  const { schema: own, ...call } = schema.properties ?? {}
  const described = describeAll(call, 'Call', (type) => membersOf(join(base, MODEL), type))
  return `${JSON.stringify({ ...schema, properties: { schema: own, ...described } }, null, 2)}\n`
}

function describeAll(properties: Record<string, Schema>, type: string, members: (type: string) => Member[]) {
  const known = new Map(members(type).map((member) => [member.name, member]))
  const missing = [...known.keys()].find((name) => !Object.hasOwn(properties, name))
  if (missing !== undefined) throw new Error(`${SCHEMA}: lacks ${type}.${missing} of ${MODEL}. Fix: add it.`)
  return Object.fromEntries(
    Object.entries(properties).map(([name, { description: _, ...property }]) => {
      const member = known.get(name)
      if (!member?.text) throw new Error(`${MODEL}: ${type}.${name} has no docstring. Fix: say what it is.`)
      describeInner(property, member, members)
      return [name, { ...property, description: member.text }]
    }),
  )
}

/** The object in a field, or in its list, is an interface named in the field's type. */
function describeInner(property: Schema, { type }: Member, members: (type: string) => Member[]): void {
  const held = property.anyOf?.find((one) => one.type !== 'null') ?? property
  const inner = held.items ?? held
  const [name] = type.match(/[A-Z]\w*/) ?? []
  if (inner.properties && name !== undefined) inner.properties = describeAll(inner.properties, name, members)
}
