import type { Path } from '../paging/pagination.js'
import type { Encoding } from './decode.js'
import type { WebhookParts } from './request.js'

/** How a platform signs. Kinds of signatures and of what they cover are members, so that only who needs one bundles it. */
export interface SignatureScheme {
  /** `hmac`, `ed25519` or `sharedSecret` of this package. */
  readonly by: CheckSignature
  /** Of an HMAC. */
  readonly hash?: Hash
  /** Of an HMAC: its key is what the secret is base64 of, with or without this before it. */
  readonly base64Secret?: string
  readonly header: string
  /** The header holds a stamp too, `t=1,v0=ab`: under which names. */
  readonly pairs?: { readonly timestamp: string; readonly signature: string }
  /** What stands between several signatures, of which any counts; absent: there is one. */
  readonly separator?: string
  /** What precedes a signature; those without it are others. */
  readonly prefix?: string
  readonly encoding: Encoding
  /** What the signature covers, in this order: texts, and parts of the request. */
  readonly signs: readonly (string | SignedPart)[]
  /** The stamp of the signature; absent: it has none, or none that can be relied on. */
  readonly timestamp?: SignatureStamp
  /** `withPort` of this package, where it is not known whether the address is signed with the standard port. */
  readonly urls?: (url: string) => readonly string[]
}

export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-512'

/** Checks one signature with one secret, in constant time. `null`: the secret is none of this kind. */
export type CheckSignature = (
  scheme: SignatureScheme,
  secret: string,
  given: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
) => Promise<boolean | null>

export interface SignatureStamp {
  /** A header of its own; absent: one of `pairs`, or `at`. */
  readonly header?: string
  /** A member of the body. */
  readonly at?: Path
  /** Absent: no page says, so its age is not checked. */
  readonly unit?: 'seconds' | 'milliseconds' | 'iso'
  /** How old it may be; absent: no page says. */
  readonly pastSeconds?: number
  /** How far ahead it may be; absent: as far as it likes. */
  readonly futureSeconds?: number
}

export interface SignedPart {
  /** `signedBody` and its like, of this package. */
  readonly by: ReadPart
  readonly path?: Path
  readonly header?: string
}

/** A part of what is signed; `null`: the request has none, or one that contradicts itself, so no signature can fit. */
export type ReadPart = (
  request: SignedRequest,
  part: SignedPart,
) => Uint8Array | string | null | Promise<Uint8Array | string | null>

export interface SignedRequest {
  readonly headers: WebhookParts['headers']
  readonly body: Uint8Array<ArrayBuffer>
  readonly timestamp: string | null
  readonly url: string | null
  readonly method: string
}
