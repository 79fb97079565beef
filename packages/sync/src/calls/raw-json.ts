import type { Call, Source } from 'callspec'

/** Makes JSON of a source's own rows, with secrets masked, such as the token that admits to a web call. */
export function rawJson({ definition }: Source): (value: unknown) => string {
  const { secrets } = definition.descriptor
  if (!secrets || secrets.length === 0) return (value) => JSON.stringify(value)
  const mask = (name: string, member: unknown) => (secrets.includes(name) && member !== null ? '***' : member)
  return (value) => JSON.stringify(value, mask)
}

export const rawOf =
  (toJson: (value: unknown) => string) =>
  ({ raw }: Call): string =>
    toJson(raw)
