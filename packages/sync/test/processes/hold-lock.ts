// Takes the lock of a source, says so, and holds it until it is killed. Its argument: the address of the copy and the source.
import { openStore } from '@callspec/sync'

const { address, source } = JSON.parse(process.argv[2] ?? '')
const store = await openStore(address)
await store.lock(source)
process.send?.('held')
setInterval(() => undefined, 1000)
