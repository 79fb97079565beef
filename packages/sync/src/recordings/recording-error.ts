/**
 * Why a recording could not be brought, in one line without the address, which may be a key.
 *
 * - `expired`: a signed address that no longer opens. `get` brings a fresh one.
 * - `not-yet`: there is no file by now.
 * - `failed`: anything else; what arrived is kept where the next try can go on from it.
 */
export class RecordingError extends Error {
  override readonly name = 'RecordingError'
  readonly outcome: 'expired' | 'not-yet' | 'failed'
  /** The HTTP status, if it is what went wrong. */
  declare readonly status: number | undefined

  constructor(
    outcome: RecordingError['outcome'],
    message: string,
    { status, ...options }: ErrorOptions & { status?: number } = {},
  ) {
    super(message, options)
    this.outcome = outcome
    if (status !== undefined) this.status = status
  }
}
