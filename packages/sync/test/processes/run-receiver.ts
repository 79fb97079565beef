// Receives the hooks of one simulated platform into the copy at an address, and sends its port.
import { webhooks } from '@callspec/all/webhooks'
import { openStore } from '@callspec/sync'
import { createReceiver, serveHooks } from '@callspec/sync/receive'
import { sourceOf } from '../source-of.ts'

const { address, simulator } = JSON.parse(process.argv[2] ?? '')
const store = await openStore(address)
const webhook = webhooks[simulator.provider as keyof typeof webhooks]
const receiver = await createReceiver([{ source: sourceOf(simulator), webhook, secret: simulator.webhookSecret }], store)
const { port } = await serveHooks(receiver.handle)
process.send?.({ port })
