import { at } from '../at.js'
import { decode } from './decode.js'
import { headerValues } from './header-values.js'
import { jsonOf } from './json-of.js'
import type { ReadPart } from './scheme.js'

/** The bytes of the body. */
export const signedBody: ReadPart = ({ body }) => body

/** The stamp, as it was written. */
export const signedTimestamp: ReadPart = ({ timestamp }) => timestamp

/** The address that the platform calls. */
export const signedUrl: ReadPart = ({ url }) => url

export const signedMethod: ReadPart = ({ method }) => method

/** The value of another header. */
export const signedHeader: ReadPart = ({ headers }, { header = '' }) => headerValues(headers, header)[0] ?? null

/** A member of the body, and nothing else of it. */
export const signedMember: ReadPart = ({ body }, { path = [] }) => {
  const value = at(jsonOf(body), path)
  return typeof value === 'string' || Number.isSafeInteger(value) ? String(value) : null
}

/**
 * The values of a form, sorted by their names, each behind its name; of a name that comes repeatedly, each value once, sorted. Any other body is covered by
 * its hash in the address, or not at all.
 */
export const signedForm: ReadPart = async ({ headers, body, url }) => {
  const hash = url === null ? null : (/[?&]bodySHA256=([0-9a-f]+)/i.exec(url)?.[1] ?? null)
  if (hash !== null) return (await isHashOf(hash, body)) ? '' : null
  if (body.length === 0) return ''
  const [type = ''] = headerValues(headers, 'content-type')
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return null
  const form = new URLSearchParams(new TextDecoder().decode(body))
  const names = [...new Set(form.keys())].sort()
  return names
    .map((name) =>
      [...new Set(form.getAll(name))]
        .sort()
        .map((value) => name + value)
        .join(''),
    )
    .join('')
}

/** The body itself is no secret, so nothing is lost by how long this takes. */
async function isHashOf(hex: string, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const [given, own] = [decode(hex, 'hex'), new Uint8Array(await crypto.subtle.digest('SHA-256', body))]
  return given?.length === own.length && own.every((byte, index) => byte === given[index])
}
