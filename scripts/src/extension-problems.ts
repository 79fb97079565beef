import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { credentialsOf } from './credentials.ts'
import { hooks, operations, type Parameter, responses, root, type Spec } from './specs.ts'

const schema = JSON.parse(readFileSync(join(root, 'specs/x-callspec.schema.json'), 'utf8'))
const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
formats.default(ajv)
ajv.addSchema(schema)

/** What is wrong with the extensions of a spec: `POST /api/calls x-callspec.pagination: must have required property 'order'`. */
export function extensionProblems(spec: Spec): string[] {
  const known = credentialsOf(spec).map(({ name }) => name)
  return [
    ...check('document', spec['x-callspec'], 'x-callspec'),
    ...(spec['x-callspec']?.failure?.when ?? [])
      .filter(({ at }) => !describes(spec, at.split('.')[1]))
      .map(({ at }) => `x-callspec.failure: no schema of this spec describes ${at}`),
    ...Object.entries(spec.components.securitySchemes).flatMap(([name, scheme]) =>
      check('securityScheme', scheme['x-callspec'], `securitySchemes.${name} x-callspec`),
    ),
    ...propertyProblems(spec.components.schemas, ''),
    ...codeProblems(spec),
    ...webhookProblems(spec),
    ...[...operations(spec)].flatMap(({ method, path, operation }) => {
      const at = `${method} ${path}`
      const extension = operation['x-callspec']
      const paging = operation['x-speakeasy-pagination']
      const problems: string[] = []
      if (extension) problems.push(...check('operation', extension, `${at} x-callspec`))
      for (const { name, 'x-callspec': said } of (operation.parameters ?? []).map((parameter) => found(parameter, spec))) {
        if (said) problems.push(...filledProblems(said, known, `${at} ${name} x-callspec`))
      }
      for (const [status, { 'x-callspec': said }] of responses(operation, spec)) {
        if (said) problems.push(...check('response', said, `${at} ${status} x-callspec`))
      }
      if (paging) problems.push(...check('speakeasyPagination', paging, `${at} x-speakeasy-pagination`))
      if (paging && !extension?.pagination) problems.push(`${at} x-callspec.pagination: missing beside x-speakeasy-pagination`)
      if (!paging && extension?.pagination) problems.push(`${at} x-speakeasy-pagination: missing beside x-callspec.pagination`)
      const numbered = paging?.inputs?.some(({ type }) => type === 'page')
      if (numbered && extension?.pagination && extension.pagination.firstPage === undefined) {
        problems.push(`${at} x-callspec.pagination.firstPage: missing although pages are numbered`)
      }
      if (paging && extension?.pagination && (paging.type === 'url') !== (extension.pagination.link !== undefined)) {
        problems.push(
          `${at} x-callspec.pagination.link: must name what the next link carries, where and only where the type is url`,
        )
      }
      if (extension?.pagination?.endsEmpty && !paging?.inputs?.some(({ type }) => type === 'offset')) {
        problems.push(`${at} x-callspec.pagination.endsEmpty: only a list by offset ends with an empty page`)
      }
      if (paging && extension?.pagination)
        problems.push(...windowProblems(paging, extension.pagination).map((what) => `${at} ${what}`))
      if (extension?.pagination) {
        problems.push(...parentProblems(spec, operation).map((what) => `${at} x-callspec.pagination.${what}`))
        problems.push(...periodProblems(operation).map((what) => `${at} x-callspec.${what}`))
      }
      return problems
    }),
  ]
}

type Operation = Spec['paths'][string][string]

/** A parameter; one whose reference leads nowhere is reported by Redocly. */
const found = (given: Parameter | { $ref: string }, spec: Spec): Partial<Parameter> =>
  '$ref' in given ? (spec.components.parameters?.[given.$ref.split('/').at(-1) ?? ''] ?? {}) : given

/** A parameter is filled from a credential that there is. */
function filledProblems(said: object, known: readonly string[], at: string): string[] {
  const { credential = '' } = said as { credential?: string }
  const problems = check('parameter', said, at)
  if (problems.length > 0 || known.includes(credential)) return problems
  return [`${at}.credential: ${credential} is no credential of this spec; known: ${known.join(', ')}`]
}

/** A window begins at the stamp of the last row, and only there has a cursor `[-1]`. */
function windowProblems(
  { type, inputs, outputs: { results, nextCursor = '' } }: NonNullable<Operation['x-speakeasy-pagination']>,
  { window, pageSize, order }: NonNullable<NonNullable<Operation['x-callspec']>['pagination']>,
): string[] {
  const isOfRow = nextCursor.includes('[-1]')
  if (!window)
    return isOfRow ? ['x-callspec.pagination.window: missing although the next cursor is a member of the last row'] : []
  const right = `${results}[-1].${order?.field}`
  return [
    ...(nextCursor === right ? [] : [`x-speakeasy-pagination.outputs.nextCursor: must be ${right}, because pages are windows`]),
    ...(type === 'cursor' && inputs?.some((input) => input.type === 'cursor')
      ? []
      : ['x-speakeasy-pagination.type: must be cursor, with an input of that type, because pages are windows']),
    ...(pageSize?.max == null ? ['x-callspec.pagination.pageSize.max: missing although pages are windows'] : []),
  ]
}

