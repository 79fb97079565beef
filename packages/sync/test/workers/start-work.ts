import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { accountsOf, type RunPass, type WorkEvent, work } from '../../src/workers/work.ts'

/** A source as an account needs it. */
export interface TestSource {
  id: string
  baseUrl: string
  account: string
  mask: (text: string) => string
}

export const KEY = 'key-0123456789'

export const source = (id: string, account = '1a2b', baseUrl = 'https://api.example.com/v1'): TestSource => ({
  id,
  baseUrl,
  account,
  mask: (text) => text.replaceAll(KEY, '***'),
})

export interface Started {
  events: WorkEvent[]
  /** Waits for an event of a type, the nth one of an account. */
  until(type: WorkEvent['type'], options?: { account?: string; count?: number }): Promise<WorkEvent>
  stop(): Promise<void>
}

export interface StartWork {
  queue: string
  sources: readonly TestSource[]
  run?: RunPass<TestSource>
  jobs?: number
  lockMs?: number
  stopMs?: number
}

/** A worker of this process, which stops when the test ends. */
export function startWork({
  queue,
  sources,
  run = async () => undefined,
  jobs = 1,
  lockMs = 2000,
  stopMs = 2000,
}: StartWork): Started {
  const events: WorkEvent[] = []
  const stopping = new AbortController()
  const ended = work({
    queue,
    accounts: accountsOf(sources),
    run,
    jobs,
    signal: stopping.signal,
    onEvent: (event) => events.push(event),
    timing: { lockMs, takeoverCheckMs: lockMs / 2, stopMs },
  })
  // Awaited by `stop`.
  ended.catch(() => undefined)
  const stop = () => {
    stopping.abort()
    return ended
  }
  onTestFinished(stop)
  return {
    events,
    stop,
    async until(type, { account, count = 1 } = {}) {
      for (;;) {
        const found = events.filter(
          (event) => event.type === type && (!account || ('account' in event && event.account === account)),
        )
        if (found.length >= count) return found[count - 1]!
        await wait(10)
      }
    },
  }
}
