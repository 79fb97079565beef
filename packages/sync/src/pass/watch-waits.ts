import type { Source } from 'callspec'

/** A wait of the requests of a source: until when, and for what, in words like `100 requests in 60 s`. */
export interface Wait {
  /** RFC 3339. */
  until: string
  because: string
}

/** A shorter wait is over before anybody has looked. */
const LEAST_MS = 2000

/** By how much a wait has to get longer to be told again. */
const LONGER_MS = 1000

/** The same source, with each wait of its requests told that is worth it. */
export function watchWaits(source: Source, now: () => number, tell: (wait: Wait) => void): Source {
  let told = 0
  const onWait = (delayMs: number, because: string) => {
    const until = now() + delayMs
    // A clock may be set back meanwhile.
    if (delayMs < LEAST_MS || (until - told < LONGER_MS && told > now())) return
    told = until
    tell({ until: new Date(Math.min(until, LAST_MS)).toISOString(), because })
  }
  return {
    ...source,
    send: (method, path, init) =>
      source.send(method, path, {
        ...init,
        onWait(delayMs, because) {
          onWait(delayMs, because)
          init?.onWait?.(delayMs, because)
        },
      }),
  }
}

/** The last instant of a `Date`. */
const LAST_MS = 8.64e15
