import type { Call, CallLog, ListingState, Source } from '../src/index.js'

/** Whatever keeps calls and, with them, where the listing stood: a file, a table. */
export interface Store {
  state: ListingState | undefined
  add(calls: Call[], state: ListingState): Promise<void>
}

/** Lists what is not stored yet. Broken off anywhere, it goes on after the last page that was stored. */
export async function goOn(log: CallLog<Source>, store: Store, signal?: AbortSignal): Promise<void> {
  const listing = log.list({ since: '2026-11-01' }, { state: store.state, signal })
  for await (const { calls, state } of listing.pages()) await store.add(calls, state)
}
