import { join } from 'node:path'
import { capitalize } from '../capitalize.ts'
import { credentialsOf, type SpecCredential } from '../credentials.ts'
import { operations, type Parameter, parameterOf, readSpec, root, type Spec, type SpecOperation } from '../specs.ts'
import { type CallMembers, callMembers } from './members.ts'
import { at, type Example, exampleIn, type Member, membersOf, nameOf, namesIn, resolve, type Schema } from './schemas.ts'

/** What follows from a spec and its examples for the files of a provider. */
export interface Facts {
  id: string
  /** As it stands within names. */
  Id: string
  /** As people read it. */
  name: string
  basePath: string
  spec: Spec
  credentials: SpecCredential[]
  /** Parameters of paths that a credential fills: name → name of the credential. */
  filled: Record<string, string>
  list: ListFacts
  get: GetFacts | undefined
  /** The members of a list row, and those that only the single call shows. */
  row: Member[]
  detail: Member[]
  call: CallMembers
  /** The body of an error. */
  error: Member[]
}

export interface Input extends Member {
  minimum?: number
  maximum?: number
  default?: unknown
}

export interface ListFacts {
  method: string
  path: string
  operationId: string
  page: string
  inBody: boolean
  inputs: Input[]
  paging: {
    kind: 'page' | 'offset' | 'cursor' | 'window'
    input: string
    size: string | undefined
    first: number
    defaultSize: number
    askedSize: number | null
    /** Inputs that ask for the order. */
    order: Record<string, string>
    /** Inputs beside the cursor, if it is in a link to the next page. */
    besides: string[] | undefined
  }
  /** The parameter that takes what the list belongs to, such as an agent. */
  parent: { name: string; isInPath: boolean } | undefined
  dateFilters: { parameter: string; bound: 'since' | 'until'; precision: 'day' | 'instant' }[]
  /** Seconds of the longest period that a request may ask for, if it has to ask for one. */
  longestPeriod: number | undefined
  rows: string[]
  nextCursor: string[] | undefined
  hasMore: string[] | undefined
  total: string[] | undefined
  pages: string[] | undefined
  position: string[] | undefined
  sizeEcho: string[] | undefined
  id: Member
  /** The member that the list is sorted by, so that it is a stamp of every call. */
  sortedBy: string | undefined
  schema: string | undefined
  rowSchema: string
  example: Example
}

interface GetFacts {
  path: string
  parameter: string
  operationId: string
  single: string[]
  schema: string
}

interface Body {
  content?: Record<string, { schema?: Schema; examples?: Record<string, { $ref?: string; value?: unknown }> }>
}
interface Operation extends SpecOperation {
  externalDocs?: { url: string }
  requestBody?: Body
}

/** @throws Error in one line if the spec has no paged list of calls */
export function readFacts(id: string, base = root): Facts {
  const spec = readSpec(id, base)
  const folder = join(base, 'specs', id)
  const found = [...operations(spec)].map((each) => ({ ...each, operation: each.operation as Operation }))
  const parents = found.flatMap(({ operation }) => operation['x-callspec']?.pagination?.parents ?? [])
  const listed = found.find(
    ({ operation }) => operation['x-speakeasy-pagination'] && parents.every((each) => each.operation !== operation.operationId),
  )
  if (!listed)
    throw new Error(`specs/${id}/openapi.yaml: no operation has x-speakeasy-pagination. Fix: describe the list of calls.`)
  const list = listFacts(listed, spec, folder)
  const rowExample = at(list.example.value, [...list.rows, '0'])
  const rowSchema = rowSchemaOf(listed.operation, list.rows, spec)
  const all = membersOf(rowSchema, spec, rowExample)
  // Without an example, whatever the schema has may be in a row.
  const shown = (member: Member) => rowExample === undefined || member.example !== undefined
  const filled = filledInPaths(listed.operation, spec)
  const open = (path: string) => path.replace(/\{(\w+)\}/g, (whole, name: string) => (filled[name] === undefined ? whole : '_'))
  const single = found.find(({ method, path }) => method === 'GET' && isSingle(open(path), open(list.path)))
  const get = single && getFacts(single, spec, rowSchema)
  const detail =
    single && get
      ? membersOf(bodySchema(single.operation, spec, get.single), spec, singleExample(single.operation, folder, get))
      : []
  const row = all.filter(shown)
  const onlyThere = detail.filter(({ name }) => !row.some((member) => member.name === name))
  return {
    id,
    Id: capitalize(id),
    name: spec.servers[0]!.description,
    basePath: new URL(spec.servers[0]!.url).pathname.replace(/\/$/, ''),
    spec,
    credentials: credentialsOf(spec),
    filled,
    list,
    get,
    row,
    detail: onlyThere,
    call: callMembers([...row, ...onlyThere], list.id.name, list.sortedBy),
    error: errorOf(listed.operation, spec),
  }
}

