import { draw, pick, streams } from './random.js'
import type { WorldCall } from './world.js'

export interface Turn {
  speaker: 'agent' | 'customer'
  text: string
  /** Epoch milliseconds. */
  at: number
}

const topics = ['a delivery', 'an invoice', 'an appointment', 'help and support', 'a refund', 'opening hours'] as const

/** What was said; nothing if nobody spoke, or if it is not transcribed yet. */
export function conversation(call: WorldCall, seed: number): Turn[] {
  if (!call.parts.transcript) return []
  const topic = topicOf(call, seed)
  const start = call.startedAt ?? call.createdAt
  return [
    { speaker: 'agent', text: `Hello, this is ${call.agent.name}. How can I help?`, at: start + 1_000 },
    { speaker: 'customer', text: `Hi, I am calling about ${topic}.`, at: start + 4_250 },
    { speaker: 'agent', text: 'Let me look that up. It is all settled now.', at: start + 8_500 },
    { speaker: 'customer', text: 'Thank you, good-bye.', at: start + 12_750 },
  ]
}

export const summaryOf = (call: WorldCall, seed: number): string => `The customer asked about ${topicOf(call, seed)}.`

const topicOf = (call: WorldCall, seed: number): string => pick(topics, draw(seed, call.index, streams.topic))
