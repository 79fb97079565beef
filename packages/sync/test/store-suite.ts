import { activityTests } from './store-suite/activity.ts'
import { followingTests } from './store-suite/following.ts'
import { fullTextTests } from './store-suite/full-text.ts'
import { lockTests } from './store-suite/locks.ts'
import { migrationTests } from './store-suite/migrations.ts'
import { transactionTests } from './store-suite/transactions.ts'
import { upsertTests } from './store-suite/upserts.ts'
import { valueTests } from './store-suite/values.ts'
import { viewTests } from './store-suite/views.ts'
import type { TestStores } from './stores.ts'

/** What every store does, whatever it keeps its tables in. */
export function storeSuite(stores: () => TestStores): void {
  migrationTests(stores)
  transactionTests(stores)
  upsertTests(stores)
  valueTests(stores)
  lockTests(stores)
  viewTests(stores)
  fullTextTests(stores)
  activityTests(stores)
  followingTests(stores)
}
