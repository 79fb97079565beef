import type { Call } from 'callspec'

const STATUSES = ['completed', 'no_answer', 'failed', 'busy'] as const
const NEWEST = Date.parse('2026-11-20T12:00:00Z')
const PAGE = 100

/** Calls with every column filled, in pages as a listing gives them, made as they are asked for. */
export async function* madeCalls(count: number): AsyncGenerator<Call[]> {
  for (let first = 0; first < count; first += PAGE) {
    yield Array.from({ length: Math.min(PAGE, count - first) }, (_, index) => madeCall(first + index))
  }
}

function madeCall(index: number): Call {
  const id = `call_${index.toString(36)}`
  const instant = NEWEST - index * 37_000
  const stamp = new Date(instant).toISOString()
  const status = STATUSES[index % 4]!
  const customerNumber = `+1555${1_000_000 + (index % 9_000_000)}`
  const agentNumber = '+15550001111'
  const isInbound = index % 2 === 0
  return {
    key: `butter/${id}`,
    provider: 'butter',
    source: 'butter',
    id,
    occurredAt: stamp,
    status,
    rawStatus: status,
    isFinal: true,
    direction: isInbound ? 'inbound' : 'outbound',
    channel: 'phone',
    isTest: false,
    customerNumber,
    agentNumber,
    from: isInbound ? customerNumber : agentNumber,
    to: isInbound ? agentNumber : customerNumber,
    agent: { id: `agent_${index % 20}`, name: `Agent "${index % 20}", Sales` },
    campaign: { id: `campaign_${index % 7}`, name: `Campaign ${index % 7}` },
    contact: { id: `c_${index % 5000}`, name: `Person ${index % 5000}`, email: `person.${index % 5000}@example.com` },
    durationSeconds: (index % 600) + 0.5,
    cost: { amount: `0.${1000 + (index % 9000)}`, unit: 'USD' },
    answeredBy: 'human',
    endReason: { code: 'customer_hangup', raw: 'customer-ended-call' },
    createdAt: stamp,
    startedAt: stamp,
    endedAt: new Date(instant + 60_000).toISOString(),
    updatedAt: stamp,
    carrierId: `CA${((index * 2_654_435_761) >>> 0).toString(16).padStart(32, '0')}`,
    recordingUrl: `https://recordings.example.com/${id}.mp3`,
    transcript: null,
    transcriptText: `agent: Hello, how can I help?\ncustomer: I would like to know about order ${index}.`,
    analysis: { summary: `The customer asked about order ${index}.`, successful: true, sentiment: 'neutral' },
    raw: {},
  }
}
