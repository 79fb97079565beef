import { KNOWN_WORDS } from './known-words.js'

/** Deeper than runtimes nest their reasons; also the end of a cycle. */
const DEEPEST = 6

/**
 * The reason of a failed `fetch`, made anew of what is known in it: its code, its words and its own reason. Whatever else it holds (a request,
 * headers, a text of any kind) would be printed with the error.
 */
export function harmlessCause(
  reason: unknown,
  mask: (text: string) => string,
  depth = 0,
): (Error & { code?: string }) | undefined {
  if (!(reason instanceof Error) || depth > DEEPEST) return undefined
  try {
    const { message, code } = reason as Error & { code?: unknown }
    const cause = harmlessCause(reason.cause, mask, depth + 1)
    const said = knownWords(mask(String(message)))
    // What a proxy answered tells more than the code that it comes with.
    const known = typeof code === 'string' && !said.startsWith('Proxy') ? knownWords(mask(code)) : ''
    if (!said && !known && !cause) return undefined
    return Object.assign(new Error(said || known, cause && { cause }), known && { code: known })
  } catch {
    // A member that throws when it is read says nothing.
    return undefined
  }
}

/** The innermost reason that an error gives: `ECONNREFUSED`, not `fetch failed`. Node puts its code beside the message. */
export function reasonOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return 'unknown reason'
  // Bounded, because a `fetch` of the caller may throw an error that is its own cause.
  if (error.cause instanceof Error && depth < DEEPEST) return reasonOf(error.cause, depth + 1)
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : String(error.message)
}

/** What is known of what a runtime says of a failed connection. */
const knownWords = (text: string): string => text.slice(0, 500).match(KNOWN_WORDS)?.join(' ') ?? ''
