import type { Source, SourceProgress } from 'callspec'

/** Sources whose requests are watched. */
export interface WatchedSources {
  sources: Source[]
  /** What each one does, by its requests alone. */
  progress(): SourceProgress[]
}

/** The same sources, with requests and waits noted: for what reads no listing, or more than one. */
export function watchSources(given: readonly Source[]): WatchedSources {
  const notes = given.map(({ id }) => ({ source: id, requests: 0, until: 0, because: '' }))
  const sources = given.map((source, index): Source => {
    const note = notes[index]!
    return {
      ...source,
      send: (method, path, init) =>
        source.send(method, path, {
          ...init,
          onSend() {
            note.requests++
            init?.onSend?.()
          },
          onWait(delayMs, because) {
            const until = Date.now() + delayMs
            if (until > note.until) Object.assign(note, { until, because })
            init?.onWait?.(delayMs, because)
          },
        }),
    }
  })
  return {
    sources,
    progress: () =>
      notes.map(({ source, requests, until, because }) => {
        const isWaiting = until > Date.now()
        return {
          source,
          state: isWaiting ? 'waiting' : 'reading',
          calls: 0,
          rows: 0,
          requests,
          total: null,
          waiting: isWaiting ? { until: new Date(Math.min(until, LAST_MS)).toISOString(), because } : null,
        }
      }),
  }
}

/** The last instant of a `Date`. */
const LAST_MS = 8.64e15
