import { useEffect, useState } from 'preact/hooks'
import { AskError, ask } from '../ask.js'

export interface UsedAnswer<Answer> {
  /** The last that came for this `subject`; `null`: none yet. */
  answer: Answer | null
  /** Why the last question has none. */
  error: string | null
  isLoading: boolean
}

interface Held<Answer> extends UsedAnswer<Answer> {
  subject: string
  address: string | null
}

/**
 * The server's answer to an address; `null`: nothing is asked. The former answer stays until the next one is here, but only for the same `subject`. A
 * question that is no longer of use is called off.
 */
export function useAnswer<Answer>(address: string | null, subject: string, version: number | string): UsedAnswer<Answer> {
  const nothing = { answer: null, error: null, isLoading: address !== null, subject, address }
  const [held, setHeld] = useState<Held<Answer>>(nothing)
  // Another version is a reason to ask again.
  useEffect(() => {
    const stale = new AbortController()
    const hold = (answer: Answer | null, error: string | null, isLoading: boolean) =>
      setHeld({ answer, error, isLoading, subject, address })
    const former = held.subject === subject ? held.answer : null
    hold(former, null, address !== null)
    if (address !== null)
      ask<Answer>(address, { signal: stale.signal }).then(
        (answer) => hold(answer, null, false),
        (error: unknown) => {
          if (!stale.signal.aborted) hold(former, error instanceof AskError ? error.message : String(error), false)
        },
      )
    return () => stale.abort()
  }, [address, subject, version])
  return held.subject === subject ? held : nothing
}
