import { type SimulatedCall, startSimulator } from '@callspec/simulator'

/** What both peers' lists say about a call. */
export interface PeerCall {
  id: string
  agentId: string
  agentName: string
  direction: 'inbound' | 'outbound'
  from: string
  to: string
  /** Epoch milliseconds; no two calls share it, because Vapi's list is continued by it. */
  startedAt: number
  endedAt: number
  recordingUrl: string
}

/** The calls of a simulated AgentVoice, newest first. */
export async function simulatedCalls(count: number): Promise<PeerCall[]> {
  const simulator = await startSimulator('agentvoice', { calls: count })
  const calls = Array.from(simulator.calls(), toPeerCall)
  await simulator.close()
  return calls.reverse()
}

export function toPeerCall(call: SimulatedCall): PeerCall {
  const startedAt = (call.createdAt ?? 0) + call.index
  return {
    id: call.id,
    agentId: call.agent?.id ?? '',
    agentName: call.agent?.name ?? '',
    direction: call.direction === 'inbound' ? 'inbound' : 'outbound',
    from: call.from ?? '',
    to: call.to ?? '',
    startedAt,
    endedAt: startedAt + (call.durationSeconds ?? 0) * 1000,
    recordingUrl: call.recordingUrl ?? '',
  }
}
