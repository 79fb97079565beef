import { entries, METHODS, ordersOf } from './context.js'

/** @import { Context } from './context.js' */

export const assumptionIsRegistered = () => ({
  Root(/** @type {any} */ root, /** @type {Context} */ { report, location }) {
    const registered = root['x-callspec']?.assumptions ?? {}
    for (const [path, item] of entries(root.paths)) {
      for (const method of METHODS) {
        for (const { assumption: id } of ordersOf(item?.[method]?.['x-callspec']?.pagination?.order)) {
          if (id === undefined || registered[id]) continue
          report({
            message: `The order rests on the assumption \`${id}\`, which is not registered. Describe it under x-callspec.assumptions of the document.`,
            location: location.child(['paths', path, method, 'x-callspec', 'pagination', 'order', 'assumption']),
          })
        }
      }
    }
    for (const [brand, { assumptions } = {}] of entries(root['x-callspec']?.brands)) {
      for (const [id, value] of entries(assumptions)) {
        const complaint = registered[id]
          ? invalidValue(registered[id], value)
          : 'is not registered. Describe it under x-callspec.assumptions of the document.'
        if (!complaint) continue
        report({
          message: `The assumption \`${id}\` of the brand \`${brand}\` ${complaint}`,
          location: location.child(['x-callspec', 'brands', brand, 'assumptions', id]),
        })
      }
    }
  },
})

export const assumptionDefaultIsValid = () => ({
  Root(/** @type {any} */ root, /** @type {Context} */ { report, location }) {
    for (const [id, assumption] of entries(root['x-callspec']?.assumptions)) {
      const complaint = invalidValue(assumption, assumption?.default)
      if (!complaint) continue
      report({
        message: `The default of the assumption \`${id}\` ${complaint}`,
        location: location.child(['x-callspec', 'assumptions', id, 'default']),
      })
    }
  },
})

export const brandIsAServer = () => ({
  Root(/** @type {any} */ root, /** @type {Context} */ { report, location }) {
    const urls = (root.servers ?? []).map((/** @type {any} */ server) => server?.url)
    for (const [id, brand] of entries(root['x-callspec']?.brands)) {
      if (urls.includes(brand?.baseUrl)) continue
      report({
        message: `The base URL ${brand?.baseUrl} of the brand \`${id}\` is not among the servers. Add it to \`servers\` or correct it.`,
        location: location.child(['x-callspec', 'brands', id, 'baseUrl']),
      })
    }
  },
})

/**
 * What is wrong with a value of an assumption, if anything is.
 * @param {any} assumption
 * @param {unknown} value
 */
function invalidValue(assumption, value) {
  const values = assumption?.values
  if (Array.isArray(values)) {
    return values.includes(value) ? undefined : `is \`${value}\`. Write one of its values: ${values.join(', ')}.`
  }
  if (assumption?.format !== 'time-zone' || value === 'unknown' || isTimeZone(value)) return undefined
  return `is \`${value}\`. Write an IANA time zone such as Europe/Berlin, or unknown.`
}

/** @param {unknown} value */
function isTimeZone(value) {
  try {
    return typeof value === 'string' && Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}
