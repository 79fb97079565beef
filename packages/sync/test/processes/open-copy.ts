// Opens the copy at the address in its argument, and closes it.
import { openStore } from '@callspec/sync'

const { address } = JSON.parse(process.argv[2] ?? '')
const store = await openStore(address)
await store.close()