/** `/calls/{id}` is the single call of `/calls`, `/calls/{id}.json` of `/calls.json` and `/calls/{id}/` of `/calls/`; so is `/get-call/{id}`. */
const isSingle = (path: string, list: string): boolean =>
  /^[^{]*\/\{\w+\}(\.\w+|\/)?$/.test(path) &&
  (path.startsWith(`${list.replace(/(\.\w+|\/)$/, '')}/`) || /call\/\{\w+\}(\.\w+|\/)?$/.test(path))

const filledInPaths = ({ parameters = [] }: Operation, spec: Spec): Record<string, string> =>
  Object.fromEntries(
    parameters
      .map((parameter) => parameterOf(parameter, spec))
      .flatMap(({ name, in: place, 'x-callspec': said }) => (place === 'path' && said ? [[name, said.credential]] : [])),
  )

/** The facts with the values of the credentials in the paths of list and single call, as requests have them. */
export function withFilledPaths(facts: Facts, value: (credential: string) => string): Facts {
  const fill = (path: string) =>
    path.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const credential = facts.filled[name]
      return credential === undefined ? whole : value(credential)
    })
  const { list, get } = facts
  return { ...facts, list: { ...list, path: fill(list.path) }, get: get && { ...get, path: fill(get.path) } }
}

function listFacts(
  { method, path, operation }: { method: string; path: string; operation: Operation },
  spec: Spec,
  folder: string,
): ListFacts {
  // The caller has looked for both.
  const paging = operation['x-speakeasy-pagination']!
  const more = operation['x-callspec']?.pagination
  if (!more)
    throw new Error(`${operation.operationId}: has no x-callspec.pagination. Fix: name pageSize, itemId and order there.`)
  const inBody = paging.inputs.some((input) => input.in === 'requestBody')
  const [position] = paging.inputs.filter(({ type }) => type !== 'limit')
  const rows = namesIn(paging.outputs.results)
  const example = exampleIn(okBody(operation, spec).content?.['application/json']?.examples, folder)
  const first = (paths: string | string[] | undefined) => {
    const [one] = [paths ?? []].flat()
    return one === undefined ? undefined : namesIn(one)
  }
  const { askedBy = {}, direction = 'descending' } = more.order ?? {}
  const idName = more.itemId
  const rowMembers = membersOf(rowSchemaOf(operation, rows, spec), spec, at(example.value, [...rows, '0']))
  return {
    method,
    path,
    operationId: operation.operationId,
    page: operation.externalDocs?.url ?? '',
    inBody,
    inputs: inBody ? bodyInputs(operation, spec) : queryInputs(operation, spec),
    paging: {
      kind: more.window ? 'window' : more.link ? 'cursor' : position?.type === 'limit' || !position ? 'page' : position.type,
      input: more.link?.at(-1) ?? position?.name ?? 'page',
      besides: more.link?.slice(0, -1),
      size: paging.inputs.find(({ type }) => type === 'limit')?.name,
      first: more.firstPage ?? 0,
      defaultSize: more.pageSize.default ?? 100,
      askedSize: more.pageSize.ask ?? more.pageSize.max,
      order: askedBy[direction] ?? {},
    },
    parent: more.parents && {
      name: more.parents.parameter,
      isInPath: path.includes(`{${more.parents.parameter}}`),
    },
    dateFilters: operation['x-callspec']?.dateFilters ?? [],
    longestPeriod: more.longestPeriod?.seconds,
    rows,
    nextCursor: more.window ? undefined : first(paging.outputs.nextCursor ?? paging.outputs.nextUrl),
    hasMore: first(more.hasMore),
    total: first(more.total),
    pages: first(paging.outputs.numPages),
    position: first(more.position),
    sizeEcho: first(more.size),
    id: rowMembers.find(({ name }) => name === idName) ?? { ...NOTHING, name: idName },
    sortedBy: more.order?.field,
    schema: nameOf(okBody(operation, spec).content?.['application/json']?.schema),
    rowSchema: nameOf(rowSchemaOf(operation, rows, spec)) ?? 'Call',
    example,
  }
}

