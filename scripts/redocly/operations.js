import { entries, follow, isOfHook, METHODS, ordersOf } from './context.js'

/** @import { Context } from './context.js' */

export const operationIsComplete = () => ({
  Operation(/** @type {any} */ operation, /** @type {Context} */ { report, location }) {
    const name = operation.operationId ?? 'This operation'
    /** @type {(complaint: string, key?: string) => void} */
    const complain = (complaint, key) => report({ message: `${name} ${complaint}`, location: location.child(key ? [key] : []) })

    if (isOfHook(location)) {
      // Nobody calls it by a name, and its reader answers.
      if (operation.operationId) complain('is a web hook, which has its own name. Take the operationId off.', 'operationId')
    } else if (!operation.operationId) complain('has no operationId. Add a camelCase verb and noun, such as `listCalls`.')
    else if (!/^[a-z]+([A-Z][a-z0-9]*)+$/.test(operation.operationId)) {
      complain('is not a camelCase verb and noun. Rename the operationId, such as `listCalls`.', 'operationId')
    }
    if (!operation.summary) complain('has no summary. Say in a few words what it does.')
    if (!operation.description) complain('has no description. Say in a sentence what it does and what surprises.')
    if (!operation.externalDocs?.url) complain('has no externalDocs. Add the url of the page that it was written from.')
    if (operation.tags?.length !== 1) {
      complain(`has ${operation.tags?.length ?? 0} tags. Give it exactly one.`, operation.tags && 'tags')
    }
    if (isOfHook(location)) return
    if (!operation.responses?.['401']) complain("has no '401' response. Refer to components/responses/Unauthorized.")
    if (!operation.responses?.default) complain('has no default response. Refer to components/responses/Unexpected.')
  },
})

export const arrayStatesExplode = () => ({
  Parameter(/** @type {any} */ parameter, /** @type {Context} */ context) {
    const types = [follow(parameter.schema, context)?.type].flat()
    if (parameter.in !== 'query' || !types.includes('array') || typeof parameter.explode === 'boolean') return
    context.report({
      message: `The array \`${parameter.name}\` does not say how it is written. Add \`explode: false\` for one comma-separated value or \`explode: true\` for repeated names.`,
    })
  },
})

// `paginate(path)` in code takes a path and no method, and finds the rows by a path of names.
export const pagingIsUnambiguous = () => ({
  PathItem(/** @type {any} */ item, /** @type {Context} */ context) {
    const paged = METHODS.filter((method) => item[method]?.['x-speakeasy-pagination'])
    if (paged.length > 1) {
      context.report({
        message: `${paged.join(' and ')} of this path are both paged, but \`paginate\` takes a path without a method. Keep x-speakeasy-pagination on one.`,
      })
    }
    for (const method of paged) {
      for (const [status, response] of entries(item[method].responses)) {
        const schema = follow(response, context)?.content?.['application/json']?.schema
        const isBare = item[method]['x-speakeasy-pagination'].outputs?.results === '$'
        if (!status.startsWith('2') || (isBare ? isArray(schema, context) : isObject(schema, context))) continue
        context.report({
          message: isBare
            ? `The ${status} body of the paged ${method} is not an array, so its rows are not at \`$\`. Give it \`type: array\`, or name the member that holds them.`
            : `The ${status} body of the paged ${method} is not an object, so \`outputs\` cannot name its rows. Give it \`type: object\`, name a bare array by \`results: $\`, or take x-speakeasy-pagination off.`,
          location: context.location.child([method, 'responses', status]),
        })
      }
    }
  },
})

/** @type {(schema: any, context: Context) => boolean} */
const isArray = (schema, context) => follow(schema, context)?.type === 'array'

/** @type {(schema: any, context: Context) => boolean} */
function isObject(schema, context) {
  const node = follow(schema, context)
  const members = node?.anyOf ?? node?.oneOf
  return node?.type === 'object' || (members?.every((/** @type {any} */ member) => isObject(member, context)) ?? false)
}

