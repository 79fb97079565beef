import type { Call, Source } from 'callspec'

/** Makes JSON of a source's own rows, or `null` where it cannot be, with secrets masked, such as the token that admits to a web call. */
export function rawJson({ definition }: Source): (value: unknown) => string | null {
  const { secrets } = definition.descriptor
  const mask =
    secrets && secrets.length > 0
      ? (name: string, member: unknown) => (secrets.includes(name) && member !== null ? '***' : member)
      : undefined
  return (value) => {
    try {
      return JSON.stringify(value, mask)
    } catch (error) {
      // Nested too deeply for JSON: the call is kept without it.
      if (error instanceof RangeError) return null
      throw error
    }
  }
}

export const rawOf =
  (toJson: (value: unknown) => string | null) =>
  ({ raw }: Call): string | null =>
    toJson(raw)
