// The client that `redocly generate-client` makes of the same spec, with its own iterator.
import type { Platform } from '../../job.ts'
import { redoclyClientPath } from '../../redocly-clients.ts'
import { type CreateFaultClient, RETRIES, TIMEOUT_MS } from '../client.ts'

// What this file uses of a generated client; it does not exist before the benchmark runs.
interface Generated {
  OPERATIONS: unknown
  createClient: (
    operations: unknown,
    config: object,
  ) => {
    listCalls: { items: (args: object, init: object) => AsyncIterable<{ call_sid: string }> }
    getCall: (args: object, init: object) => Promise<unknown>
    makeCall: (args: object, init: object) => Promise<unknown>
  }
}

export const create: CreateFaultClient = async ({ shape, baseUrl, credentials }, configured) => {
  // It only exists for the platforms of this repository.
  const { createClient, OPERATIONS }: Generated = await import(redoclyClientPath(shape as Platform))
  const options = { timeout: TIMEOUT_MS, retry: { retries: RETRIES } }
  const client = createClient(OPERATIONS, { serverUrl: baseUrl, auth: { apiKey: credentials }, ...(configured && options) })
  const own = { ...(configured && { redirect: 'error' }) }
  return {
    object: client,
    async list(onId, signal) {
      const calls = client.listCalls.items({ query: { limit: 100 } }, { ...own, ...(signal && { signal }) })
      for await (const call of calls) onId(call.call_sid)
      return 0
    },
    get: (id) => client.getCall({ path: { call_sid: id } }, own),
    make: () => client.makeCall({ body: { agentId: 'a', phoneNumber: '+15550101002' } }, own),
  }
}
