/** A mistake in what the user gave: options, configuration, environment. The message is one line and holds no key. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
