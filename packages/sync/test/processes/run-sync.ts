// Syncs one simulated platform into the copy at an address, and sends the report, or the message of the error.
import { providers } from '@callspec/all'
import { openStore, sync } from '@callspec/sync'

const { address, baseUrl, apiKey, include = [], now } = JSON.parse(process.argv[2] ?? '')
let store: Awaited<ReturnType<typeof openStore>> | undefined
try {
  store = await openStore(address)
  const source = providers.butter({ baseUrl, apiKey, rateLimit: null, random: () => 0 })
  const { sources } = await sync([source], store, { include, ...(now !== undefined && { now: () => now }) })
  process.send?.({ sources })
} catch (error) {
  process.send?.({ error: String(error) })
  process.exitCode = 1
}
await store?.close()
process.disconnect?.()
