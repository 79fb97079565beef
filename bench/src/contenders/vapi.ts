import { VapiClient } from '@vapi-ai/server-sdk'
import type { Read } from '../job.ts'

/** The list has no cursor: one goes on below the stamp of the last call, until a page is empty. */
export const read: Read = async (targets, consume) => {
  for (const { baseUrl, credentials } of targets) {
    const client = new VapiClient({ token: credentials.token ?? '', baseUrl })
    let before: string | undefined
    do {
      const calls = await client.calls.list({ limit: 100, ...(before !== undefined && { createdAtLt: before }) })
      for (const call of calls) {
        const wait = consume(call)
        if (wait) await wait
      }
      before = calls.at(-1)?.createdAt
    } while (before !== undefined)
  }
}
