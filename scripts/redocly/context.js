/**
 * What Redocly hands to a rule, as far as these rules use it. Nodes are unchecked YAML, hence `any`: rules look before they
 * take, because one exception ends the lint of a whole file.
 * @typedef {{ child(path: (string | number)[]): Location, pointer: string }} Location
 * @typedef {{
 *   report(problem: { message: string, location?: Location }): void,
 *   resolve(node: any): { node?: any, location?: Location },
 *   location: Location,
 * }} Context
 */

/**
 * The node, or what its `$ref` points at.
 * @param {any} node
 * @param {Context} context
 * @returns {any}
 */
export const follow = (node, { resolve }) => (node?.$ref ? resolve(node).node : node)

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/**
 * The order of a list, and those that are read where an assumption does not hold.
 * @param {any} order
 * @returns {any[]}
 */
export const ordersOf = (order) => (order ? [order, ...ordersOf(order.otherwise)] : [])

/** @param {any} node @returns {[string, any][]} */
export const entries = (node) => Object.entries(node ?? {})

/**
 * Whether something belongs to a web hook: there the platform sends the request, and its reader answers.
 * @param {Location} location
 */
export const isOfHook = (location) => location.pointer.startsWith('#/webhooks/')