/** A list of calls has an order; its parents are found by an operation that lists them, and asked for by a parameter that it takes. */
function parentProblems(spec: Spec, { operationId, parameters = [], ...operation }: Operation): string[] {
  const { parents, order } = operation['x-callspec']?.pagination ?? {}
  const all = [...operations(spec)]
  const isOfParents = all.some((each) => each.operation['x-callspec']?.pagination?.parents?.operation === operationId)
  const missing = order || isOfParents ? [] : ['order: missing; only a list of parents has none']
  if (!parents) return missing
  const list = all.find((each) => each.operation.operationId === parents.operation)
  const taking = parameters.map((each) => found(each, spec)).find(({ name }) => name === parents.parameter)
  const isPaged = list?.operation['x-speakeasy-pagination'] !== undefined
  return [
    ...missing,
    ...(list?.method === 'GET' && !list.path.includes('{')
      ? []
      : [`parents.operation: ${parents.operation} is no GET of this spec without parameters in its path`]),
    ...(taking && ['path', 'query'].includes(taking.in ?? '')
      ? []
      : [`parents.parameter: the list takes no ${parents.parameter} in its path or query`]),
    ...(list && isPaged === (parents.rows !== undefined)
      ? [`parents.rows: must say where the rows are, where and only where ${parents.operation} has no pages`]
      : []),
  ]
}

/** A period is cut where both of its ends can be asked for. */
function periodProblems({ 'x-callspec': { pagination, dateFilters = [] } = {} }: Operation): string[] {
  const isCut = (['since', 'until'] as const).every((bound) =>
    dateFilters.some((each) => each.bound === bound && each.precision === 'instant'),
  )
  return pagination?.longestPeriod && !isCut
    ? ['dateFilters: must name a parameter for since and one for until, by instant, because periods are cut']
    : []
}

/** Code knows one code for a status, and none of a list's. */
function codeProblems(spec: Spec): string[] {
  const all = [...operations(spec)].flatMap(({ method, path, operation }) =>
    responses(operation, spec).map(([status, response]) => ({
      at: `${method} ${path} ${status}`,
      status,
      code: response['x-callspec']?.code,
      isList: operation['x-callspec']?.pagination !== undefined,
    })),
  )
  return all.flatMap(({ at, status, code, isList }) => {
    if (isList) return code === undefined ? [] : [`${at} x-callspec.code: a list has no status with a meaning of its own`]
    const other = all.find((each) => each.status === status && !each.isList && each.code !== code && each.code !== undefined)
    return other ? [`${at} x-callspec.code: ${code ?? 'none'}, though ${other.at} has ${other.code}`] : []
  })
}

/** Hooks and what they have in common are described both or neither, and the names of hooks that bodies do not tell are those of hooks. */
function webhookProblems(spec: Spec): string[] {
  const common = spec['x-callspec']?.webhooks
  const names = hooks(spec).map(({ name }) => name)
  if (common === undefined && names.length > 0) return ['x-callspec.webhooks: missing beside webhooks']
  if (common !== undefined && names.length === 0) return ['webhooks: missing beside x-callspec.webhooks']
  return [
    ...(common?.unnamed ?? [])
      .filter(({ hook }) => !names.includes(hook))
      .map(({ hook }) => `x-callspec.webhooks.unnamed: ${hook} is none of the webhooks; known: ${names.join(', ')}`),
    ...hooks(spec).flatMap(({ name, operation: { 'x-callspec': said } }) =>
      said ? check('hook', said, `webhooks.${name} x-callspec`) : [],
    ),
  ]
}

/** What is wrong with the extensions of properties, at any depth. */
function propertyProblems(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'x-callspec' ? check('property', member, `schemas${at} x-callspec`) : propertyProblems(member, `${at}.${name}`),
  )
}

/** Whether a schema anywhere in a spec has a property of that name. */
function describes(value: unknown, name: string | undefined): boolean {
  if (typeof value !== 'object' || value === null || name === undefined) return false
  const { properties } = value as { properties?: object }
  return (
    (typeof properties === 'object' && Object.hasOwn(properties, name)) ||
    Object.values(value).some((member) => describes(member, name))
  )
}

function check(part: string, value: unknown, at: string): string[] {
  if (value === undefined) return [`${at}: missing`]
  const validate = ajv.getSchema(`${schema.$id}#/$defs/${part}`)
  if (!validate) throw new Error(`specs/x-callspec.schema.json has no $defs/${part}.`)
  if (validate(value)) return []
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => describe(error, at))
}

function describe({ instancePath, message, params }: ErrorObject, at: string): string {
  const name = params.additionalProperty ?? params.allowedValue ?? params.allowedValues?.join(', ')
  return `${at}${instancePath.replaceAll('~1', '/').replaceAll(/\/(?=[A-Za-z0-9_-]+)/g, '.')}: ${message}${name === undefined ? '' : ` (${name})`}`
}
