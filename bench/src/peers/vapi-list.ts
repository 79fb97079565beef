import type { List } from '../list.ts'
import { type PeerCall, simulatedCalls } from './simulated-calls.ts'

/** `GET /call` in the shape that @vapi-ai/server-sdk types: a bare array, newest first, continued by `createdAtLt`. */
export async function openVapiList(count: number): Promise<List> {
  const calls = await simulatedCalls(count)
  const positions = new Map(calls.map((call, position) => [new Date(call.startedAt).toISOString(), position]))
  return {
    basePath: '',
    credentials: { token: 'vapi-bench-token' },
    async answer({ url = '' }) {
      const { searchParams } = new URL(url, 'http://bench')
      const before = searchParams.get('createdAtLt')
      const start = before === null ? 0 : positions.get(new Date(before).toISOString())! + 1
      const page = calls.slice(start, start + Number(searchParams.get('limit'))).map(vapiRow)
      return Buffer.from(JSON.stringify(page))
    },
  }
}

/** A row of the list. */
export const vapiRow = (call: PeerCall) => ({
  id: call.id,
  orgId: '8960e2b1-91cc-4fa9-a60e-1ccfa42fb439',
  type: `${call.direction}PhoneCall`,
  phoneCallProvider: 'twilio',
  phoneCallProviderId: `CA${call.id.replaceAll('-', '')}`,
  status: 'ended',
  endedReason: 'customer-ended-call',
  assistantId: call.agentId,
  customer: { number: call.direction === 'inbound' ? call.from : call.to },
  createdAt: new Date(call.startedAt).toISOString(),
  updatedAt: new Date(call.endedAt).toISOString(),
  startedAt: new Date(call.startedAt).toISOString(),
  endedAt: new Date(call.endedAt).toISOString(),
  cost: 0.61,
})