const NOTHING: Member = {
  name: '',
  type: 'string',
  isUnion: false,
  nullable: false,
  required: false,
  words: [],
  format: '',
  description: '',
  members: [],
  example: undefined,
}

function queryInputs(operation: Operation, spec: Spec): Input[] {
  return (operation.parameters ?? [])
    .map((parameter) => resolve(parameter as Parameter & { $ref?: string; schema?: Schema; description?: string }, spec))
    .filter((parameter) => parameter.in === 'query' && !parameter['x-callspec'])
    .flatMap(({ name, schema = {}, description = '' }) => inputOf(name, { description, ...resolve(schema, spec) }, spec))
}

function bodyInputs(operation: Operation, spec: Spec): Input[] {
  const schema = resolve(operation.requestBody?.content?.['application/json']?.schema ?? {}, spec)
  return Object.entries(schema.properties ?? {}).flatMap(([name, each]) => inputOf(name, resolve(each, spec), spec))
}

const inputOf = (name: string, schema: Schema, spec: Spec): Input[] =>
  membersOf({ properties: { [name]: schema } }, spec).map((member) => ({
    ...member,
    ...(schema.minimum !== undefined && { minimum: schema.minimum }),
    ...(schema.maximum !== undefined && { maximum: schema.maximum }),
    ...(schema.default !== undefined && { default: schema.default }),
  }))

function okBody(operation: Operation, spec: Spec): Body {
  return resolve((operation.responses?.['200'] ?? {}) as Body & { $ref?: string }, spec)
}

/** The schema at a place of a success; references on the way are followed, the last one is kept for its name. */
function bodySchema(operation: Operation, spec: Spec, path: readonly string[]): Schema {
  return path.reduce<Schema>(
    (schema, name) => propertiesOf(schema, spec)[name] ?? {},
    okBody(operation, spec).content?.['application/json']?.schema ?? {},
  )
}

function propertiesOf(schema: Schema, spec: Spec): Record<string, Schema> {
  const { properties, allOf = [], anyOf = [] } = resolve(schema, spec)
  return Object.assign({}, ...[...allOf, ...anyOf].map((part) => propertiesOf(part, spec)), properties)
}

function rowSchemaOf(operation: Operation, rows: readonly string[], spec: Spec): Schema {
  const schema = resolve(bodySchema(operation, spec, rows), spec)
  return schema.items ?? [...(schema.anyOf ?? [])].map((part) => resolve(part, spec)).find(({ items }) => items)?.items ?? {}
}

function getFacts({ path, operation }: { path: string; operation: Operation }, spec: Spec, row: Schema): GetFacts {
  const whole = okBody(operation, spec).content?.['application/json']?.schema ?? {}
  const members = Object.entries(propertiesOf(whole, spec))
  const rowNames = Object.keys(propertiesOf(row, spec))
  const likeness = (schema: Schema) => Object.keys(propertiesOf(schema, spec)).filter((name) => rowNames.includes(name)).length
  // The call stands in the member that is most like a row, or is the response itself.
  const [inner] = members
    .filter(([, schema]) => likeness(schema) > likeness(whole))
    .sort(([, a], [, b]) => likeness(b) - likeness(a))
  return {
    path,
    parameter: /\{(\w+)\}[^{}]*$/.exec(path)?.[1] ?? 'id',
    operationId: operation.operationId,
    single: inner ? [inner[0]] : [],
    schema: nameOf(inner ? inner[1] : whole) ?? 'Call',
  }
}

const singleExample = (operation: Operation, folder: string, { single }: GetFacts): unknown => {
  const ok = operation.responses?.['200'] as Body | undefined
  return at(exampleIn(ok?.content?.['application/json']?.examples, folder).value, single)
}

function errorOf(operation: Operation, spec: Spec): Member[] {
  const responses = operation.responses ?? {}
  const body = resolve((responses['401'] ?? responses.default ?? {}) as Body & { $ref?: string }, spec)
  const schema = body.content?.['application/json']?.schema
  return schema ? membersOf(schema, spec) : []
}
