import { CallspecError, type ErrorCode, type ErrorDetails, harmlessCause, isCallspecError } from '@callspec/core'
import type { Source } from './definition.js'

/** An error of one source. */
export const sourceError = (
  { id, provider }: Pick<Source, 'id' | 'provider'>,
  code: ErrorCode,
  text: string,
  details?: Partial<ErrorDetails>,
): CallspecError => new CallspecError(text, { ...details, code, provider, source: id })

/** What the caller's own functions threw; it is not a source's failure. */
const thrown = new Set<unknown>()

/** Wraps a caller's function, such as a hook: what it throws reaches the caller unchanged and is not a source's failure. */
export const callersOwn =
  <Args extends unknown[], Result>(own: (...args: Args) => Result) =>
  (...args: Args): Result => {
    try {
      return own(...args)
    } catch (error) {
      thrown.add(error)
      throw error
    }
  }

/**
 * What was thrown while a source was read, as that source's failure; a custom definition can throw anything. `undefined` if it is
 * not a failure: the caller's own function threw it, or the caller ended the reading.
 */
export function sourceFailure(error: unknown, source: Source, signal?: AbortSignal): CallspecError | undefined {
  if (thrown.delete(error) || signal?.aborted) return undefined
  if (isCallspecError(error)) return error
  // A name is kept if it is one word, like the names of errors.
  const what = error instanceof Error && /^\w{1,40}$/.test(error.name) ? `a ${error.name}` : 'something that is not an error'
  const text = `${source.id}: reading it threw ${what}. Report it, or fix the definition of ${source.provider}.`
  return sourceError(source, 'unexpected-response', text, { cause: causeOf(error, what, source.mask) })
}

/** Its known words, and where it was thrown: the rest of the message may repeat a row. */
function causeOf(error: unknown, what: string, mask: (text: string) => string): Error {
  const cause = harmlessCause(error, mask) ?? new Error(what)
  const { name, message, stack } = error instanceof Error ? error : cause
  const told = `${name}: ${message}`
  // Runtimes other than V8 format it differently.
  if (stack?.startsWith(told)) cause.stack = `${what}${mask(stack.slice(told.length))}`
  return cause
}
