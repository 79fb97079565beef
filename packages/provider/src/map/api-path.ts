import type { Source } from '../definition.js'

/**
 * A path of the platform's API, like `/calls/{id}/audio`, with these values in it: for a `recordingUrl` of a recording that has no address but a request. `null` if
 * one of them is missing, or would lead to another request. A name that is not given is that of a credential, which `toCall` fills.
 */
export function apiPath(path: string, values: Readonly<Record<string, string | null>>): string | null {
  const texts = Object.entries(values)
  if (texts.some(([, text]) => text === null || /^\.{0,2}$/.test(text))) return null
  return texts.reduce((filled, [name, text]) => filled.replace(`{${name}}`, () => encodeURIComponent(text ?? '')), path)
}

/** Where a source sends its requests, and what it fills paths with. */
export type ApiBase = Pick<Source, 'baseUrl' | 'ids'>

/** An address as it is; a path of the API with its base URL. `undefined`: without a source nobody knows the id of its account. */
export function absoluteAddress(address: string, { baseUrl, ids = {} }: ApiBase): string | undefined {
  if (!address.startsWith('/')) return address
  let isFilled = true
  const path = address.replace(/{(\w+)}/g, (_, name: string) => {
    const id = Object.hasOwn(ids, name) ? ids[name] : undefined
    isFilled &&= id !== undefined
    return encodeURIComponent(id ?? '')
  })
  return isFilled ? `${baseUrl}${path}` : undefined
}
