import { VapiClient } from '@vapi-ai/server-sdk'
import { type CreateFaultClient, RETRIES, TIMEOUT_MS } from '../client.ts'

export const create: CreateFaultClient = ({ baseUrl, credentials: { token = '' } }, configured) => {
  const options = { timeoutInSeconds: TIMEOUT_MS / 1000, maxRetries: RETRIES }
  const client = new VapiClient({ token, baseUrl, ...(configured && options) })
  return {
    object: client,
    async list(onId, signal) {
      let before: string | undefined
      do {
        const calls = await client.calls.list(
          { limit: 100, ...(before !== undefined && { createdAtLt: before }) },
          { ...(signal && { abortSignal: signal }) },
        )
        for (const call of calls) onId(call.id)
        before = calls.at(-1)?.createdAt
      } while (before !== undefined)
      return 0
    },
    get: (id) => client.calls.get({ id }),
    make: () => client.calls.create({ assistantId: 'assistant', customer: { number: '+15550101002' } }),
  }
}
