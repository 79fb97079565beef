import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import openapiTypescript, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { root } from './specs.ts'

/** The types of a spec. Open enums keep their words for completion: `'a' | 'b' | (string & {})`. */
export async function compileTypes(provider: string, base = root): Promise<string> {
  const nodes = await openapiTypescript(pathToFileURL(join(base, 'specs', provider, 'openapi.yaml')), {
    // A request property with a `default` would become required.
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    silent: true,
    // An object without documented members takes any; `Record<string, never>` would take none.
    emptyObjectsUnknown: true,
    transform: (schema) => openEnum(schema as OpenEnum),
  })
  return astToString(nodes)
}

interface OpenEnum {
  anyOf?: { type?: string; enum?: string[]; [key: string]: unknown }[]
}

const { factory } = ts

/** `anyOf: [{type: string, enum}, {type: string}, …]` as one union; anything else is left to the compiler. */
function openEnum({ anyOf }: OpenEnum): ts.TypeNode | undefined {
  const words = anyOf?.find((member) => member.enum)?.enum
  const isOpen = anyOf?.some(
    (member) => member.type === 'string' && Object.keys(member).every((key) => key === 'type' || key === 'description'),
  )
  if (!anyOf || !words || !isOpen) return undefined
  const others = anyOf.filter((member) => member.type !== 'string')
  if (others.some((member) => member.type !== 'null')) return undefined
  return factory.createUnionTypeNode([
    ...words.map((word) => factory.createLiteralTypeNode(factory.createStringLiteral(word))),
    factory.createParenthesizedType(
      factory.createIntersectionTypeNode([
        factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
        factory.createTypeLiteralNode([]),
      ]),
    ),
    ...others.map(() => factory.createLiteralTypeNode(factory.createNull())),
  ])
}
