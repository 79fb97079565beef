import type { Turn } from 'callspec'

/** A message in the form of the GenAI conventions: gen-ai-input-messages.json and gen-ai-output-messages.json. */
interface Message {
  role: string
  parts: { type: 'text'; content: string }[]
  finish_reason?: string
}

export interface Messages {
  /** JSON of `gen_ai.input.messages`; `undefined`: there are none. */
  input: string | undefined
  /** JSON of `gen_ai.output.messages`. */
  output: string | undefined
}

/**
 * The turns as what the agent was given and what it returned: as the conventions have it, the history of the chat, and the last response. Both in
 * their order are the whole conversation.
 */
export function messagesOf(turns: readonly Turn[]): Messages {
  const lastHeard = turns.findLastIndex(({ speaker }) => speaker !== 'agent')
  return {
    input: json(turns.slice(0, lastHeard + 1).map(message)),
    output: json(turns.slice(lastHeard + 1).map((turn) => ({ ...message(turn), finish_reason: UNKNOWN }))),
  }
}

/** The conventions demand a reason, and allow any word. No platform tells why its model stopped. */
const UNKNOWN = 'unknown'

const ROLES: { readonly [Speaker in Turn['speaker']]: string } = { agent: 'assistant', customer: 'user', unknown: UNKNOWN }

const message = ({ speaker, text }: Turn): Message => ({ role: ROLES[speaker], parts: [{ type: 'text', content: text }] })

// An attribute of a span is a text here: the SDK has no structured ones, and the conventions allow JSON instead.
const json = (messages: readonly Message[]) => (messages.length === 0 ? undefined : JSON.stringify(messages))
