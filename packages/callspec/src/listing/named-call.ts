import { invalid } from '../query/query.js'

/**
 * Source, id and options from what `get` takes: source and id, or the key of a call.
 * @throws CallspecError `invalid-query` if the first is not a key
 */
export const namedCall = <Options extends object>(
  first: string,
  second?: string | Options,
  third?: Options,
): [source: string, id: string, options?: Options] =>
  second !== undefined && typeof second !== 'object' ? [first, second, third] : [...splitKey(first), second]

function splitKey(key: string): [source: string, id: string] {
  const [, source, id] = /^([^/]+)\/(.+)$/s.exec(key) ?? []
  if (source !== undefined && id !== undefined) return [source, id]
  throw invalid('key of a call', JSON.stringify(key), 'Pass source and id, like main/call_0a1b2c3d')
}
