import type { Cells, Statements, Store } from '../store/store.js'

/**
 * Keeps what is read from replacing a later version of a call: web hooks let single calls be fetched at any time, also while a pass reads the
 * list that they are in.
 */
export interface FetchGuard {
  /**
   * Keys of those calls that were fetched since the guard was opened. They are fetched once more, because what is left out here may be the later version
   * all the same. Call it first in the transaction that writes them: fetched calls are written before it or after it.
   */
  fetchedSince(statements: Statements, calls: readonly { readonly key: string }[]): Promise<ReadonlySet<unknown>>
  /** Source and id of all calls that were fetched since then. */
  idsSince(statements: Statements): Promise<Cells[]>
}

/** Opens it before anything is requested. */
export async function openGuard(store: Store, source: string): Promise<FetchGuard> {
  const before = await fetchesOf(store, source)
  return {
    async fetchedSince(statements, calls) {
      const fetches = await fetchesOf(statements, source)
      if (fetches === before || calls.length === 0) return NONE
      const keys = calls.map(({ key }) => key)
      const rows = await statements.all('SELECT key FROM hooks WHERE key IN $1 AND fetch_number > $2', [keys, before])
      const found = rows.map(([key]) => String(key))
      if (found.length > 0) {
        await statements.run('UPDATE hooks SET due_at = last_received_at WHERE key IN $1', [found])
      }
      return new Set(found)
    },
    async idsSince(statements) {
      await fetchesOf(statements, source)
      return statements.all('SELECT source, id FROM hooks WHERE source = $1 AND fetch_number > $2', [source, before])
    },
  }
}

const NONE: ReadonlySet<unknown> = new Set()

/** How many calls of a source were fetched because of hooks. In Postgres, a transaction that asks keeps others from writing such calls until its end. */
async function fetchesOf({ dialect, all }: Statements, source: string): Promise<number> {
  const [row] = await all(`SELECT fetches FROM receivers WHERE source = $1${dialect === 'postgres' ? ' FOR UPDATE' : ''}`, [
    source,
  ])
  return Number(row?.[0] ?? 0)
}
