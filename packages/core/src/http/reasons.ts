import type { FailedRequest, RequestFailure } from './failure.js'
import { harmlessCause, reasonOf } from './safe-cause.js'

/** What a request fails with before it is sent. */
const NEVER_SENT = /^bad port$|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UNREACH|UND_ERR_(CONN|NOT|INVALID)|CERT|UNABLE_TO/

/**
 * Whether a body is not what its headers say, or larger than a text of the engine can be: by the codes and messages of zlib, brotli, `fetch`
 * and text in the runtimes.
 */
export const isUnreadable = (error: unknown): boolean =>
  /^Z_|^ERR_(_|ST|ENC)|BROTLI|ZSTD|zlib|decod|decompress|encodings|string len/i.test(reasonOf(error))

/** What a failure means, by what Node, Bun and Deno say. */
export function failureOf(error: unknown, { host, mask, encoding, hasStatus }: FailedRequest): RequestFailure {
  const cause = harmlessCause(error, mask)
  const reason = reasonOf(cause)
  const isProxy = reason.startsWith('Proxy')
  const known = { cause, reason, isUnsent: isProxy || NEVER_SENT.test(reasonOf(error)) }
  if (/^Proxy.*407/.test(reason)) {
    // The tunnel was refused, so that there is no response to tell of.
    const text = '407 invalid-request. A proxy requires credentials. Check the proxy (HTTPS_PROXY).'
    return { ...known, code: 'invalid-request', text, status: 407 }
  }
  if (reason === 'bad port') {
    // Ports of other protocols are never connected to, so another try would not help.
    const text = `fetch refuses the port of ${host} (bad port). Use another port in the base URL.`
    return { ...known, code: 'invalid-configuration', text }
  }
  if (isUnreadable(error)) {
    // Without a response it was `fetch` that found too many encodings.
    const from = encoding ?? (hasStatus ? undefined : 'its encodings')
    const text = `the response body of ${host} cannot be decoded${from ? ` from ${from}` : ''} (${reason}).`
    return { ...known, code: 'unexpected-response', text }
  }
  return { ...known, check: isProxy ? 'the proxy (HTTPS_PROXY)' : undefined }
}
