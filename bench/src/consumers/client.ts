import { createButter } from '@callspec/butter'

export async function endedCalls(apiKey: string): Promise<string[]> {
  const client = createButter({ apiKey })
  const { data } = await client.GET('/api/calls', { params: { query: { limit: 100 } } })
  const ended: string[] = []
  for (const call of data?.data ?? []) {
    if (call.end_time) ended.push(`${call.call_sid} ${call.status}`)
  }
  return ended
}
