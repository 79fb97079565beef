/** Where a source sends its requests, and what it fills paths with. */
export interface ApiBase {
  readonly baseUrl: string
  readonly ids?: Readonly<Record<string, string>> | undefined
}

/** The address of a request of the platform's API, by where the source sends its requests. `undefined`: without a source nobody knows the id of its account. */
export type ApiAddress = (base: ApiBase) => string | undefined

/**
 * A path of the platform's API, like `/calls/{id}/audio`, with these values in it: for a `recordingUrl` of a recording that has no address but a request. `null` if
 * one of them is missing, or would lead to another request. A name that is not given is that of a credential, which `toCall` fills.
 */
export function apiPath(path: string, values: Readonly<Record<string, string | null>>): ApiAddress | null {
  const texts = Object.entries(values)
  if (texts.some(([, text]) => text === null || /^\.{0,2}$/.test(text))) return null
  const own = texts.reduce((filled, [name, text]) => filled.replace(`{${name}}`, () => encodeURIComponent(text ?? '')), path)
  return ({ baseUrl, ids = {} }) => {
    let isFilled = true
    const whole = own.replace(/{(\w+)}/g, (_, name: string) => {
      const id = Object.hasOwn(ids, name) ? ids[name] : undefined
      isFilled &&= id !== undefined
      return encodeURIComponent(id ?? '')
    })
    return isFilled ? `${baseUrl}${whole}` : undefined
  }
}
