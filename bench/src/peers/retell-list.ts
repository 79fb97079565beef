import type { List } from '../list.ts'
import { type PeerCall, simulatedCalls } from './simulated-calls.ts'

/** `POST /v3/list-calls` in the shape that retell-sdk types. */
export async function openRetellList(count: number): Promise<List> {
  const calls = await simulatedCalls(count)
  return {
    basePath: '',
    credentials: { apiKey: 'retell-bench-key' },
    async answer(_request, body) {
      // Written by the SDK or by the loop next to it.
      const { limit, pagination_key: key = '0' }: { limit: number; pagination_key?: string } = JSON.parse(body)
      const start = Number(key)
      const page = {
        items: calls.slice(start, start + limit).map(retellRow),
        has_more: start + limit < calls.length,
        ...(start + limit < calls.length && { pagination_key: String(start + limit) }),
      }
      return Buffer.from(JSON.stringify(page))
    },
  }
}

/** A row of the list. */
export const retellRow = (call: PeerCall) => ({
  call_id: `call_${call.id}`,
  agent_id: call.agentId,
  agent_name: call.agentName,
  agent_version: 3,
  call_type: 'phone_call',
  call_status: 'ended',
  direction: call.direction,
  from_number: call.from,
  to_number: call.to,
  start_timestamp: call.startedAt,
  end_timestamp: call.endedAt,
  duration_ms: call.endedAt - call.startedAt,
  disconnection_reason: 'user_hangup',
  recording_url: call.recordingUrl,
  data_storage_setting: 'everything',
  call_cost: { combined_cost: 61, total_duration_seconds: Math.round((call.endedAt - call.startedAt) / 1000) },
})
