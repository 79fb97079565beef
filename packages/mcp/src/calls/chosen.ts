import { CallspecError } from 'callspec'
import type { KnownSource } from './readable-calls.js'

/** The sources of these ids, or all. @throws CallspecError `invalid-query` with the known ones */
export function chosen<S extends KnownSource>(known: readonly S[], ids: readonly string[] | undefined): S[] {
  const unknown = ids?.find((id) => !known.some((source) => source.id === id))
  if (unknown === undefined) return known.filter(({ id }) => ids === undefined || ids.includes(id))
  throw unknownSource(known, unknown)
}

/** The error for a source that there is not. */
export function unknownSource(known: readonly KnownSource[], id: string): CallspecError {
  const all = known.map((source) => source.id).join(', ')
  return new CallspecError(`Unknown source ${JSON.stringify(id)}. ${all === '' ? 'There is none yet' : `Known: ${all}`}.`, {
    code: 'invalid-query',
  })
}

/** The source of a call's key. @throws CallspecError `invalid-query` */
export function sourceOfKey<S extends KnownSource>(known: readonly S[], key: string): S {
  const [, id] = /^([^/]+)\/./s.exec(key) ?? []
  if (id === undefined) {
    throw new CallspecError(
      `Invalid key of a call: received ${JSON.stringify(key)}. Pass the key that list_calls gives: source/id.`,
      { code: 'invalid-query' },
    )
  }
  const source = known.find((each) => each.id === id)
  if (source) return source
  throw unknownSource(known, id)
}
