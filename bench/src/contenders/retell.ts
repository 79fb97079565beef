import Retell from 'retell-sdk'
import type { Read } from '../job.ts'

export const read: Read = async (targets, consume) => {
  for (const { baseUrl, credentials } of targets) {
    const client = new Retell({ apiKey: credentials.apiKey ?? '', baseURL: baseUrl })
    let key: string | undefined
    do {
      const page = await client.call.list({ limit: 100, ...(key !== undefined && { pagination_key: key }) })
      for (const call of page.items) {
        const wait = consume(call)
        if (wait) await wait
      }
      key = page.has_more ? page.pagination_key : undefined
    } while (key !== undefined)
  }
}
