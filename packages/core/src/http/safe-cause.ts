import { KNOWN_WORDS } from './known-words.js'

/** Deeper than runtimes nest their causes; also ends a cycle. */
const DEEPEST = 6

/**
 * A copy of the reason of a failed `fetch` with its known parts only: its code, known words and its own cause. Anything else (a request,
 * headers, any text) would be printed with the error.
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
    // A proxy's response says more than its code.
    const known = typeof code === 'string' && !said.startsWith('Proxy') ? knownWords(mask(code)) : ''
    if (!said && !known && !cause) return undefined
    return Object.assign(new Error(said || known, cause && { cause }), known && { code: known })
  } catch {
    // Ignore a member that throws when it is read.
    return undefined
  }
}

/** An error's innermost reason: `ECONNREFUSED`, not `fetch failed`. Node puts its code beside the message. */
export function reasonOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return 'unknown reason'
  // Bounded, because a caller's `fetch` may throw an error that is its own cause.
  if (error.cause instanceof Error && depth < DEEPEST) return reasonOf(error.cause, depth + 1)
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : String(error.message)
}

/** The known words in what a runtime says about a failed connection. */
const knownWords = (text: string): string => text.slice(0, 500).match(KNOWN_WORDS)?.join(' ') ?? ''
