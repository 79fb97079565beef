import type { SyncEvent } from '@callspec/sync'
import type { TapEvent } from '@callspec/sync/tap'
import type { SourceProgress } from 'callspec'
import type { WatchedSources } from './watch-sources.js'

/** How far the passes of sources are: what their events tell, beside what their requests do. */
export interface PassProgress {
  add(event: SyncEvent | TapEvent): void
  progress(): SourceProgress[]
}

export function createPassProgress(watched: WatchedSources): PassProgress {
  const passes = new Map<string, Pass>(
    watched.sources.map(({ id }) => [id, { calls: 0, before: 0, total: null, ended: undefined }]),
  )
  return {
    add(event) {
      const pass = passes.get(event.source)
      if (!pass) return
      if (event.type === 'resumed') pass.before = event.calls
      else if (event.type === 'page') {
        pass.calls += event.calls
        pass.total = event.total
      } else if (event.type === 'done' || event.type === 'failed') pass.ended = event.type
    },
    progress: () =>
      watched.progress().map((source) => {
        const { calls, before, total, ended } = passes.get(source.source)!
        // What an interrupted pass had is neither read nor to be read.
        const left = total === null ? null : Math.max(calls, total - before)
        return { ...source, calls, rows: calls, total: left, ...(ended && { state: ended, waiting: null }) }
      }),
  }
}

interface Pass {
  /** Of this run. */
  calls: number
  /** Of the pass before it was interrupted. */
  before: number
  total: number | null
  ended: 'done' | 'failed' | undefined
}
