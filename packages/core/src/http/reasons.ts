import type { FailedRequest, RequestFailure } from './failure.js'

// What Node, Bun and Deno say of a request that failed.

/** What may be told of it: codes, and the words of runtimes. */
export const KNOWN_WORDS =
  /\b(?:(?:E[A-Z]{3}|(?:UND_)?ERR_|HPE_|UNABLE_TO_|Z_|ZSTD_)\w+|[A-Z_]*CERT_?[A-Z_]*|ConnectionRefused|fetch failed|Failed to fetch|Load failed|NetworkError|bad port|socket hang up|other side closed|terminated|[Cc]onnection (?:was )?(?:refused|reset|closed)|incorrect header check|content-encodings|connect|read)\b|^Proxy (?:response|Authentication Required) \(\d{3}\)/g

/** What a request fails with before it is sent. */
const NEVER_SENT = /^bad port$|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UNREACH|UND_ERR_(CONN|NOT|INVALID)|CERT|UNABLE_TO/

/**
 * Whether a body is not what its headers say, or larger than a text of the engine can be: by the codes and messages of zlib, brotli, `fetch`
 * and text in the runtimes.
 */
export const isUnreadable = (said: string): boolean =>
  /^Z_|^ERR_(_|ST|ENC)|BROTLI|ZSTD|zlib|decod|decompress|encodings|string len/i.test(said)

/** What a failure means, by what the runtime says. */
export function failureOf({ said, reason, host, encoding, hasStatus }: FailedRequest): RequestFailure {
  const isProxy = reason.startsWith('Proxy')
  const isUnsent = isProxy || NEVER_SENT.test(said)
  if (/^Proxy.*407/.test(reason)) {
    // The tunnel was refused, so that there is no response to tell of.
    const text = '407 invalid-request. A proxy requires credentials. Check the proxy (HTTPS_PROXY).'
    return { isUnsent, code: 'invalid-request', text, status: 407 }
  }
  if (reason === 'bad port') {
    // Ports of other protocols are never connected to, so another try would not help.
    const text = `fetch refuses the port of ${host} (bad port). Use another port in the base URL.`
    return { isUnsent, code: 'invalid-configuration', text }
  }
  if (isUnreadable(said)) {
    // Without a response it was `fetch` that found too many encodings.
    const from = encoding ?? (hasStatus ? undefined : 'its encodings')
    const text = `the response body of ${host} cannot be decoded${from ? ` from ${from}` : ''} (${reason}).`
    return { isUnsent, code: 'unexpected-response', text }
  }
  return { isUnsent, check: isProxy ? 'the proxy (HTTPS_PROXY)' : undefined }
}
