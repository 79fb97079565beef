import { entries, follow, isOfHook } from './context.js'
import { reachableSchemas } from './reachable-schemas.js'

/** @import { Context } from './context.js' */
/** @import { Reached } from './reachable-schemas.js' */

export const answerIsOpen = () =>
  everySchemaOf(['Response', 'Header'], ({ schema, location }, { report }) => {
    const key = ['additionalProperties', 'unevaluatedProperties'].find((name) => schema[name] === false)
    if (!key) return
    report({
      message: `This object in a response is closed, so a new field would be refused. Leave \`${key}\` out.`,
      location: location.child([key]),
    })
  })

export const answerEnumIsOpen = () =>
  everySchemaOf(['Response', 'Header'], ({ schema, location, alternatives }, { report }) => {
    const key = ['enum', 'const'].find((name) => name in schema)
    if (!key || isOpenEnum(alternatives)) return
    report({
      message: `This \`${key}\` in a response is closed, so a new value would be refused. Write anyOf: [{ type: string, enum: […] }, { type: string }], where null is documented with { type: 'null' } as a third member.`,
      location: location.child([key]),
    })
  })

export const requestEnumIsClosed = () =>
  everySchemaOf(['Parameter'], ({ schema, location }, { report }) => {
    if (!isOpenEnum(schema.anyOf)) return
    report({
      message: 'This enum of a request is open, so a misspelt value would compile. Write { type: string, enum: […] }.',
      location: location.child(['anyOf']),
    })
  })

export const propertyIsDescribed = () => ({
  Schema(/** @type {any} */ schema, /** @type {Context} */ context) {
    for (const [name, property] of entries(schema.properties)) {
      if (property?.description || follow(property, context)?.description) continue
      context.report({
        message: `\`${name}\` has no description. Add one; where the documentation says nothing, write "Not documented."`,
        location: context.location.child(['properties', name]),
      })
    }
  },
})

/**
 * A rule that looks at every schema that the nodes of some types are made of, components included, once each.
 * @param {string[]} types
 * @param {(reached: Reached, context: Context) => void} look
 */
function everySchemaOf(types, look) {
  const seen = new Set()
  /** @type {(node: any, context: Context) => void} */
  const visit = (node, context) => {
    for (const reached of reachableSchemas(node, context, seen)) look(reached, context)
  }
  // The body of a web hook is what the platform sends.
  /** @type {(node: any, context: Context) => void} */
  const visitBody = (node, context) => {
    if (isOfHook(context.location) === types.includes('Response')) visit(node, context)
  }
  return Object.fromEntries([...types.map((type) => [type, visit]), ['RequestBody', visitBody]])
}

/**
 * `[{type: string, enum}, {type: string}]`, with `{type: 'null'}` or without, in any order: the shape that the generator
 * compiles to `'a' | 'b' | (string & {})`.
 * @param {any} members
 */
function isOpenEnum(members) {
  if (!Array.isArray(members)) return false
  const strings = members.filter((member) => member?.type === 'string')
  const others = members.filter((member) => member?.type !== 'string')
  const bare = strings.filter((member) => Object.keys(member).every((key) => key === 'type' || key === 'description'))
  return (
    strings.length === 2 &&
    strings.some((member) => member.enum) &&
    bare.length === 1 &&
    others.every((member) => member?.type === 'null')
  )
}
