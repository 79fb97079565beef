// Syncs one simulated platform into the copy at an address, and sends the report, or the message of the error.
import { providers } from '@callspec/all'
import type { Source } from '@callspec/provider'
import { openStore, sync } from '@callspec/sync'

const { address, provider = 'butter', include = [], recordings, now, ...account } = JSON.parse(process.argv[2] ?? '')
let store: Awaited<ReturnType<typeof openStore>> | undefined
try {
  store = await openStore(address)
  // Which provider it is, and so which credentials it takes, is only known at run time.
  const create = providers[provider as 'butter'] as (options: object) => Source
  const source = create({ ...account, rateLimit: null, random: () => 0 })
  const { sources } = await sync([source], store, { include, recordings, ...(now !== undefined && { now: () => now }) })
  process.send?.({ sources })
} catch (error) {
  process.send?.({ error: String(error) })
  process.exitCode = 1
}
await store?.close()
process.disconnect?.()
