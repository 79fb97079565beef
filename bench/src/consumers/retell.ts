import Retell from 'retell-sdk'

export async function endedCalls(apiKey: string): Promise<string[]> {
  const client = new Retell({ apiKey })
  const { items } = await client.call.list({ limit: 100 })
  const ended: string[] = []
  for (const call of items ?? []) {
    if (call.end_timestamp) ended.push(`${call.call_id} ${call.call_status}`)
  }
  return ended
}
