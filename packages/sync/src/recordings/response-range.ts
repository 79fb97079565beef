import { isEncoded, lengthOf } from 'callspec/recording'
import type { Version } from './part-file.js'

/** Whether a 206 is the rest of a file from a byte on, and of the same version. */
export function isRestOf({ headers }: Response, from: number, { etag, length }: Version): boolean {
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
  const other = headers.get('etag')
  return Number(first) === from && Number(total) === length && (other === null || other === etag) && !isEncoded(headers)
}

/** The version that a whole response is of; `undefined`: it cannot be gone on with, for want of a strong tag or a length. */
export function versionOf({ headers }: Response): Version | undefined {
  const etag = headers.get('etag')
  const length = lengthOf(headers)
  return etag && /^"[\x21\x23-\x7e]*"$/.test(etag) && length ? { etag, length } : undefined
}