// Code reads these names from the descriptor, where nothing else would notice a misspelt one.
export const extensionNamesExist = () => ({
  PathItem(/** @type {any} */ item, /** @type {Context} */ context) {
    for (const method of METHODS) {
      const operation = item[method]
      const parameters = new Set(
        [...(item.parameters ?? []), ...(operation?.parameters ?? [])].map((parameter) => follow(parameter, context)?.name),
      )
      const body = follow(follow(operation?.requestBody, context)?.content?.['application/json']?.schema, context)
      /** @type {(what: string, name: string, where: string, path: (string | number)[]) => void} */
      const complain = (what, name, where, path) =>
        context.report({
          message: `${what} names \`${name}\`, which is no ${where} of this operation. Correct the name or describe the ${where}.`,
          location: context.location.child([method, ...path]),
        })
      for (const [index, input] of (operation?.['x-speakeasy-pagination']?.inputs ?? []).entries()) {
        const inBody = input?.in === 'requestBody'
        if (inBody ? body?.properties?.[input.name] : parameters.has(input?.name)) continue
        complain('x-speakeasy-pagination', input?.name, inBody ? 'body property' : 'parameter', [
          'x-speakeasy-pagination',
          'inputs',
          index,
        ])
      }
      const paging = operation?.['x-callspec']?.pagination
      const isBody = operation?.['x-speakeasy-pagination']?.inputs?.some(
        (/** @type {any} */ input) => input?.in === 'requestBody',
      )
      for (const { askedBy } of ordersOf(paging?.order)) {
        for (const name of new Set(Object.values(askedBy ?? {}).flatMap(Object.keys))) {
          if (isBody ? body?.properties?.[name] : parameters.has(name)) continue
          const where = isBody ? 'body property' : 'parameter'
          complain('x-callspec.pagination.order', name, where, ['x-callspec', 'pagination', 'order'])
        }
      }
      const single = paging?.single
      if (single !== undefined && !parameters.has(single) && !body?.properties?.[single]) {
        complain('x-callspec.pagination.single', single, 'parameter', ['x-callspec', 'pagination', 'single'])
      }
      for (const [index, filter] of (operation?.['x-callspec']?.dateFilters ?? []).entries()) {
        if (parameters.has(filter?.parameter) || (body && holds(body, String(filter?.parameter).split('.'), context))) continue
        complain('x-callspec.dateFilters', filter?.parameter, 'parameter', ['x-callspec', 'dateFilters', index])
      }
    }
  },
})

// A misspelt path compiles, and then a list has no rows, no end or no ids.
export const answerPathsExist = () => ({
  PathItem(/** @type {any} */ item, /** @type {Context} */ context) {
    for (const method of METHODS) {
      const operation = item[method]
      const schema = follow(operation?.responses?.['200'], context)?.content?.['application/json']?.schema
      const outputs = operation?.['x-speakeasy-pagination']?.outputs
      const extension = operation?.['x-callspec'] ?? {}
      const { pagination = {}, echoedFilters } = extension
      if (!outputs || !(outputs.results === '$' ? isArray : isObject)(schema, context)) continue
      /** @type {(path: unknown) => string[]} */
      const names = (path) => (typeof path === 'string' ? path.replace('[-1]', '.[]').split('.').slice(1) : [])
      const { position, size, pages, total, hasMore } = pagination
      const answer = [...Object.values(outputs), position, size, pages, total, hasMore, echoedFilters].flat().filter(Boolean)
      const row = [pagination.itemId, ...ordersOf(pagination.order).map(({ field }) => field)].filter(Boolean)
      const wrong = [
        ...answer.filter((path) => !holds(schema, names(path), context)).map((path) => `${path}, which is nowhere in the answer`),
        ...row
          .filter((name) => !holds(schema, [...names(outputs.results), '[]', name], context))
          .map((name) => `${name}, which no row of ${outputs.results} has`),
      ]
      for (const complaint of wrong) {
        context.report({
          message: `The paging of this operation names ${complaint}. Correct the path or describe the member.`,
          location: context.location.child([method]),
        })
      }
    }
  },
})

/** Whether a value of this schema may have a member at a path of names; `[]` goes into an array. @type {(schema: any, names: string[], context: Context) => boolean} */
function holds(schema, [name, ...rest], context) {
  if (name === undefined) return true
  const node = follow(schema, context)
  const parts = [...(node?.anyOf ?? []), ...(node?.oneOf ?? []), ...(node?.allOf ?? [])]
  const inner = name === '[]' ? node?.items : node?.properties?.[name]
  return (
    (inner !== undefined && holds(inner, rest, context)) ||
    parts.some((/** @type {any} */ part) => holds(part, [name, ...rest], context))
  )
}
