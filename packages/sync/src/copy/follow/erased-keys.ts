import type { Statements } from '../../store/store.js'

/** Keys of the calls that were erased from a stamp on. */
export const erasedKeys = async ({ all }: Statements, since: string): Promise<string[]> =>
  (await all('SELECT key FROM erased WHERE erased_at >= $1', [since])).map(([key]) => String(key))
