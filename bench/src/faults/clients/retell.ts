import Retell from 'retell-sdk'
import { type CreateFaultClient, RETRIES, TIMEOUT_MS } from '../client.ts'

export const create: CreateFaultClient = ({ baseUrl, credentials: { apiKey = '' } }, configured) => {
  const options = { timeout: TIMEOUT_MS, maxRetries: RETRIES, fetchOptions: { redirect: 'error' } } as const
  const client = new Retell({ apiKey, baseURL: baseUrl, ...(configured && options) })
  return {
    object: client,
    async list(onId, signal) {
      let key: string | undefined
      do {
        const page = await client.call.list({ limit: 100, ...(key !== undefined && { pagination_key: key }) }, { signal })
        for (const call of page.items) onId(call.call_id)
        key = page.has_more ? page.pagination_key : undefined
      } while (key !== undefined)
      return 0
    },
    get: (id) => client.call.retrieve(id),
    make: () => client.call.createPhoneCall({ from_number: '+15550201001', to_number: '+15550101002' }),
  }
}
