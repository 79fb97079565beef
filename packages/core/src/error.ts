/** Every way in which callspec fails. The list is closed: a new code is a major release. */
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
  /** HTTP status; absent when no answer came. */
  status?: number | undefined
  /** The platform's own id of the request, where it sent one. */
  requestId?: string | undefined
  /** How long the platform asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined
  /** The platform's own sentence, without secrets, telephone numbers and addresses. */
  providerMessage?: string | undefined
  /** The platform's complaint per request field, in the same way. */
  fieldErrors?: Record<string, string[]> | undefined
  /** Whether a request that is sent once, such as making a call, went out. */
  sent?: boolean | undefined
  cause?: unknown
}

// Registered globally, so that an error made by another installed copy is recognised.
const brand = Symbol.for('callspec.error')

// Beside the error: whatever prints one prints its members.
const said = new WeakMap<Error, Pick<ErrorDetails, 'providerMessage' | 'fieldErrors'>>()

/**
 * The one error that callspec throws. `code` says what went wrong; the message is one line and holds neither a secret nor a sentence of the
 * platform, which may name anybody. Those are given by `providerMessage` and `fieldErrors` to who reads them, and printed with no error.
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
   * Of a request that is sent once, such as making a call: `false`: it did not leave, so it may be made again; `true`: it did, and may have
   * taken effect. Absent: that is not known, or it is a read.
   */
  declare readonly sent: boolean | undefined

  constructor(message: string, { cause, providerMessage, fieldErrors, ...details }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause })
    said.set(this, { providerMessage, fieldErrors })
    // Only what is known, since a runtime prints every member of an error that nobody caught.
    for (const [name, value] of Object.entries(details)) if (value !== undefined) Object.assign(this, { [name]: value })
    Object.defineProperty(this, brand, { value: true })
  }

  /**
   * What the platform said, on one line of at most 200 characters, without keys, telephone numbers and e-mail addresses. It may still name
   * a person, so it stands in no message, no JSON and no printed error.
   */
  get providerMessage(): string | undefined {
    return said.get(this)?.providerMessage
  }

  /** The same per field of the request, where the platform complained of some. */
  get fieldErrors(): Record<string, string[]> | undefined {
    return said.get(this)?.fieldErrors
  }
}

// Node prints what getters give where it is asked to print all that is hidden; not of these. Assigned, as it is nobody's to call.
Object.defineProperty(CallspecError.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  value(this: unknown, _depth: number, options: object, inspect: (value: unknown, options: object) => string) {
    return inspect(this, { ...options, getters: false, customInspect: false })
  },
})

/** Whether a caught value is a `CallspecError`, also one made by another installed copy of this package. */
export function isCallspecError(value: unknown): value is CallspecError {
  return typeof value === 'object' && value !== null && brand in value
}
