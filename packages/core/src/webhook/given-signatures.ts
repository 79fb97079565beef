import { decode } from './decode.js'
import { headerValues } from './header-values.js'
import type { WebhookParts } from './request.js'
import type { SignatureScheme } from './scheme.js'

/** What a request says of its signature. */
export interface GivenSignatures {
  readonly signatures: readonly Uint8Array<ArrayBuffer>[]
  /** As it is written; `null`: there is none, or more than one. */
  readonly timestamp: string | null
}

/** Each costs an HMAC for every secret. */
const MOST = 16

/** The signatures of a request that can be read, or in a clause why there are none. */
export function givenSignatures(scheme: SignatureScheme, headers: WebhookParts['headers']): GivenSignatures | string {
  const { header, pairs, separator, prefix = '', encoding } = scheme
  const values = headerValues(headers, header)
  if (values.length === 0) return `no header ${header}`
  if (values.length > 1 && separator === undefined) return `${values.length} headers ${header}`
  const entries = values.flatMap((value) =>
    pairs ? value.split(',') : separator === undefined ? [value] : value.split(separator),
  )
  const named = (name: string) =>
    entries.flatMap((entry) => (entry.trim().startsWith(`${name}=`) ? entry.trim().slice(name.length + 1) : []))
  const texts = pairs ? named(pairs.signature) : entries
  const signatures = texts.flatMap((text) => {
    const own = text.trim()
    return own.startsWith(prefix) ? (decode(own.slice(prefix.length), encoding) ?? []) : []
  })
  if (signatures.length === 0) return `nothing in ${header} that is ${prefix && `"${prefix}" and `}a signature in ${encoding}`
  if (signatures.length > MOST) return `${signatures.length} signatures in ${header}`
  const own = scheme.timestamp?.header
  const stamps = own !== undefined ? headerValues(headers, own) : pairs ? named(pairs.timestamp) : []
  const [timestamp = null] = stamps
  return { signatures, timestamp: stamps.length === 1 ? timestamp : null }
}
