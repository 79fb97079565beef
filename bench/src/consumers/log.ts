import { butter } from '@callspec/butter'
import { callLog } from 'callspec'

export async function endedCalls(apiKey: string): Promise<string[]> {
  const log = callLog([butter({ apiKey })])
  const ended: string[] = []
  for await (const call of log.list({ direction: 'inbound', limit: 100 })) {
    if (call.endedAt) ended.push(`${call.id} ${call.status}`)
  }
  return ended
}
