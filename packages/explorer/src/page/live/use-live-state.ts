import { useEffect, useState } from 'preact/hooks'
import type { State } from '../../api/answers.js'
import { AskError, ask } from '../ask.js'

const EVERY_MS = 2000

export interface LiveState {
  /** The last that came; `null`: none yet. */
  state: State | null
  /** Why none comes any more. */
  error: AskError | null
}

/** What the copy holds, asked for again and again as long as the page is seen. */
export function useLiveState(): LiveState {
  const [live, setLive] = useState<LiveState>({ state: null, error: null })
  useEffect(() => {
    const ended = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const poll = async () => {
      try {
        const state = await ask<State>('/api/state', { signal: ended.signal })
        setLive((before) => (before.error === null && isSame(before.state, state) ? before : { state, error: null }))
      } catch (error) {
        if (ended.signal.aborted) return
        if (!(error instanceof AskError)) throw error
        setLive((before) => ({ ...before, error }))
      }
      timer = setTimeout(poll, EVERY_MS)
    }
    poll()
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [])
  return live
}

const isSame = (one: State | null, other: State) => JSON.stringify(one) === JSON.stringify(other)
