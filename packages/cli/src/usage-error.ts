/** A mistake in the user's options, configuration or environment. The message is one line and contains no key. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
