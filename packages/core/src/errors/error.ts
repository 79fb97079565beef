/** All codes of `CallspecError`. The list is closed: a new code is a major release. */
export type ErrorCode =
  | 'missing-credentials'
  | 'invalid-configuration'
  | 'invalid-query'
  | 'unsupported'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'invalid-request'
  | 'rate-limited'
  | 'timeout'
  | 'network'
  | 'server'
  | 'unexpected-response'

export interface ErrorDetails {
  code: ErrorCode
  /** Provider id, such as `talkover`. */
  provider?: string | undefined
  /** Id of the configured source. */
  source?: string | undefined
  /** HTTP status; absent if there was no response. */
  status?: number | undefined
  /** The platform's own id of the request, if it sent one. */
  requestId?: string | undefined
  /** How long the platform asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined
  /** What the platform said, without secrets, for `providerMessage` and `fieldErrors`. */
  said?: unknown
  /** Whether a request that is sent only once, such as making a call, went out. */
  sent?: boolean | undefined
  cause?: unknown
}

// Registered globally, so that an error made by another installed copy is recognised.
const brand = Symbol.for('callspec.error')

/**
 * The error that callspec throws. `code` says what went wrong. The message is one line and holds neither a secret nor a sentence of the
 * platform, which may name somebody; `providerMessage` and `fieldErrors` return those, and nothing prints them with the error.
 */
export class CallspecError extends Error {
  override readonly name = 'CallspecError'
  declare readonly code: ErrorCode
  declare readonly provider: string | undefined
  declare readonly source: string | undefined
  declare readonly status: number | undefined
  declare readonly requestId: string | undefined
  declare readonly retryAfterMs: number | undefined
  /**
   * For a request that is sent only once, such as making a call. `false`: it was not sent, so it may be made again. `true`: it was, and may
   * have taken effect. Absent: unknown, or the request is a read.
   */
  declare readonly sent: boolean | undefined

  constructor(message: string, { cause, said, ...details }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause })
    // Only known members, since a runtime prints every member of an uncaught error.
    for (const [name, value] of Object.entries(details)) if (value !== undefined) Object.assign(this, { [name]: value })
    // Behind a function: whatever prints an error prints its members, perhaps even hidden ones.
    Object.defineProperty(this, brand, { value: () => said })
  }
}

/** What the caller has to change in options, configuration or a definition. */
export const invalidConfiguration = (provider: string | undefined, text: string): CallspecError =>
  new CallspecError(text, { code: 'invalid-configuration', provider })

/** What the platform said with an error, without secrets. Works across installed copies of this package. */
export const saidIn = (error: CallspecError): unknown => (error as { [brand]?: () => unknown })[brand]?.()

/** Whether a caught value is a `CallspecError`. Works across installed copies of this package. */
export function isCallspecError(value: unknown): value is CallspecError {
  return typeof value === 'object' && value !== null && brand in value
}
