import { HEADER } from './header.ts'
import { operations, parameterOf, type Spec, type SpecOperation } from './specs.ts'

interface Schema {
  $ref?: string
  properties?: Record<string, unknown>
  allOf?: Schema[]
}

interface Body {
  content?: Record<string, { schema?: Schema }>
}

/** The names of what each operation takes beside its path, typed by the operation; only what a mapping names is bundled. */
export function inputsFile(spec: Spec): string {
  const taking = [...operations(spec)].flatMap(({ path, operation }) => {
    const {
      operationId: id,
      parameters = [],
      requestBody,
      'x-callspec': more,
    } = operation as SpecOperation & { requestBody?: Body }
    const { parameters: shared = [] } = (spec.paths[path] ?? {}) as Pick<SpecOperation, 'parameters'>
    const query = [...shared, ...parameters]
      .map((parameter) => parameterOf(parameter, spec))
      // A credential fills the others.
      .filter((parameter) => parameter.in === 'query' && !parameter['x-callspec'])
      .map(({ name }) => name)
    const body = membersOf(requestBody?.content?.['application/json']?.schema ?? {}, spec)
    const sent = sentByCallspec(operation)
    const others = (names: string[]) => names.filter((name) => !sent.has(name))
    // A parent that the source names; other parameters of a path are not asked for.
    const inPath = [...shared, ...parameters]
      .map((parameter) => parameterOf(parameter, spec))
      .filter((parameter) => parameter.in === 'path' && parameter.name === more?.pagination?.parents?.parameter)
      .map(({ name }) => name)
    const names = {
      ...(inPath.length > 0 && { path: inPath }),
      ...(query.length > 0 && { query: others(query) }),
      ...(body.length > 0 && { body: others(body) }),
    }
    return Object.keys(names).length > 0 ? [{ id, names }] : []
  })
  const constants = taking.map(
    ({ id, names }) =>
      `/** What \`${id}\` takes. */\nexport const ${id}: InputNames<operations['${id}']> = ${JSON.stringify(names, null, 2)}\n`,
  )
  return `${HEADER}import type { InputNames } from '@callspec/provider'\nimport type { operations } from './types.js'\n\n${constants.join('\n')}`
}

/** The inputs of a list that page it, in this way or another, order it, or ask for one row in its place. */
function sentByCallspec({ 'x-speakeasy-pagination': paging, 'x-callspec': more }: SpecOperation): ReadonlySet<string> {
  const { askedBy = {} } = more?.pagination?.order ?? {}
  const asked = Object.values(askedBy).flatMap((inputs) => Object.keys(inputs ?? {}))
  const { excludes = [], link = [], single = [] } = more?.pagination ?? {}
  return new Set([...(paging?.inputs ?? []).map(({ name }) => name), ...link, ...asked, ...excludes, ...[single].flat()])
}

function membersOf(schema: Schema, spec: Spec): string[] {
  const { properties = {}, allOf = [] } = resolve(schema, spec)
  return [...Object.keys(properties), ...allOf.flatMap((part) => membersOf(part, spec))]
}

/** The schema that a reference within the spec points at. */
function resolve(schema: Schema, spec: Spec): Schema {
  if (schema.$ref === undefined) return schema
  const found = schema.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], spec)
  if (found === undefined) throw new Error(`${schema.$ref} points at nothing in this spec.`)
  return resolve(found as Schema, spec)
}
