/** A request as a web hook brings it: that of the fetch standard, or its parts, wherever they come from. */
export type WebhookRequest = Request | WebhookParts

export interface WebhookParts {
  /** As the server gives them, such as `Headers` or Node's `request.headers`; names in any case. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
  /**
   * The body as it came: a signature covers its bytes, which no parsed and rewritten JSON has. Node's request is a body too, before anything
   * else has read it.
   */
  body: WebhookBody
  /** The address that the platform calls, as it is configured there; only signatures that cover it want it. */
  url?: string | undefined
  /** The request's method, `POST` if left out; only signatures that cover it want it. */
  method?: string | undefined
}

export type WebhookBody =
  | string
  | Uint8Array
  | ArrayBuffer
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array | string>
  | null

export interface ReadOptions {
  /** The longest body that is read, in bytes; a longer one is an error. Default: 16 MiB. */
  maxBytes?: number | undefined
}

export interface VerifyOptions extends ReadOptions {
  /** The address that the platform calls, if the server sees another, such as one behind a proxy. */
  url?: string | undefined
  /** How old the stamp of a signature may be, in seconds; `Infinity`: any. Default: what the platform documents, else any. */
  toleranceSeconds?: number | undefined
  /** The time to compare stamps with, in epoch milliseconds. Default: now. */
  now?: number | undefined
}

/** One secret, or several of which any may have made the signature, such as while they are replaced. */
export type WebhookSecret = string | readonly string[]

/**
 * Checks the signature of a hook, and returns the body that it covers, as text, for `parse`. Comparison takes constant time.
 * @throws CallspecError `unauthorized` if no signature is there, or none fits, or it is too old; `invalid-request` if the body is too long
 *   or not the one that came; `missing-credentials` without a secret. No message holds the secret or anything of the body.
 */
export type Verify<Options extends VerifyOptions = VerifyOptions> = (
  request: WebhookRequest,
  secret: WebhookSecret,
  options?: Options,
) => Promise<string>
