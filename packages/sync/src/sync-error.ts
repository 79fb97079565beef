/**
 * What went wrong with a copy, in one line without secrets: a mistake of the caller (`usage`), or a store that cannot be read or written
 * (`store`).
 */
export class SyncError extends Error {
  override readonly name = 'SyncError'
  readonly code: 'usage' | 'store'

  constructor(message: string, code: SyncError['code'], options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
