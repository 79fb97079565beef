import { credentialsOf } from './credentials.ts'
import { path } from './json-path.ts'
import { type ListParents, operations, type Parameter, parameterOf, responses, type Spec, type SpecOperation } from './specs.ts'

/** The run-time part of a spec, in the shape of `Descriptor` of `@callspec/core`, or of `ClientDescriptor`: without what only a log reads. */
export function describe(id: string, spec: Spec, forClient = false): object {
  const extension = spec['x-callspec']
  const limit = extension.rateLimits?.[0]
  return {
    id,
    name: spec.servers[0]!.description,
    baseUrl: spec.servers[0]!.url,
    brands: mapValues(extension.brands ?? {}, ({ name, baseUrl, assumptions = {} }) => ({ name, baseUrl, assumptions })),
    credentials: credentials(spec),
    rateLimit: limit ? { requests: limit.requests, perSeconds: limit.perSeconds } : null,
    ...(!forClient && forLog(spec)),
    ...defined({ headers: extension.headers, failure: failure(extension.failure), codes: codes(spec) }),
    operations: Object.fromEntries(
      [...operations(spec)]
        .map(({ method, path, operation }) => [`${method} ${path}`, describeOperation(operation, spec, forClient)] as const)
        .filter(([, described]) => Object.keys(described).length > 0),
    ),
  }
}

/** What only the log reads of the spec itself. */
const forLog = ({ 'x-callspec': { assumptions, limits, recording, retention }, components }: Spec): object => ({
  assumptions: mapValues(assumptions, (assumption) => [...new Set([assumption.default, ...(assumption.values ?? [])])]),
  zoneAssumptions: Object.keys(assumptions).filter((key) => assumptions[key]?.format === 'time-zone'),
  ...defined({ limits, retention, recording, secrets: secrets(components.schemas) }),
})

/** How each credential travels. */
function credentials(spec: Spec): object {
  const filling = new Set(
    [...operations(spec)].flatMap(({ operation: { parameters = [] } }) =>
      parameters.map((parameter) => parameterOf(parameter, spec)['x-callspec']?.credential),
    ),
  )
  return Object.fromEntries(
    credentialsOf(spec).map(({ name, ...credential }) => [
      name,
      { ...credential, ...(credential.prefix === 'Basic ' && { pair: 'basicPair' }), ...(filling.has(name) && { fills: true }) },
    ]),
  )
}

function failure(extension: Spec['x-callspec']['failure']): object | undefined {
  return (
    extension &&
    defined({ when: extension.when.map(({ at, equals }) => defined({ at: path(at), equals })), codes: extension.codes })
  )
}

function describeOperation(operation: SpecOperation, spec: Spec, forClient: boolean): object {
  const extension = operation['x-callspec']
  const parameters = (operation.parameters ?? []).map((parameter) => parameterOf(parameter, spec))
  const commaSeparated = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.schema?.type === 'array' && parameter.explode === false)
    .map((parameter) => parameter.name)
  return defined({
    safe: extension?.safe,
    commaSeparated: commaSeparated.length > 0 ? commaSeparated : undefined,
    filled: filled(parameters),
    ...(!forClient && { dateFilters: extension?.dateFilters, echoedFilters: path(extension?.echoedFilters) }),
    noMatch: extension?.noMatch,
    form: isForm(operation) ? 'formBody' : undefined,
    pagination: pagination(operation, spec, forClient),
  })
}

/** Whether the body of an operation is a form and nothing else. */
function isForm({ requestBody }: SpecOperation): boolean {
  const [type, ...others] = Object.keys(requestBody?.content ?? {})
  return type === 'application/x-www-form-urlencoded' && others.length === 0
}

