import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import ts from 'typescript'
import { parameterOf, readSpec, root, type Spec } from './specs.ts'

/** The types of a spec. Open enums keep their words for completion: `'a' | 'b' | (string & {})`. */
export async function compileTypes(provider: string, base = root): Promise<string> {
  const file = pathToFileURL(join(base, 'specs', provider, 'openapi.yaml'))
  const nodes = await openapiTypescript(withoutFilled(readSpec(provider, base)), {
    // Where references begin.
    cwd: file,
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

/** A spec without the parameters that a credential fills: a client takes none of them. */
function withoutFilled(spec: Spec): OpenAPI3 {
  const paths = Object.entries(spec.paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, operation]) => [
        method,
        operation.parameters
          ? { ...operation, parameters: operation.parameters.filter((each) => !parameterOf(each, spec)['x-callspec']) }
          : operation,
      ]),
    ),
  ])
  // Of a spec, the scripts' own type says only what they read.
  return { ...spec, paths: Object.fromEntries(paths) } as unknown as OpenAPI3
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
