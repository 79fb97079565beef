import type { Statements, Store } from '../store/store.js'

/** Notes that hooks are received for a source from now on, if they were not before. */
export async function openReceiver({ run }: Statements, source: string, now: string): Promise<void> {
  await run(
    'INSERT INTO receivers (source, since, other, refused, given_up, fetches) VALUES ($1, $2, 0, 0, 0, 0) ON CONFLICT (source) DO NOTHING',
    [source, now],
  )
}

/** Counts what was not stored: a flood of wrong requests must not be one of writes. */
export function countLater(store: Store, onError: (error: unknown) => void) {
  let waiting = new Map<string, { other: number; refused: number }>()
  let timer: NodeJS.Timeout | undefined
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const counts = waiting
    waiting = new Map()
    for (const [source, { other, refused }] of counts) {
      await store.run('UPDATE receivers SET other = other + $2, refused = refused + $3 WHERE source = $1', [
        source,
        other,
        refused,
      ])
    }
  }
  return {
    add(source: string, what: 'other' | 'refused'): void {
      const counts = waiting.get(source) ?? { other: 0, refused: 0 }
      counts[what]++
      waiting.set(source, counts)
      timer ??= setTimeout(() => void flush().catch(onError), FLUSH_MS)
    },
    flush,
  }
}

const FLUSH_MS = 1000