/** The parameters that a credential fills, by where they are. */
function filled(parameters: readonly Parameter[]): object | undefined {
  const inPlace = (place: string) => {
    const all = parameters.flatMap(({ name, in: own, 'x-callspec': said }) =>
      said && own === place ? [[name, said.credential]] : [],
    )
    return all.length > 0 ? Object.fromEntries(all) : undefined
  }
  const places = defined({ path: inPlace('path'), query: inPlace('query') })
  return Object.keys(places).length > 0 ? { by: 'fillParameters', ...places } : undefined
}

/** The names of all members that a spec marks as secret, at any depth. */
function secrets(value: unknown): string[] | undefined {
  const names = new Set<string>()
  const look = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return
    for (const [name, member] of Object.entries((each as { properties?: object }).properties ?? {})) {
      if (member?.['x-callspec']?.secret) names.add(name)
    }
    Object.values(each).forEach(look)
  }
  look(value)
  return names.size > 0 ? [...names] : undefined
}

/** Statuses that the spec gives an error code of their own; the lint step sees to it that each has one code. */
function codes(spec: Spec): object | undefined {
  const own = [...operations(spec)].flatMap(({ operation }) =>
    responses(operation, spec).flatMap(([status, { 'x-callspec': said }]) => (said ? [[status, said.code]] : [])),
  )
  return own.length > 0 ? Object.fromEntries(own) : undefined
}

function pagination(operation: SpecOperation, spec: Spec, forClient: boolean): object | undefined {
  const paging = operation['x-speakeasy-pagination']
  const more = operation['x-callspec']?.pagination
  if (!paging || !more) return undefined
  // A list whose next page is told by a link has no such input of its own.
  const input = paging.inputs.find(({ type }) => type !== 'limit') ?? {
    type: 'cursor',
    in: 'parameters',
    name: more.link?.[0] ?? '',
  }
  const limit = paging.inputs.find(({ type }) => type === 'limit')!
  return defined({
    type: input.type,
    in: input.in === 'requestBody' ? 'body' : 'query',
    input: input.name,
    sizeInput: limit.name,
    first: more.firstPage ?? 0,
    maxSize: more.pageSize.ask ?? more.pageSize.max ?? more.pageSize.default,
    items: path(paging.outputs.results),
    itemId: more.itemId,
    // Windows of time are read by it.
    order: forClient && !more.window ? undefined : more.order,
    next: more.window ? 'nextWindow' : more.link ? 'nextLink' : input.type === 'cursor' ? 'nextCursor' : 'nextNumbered',
    nextCursor: more.window ? undefined : path(paging.outputs.nextCursor ?? paging.outputs.nextUrl),
    link: more.link,
    window: more.window && { inclusive: more.window.bound === 'inclusive', maxSize: more.pageSize.max },
    pages: paths(more.pages ?? paging.outputs.numPages),
    position: paths(more.position),
    size: paths(more.size),
    total: more.total?.map(path),
    hasMore: more.hasMore?.map(path),
    endsEmpty: more.endsEmpty,
    single: more.single,
    ...(!forClient && {
      parents: more.parents && parents(more.parents, operation, spec),
      longestPeriod: more.longestPeriod && { by: 'periodPieces', ...more.longestPeriod },
    }),
  })
}

/** Where the list takes a parent, and how the platform lists those. */
function parents({ what, operation, parameter, rows, ...members }: ListParents, own: SpecOperation, spec: Spec): object {
  const taking = (own.parameters ?? []).map((each) => parameterOf(each, spec)).find(({ name }) => name === parameter)
  const list = [...operations(spec)].find((each) => each.operation.operationId === operation)
  return {
    by: 'parentLists',
    what,
    in: taking?.in,
    parameter,
    list: list?.path,
    ...defined({ rows: path(rows) }),
    ...mapValues(members, (member) => member.split('.')),
  }
}

/** A single path needs no list around it. */
function paths(jsonPaths: string | string[] | undefined): string[] | (string[] | undefined)[] | undefined {
  return Array.isArray(jsonPaths) ? jsonPaths.map(path) : path(jsonPaths)
}

function mapValues<In, Out>(record: Record<string, In>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

/** The members that have a value. */
function defined(record: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
