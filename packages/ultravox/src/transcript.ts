import { type Call, type CallParts, DURATION, type MapContext, type PartApi, type Reader, type Turn } from '@callspec/provider'
import type { descriptor } from './generated/descriptor.js'
import type { Message, paths, Call as Row } from './generated/types.js'

const SPEAKERS: ReadonlyMap<string | null, Turn['speaker']> = new Map([
  ['MESSAGE_ROLE_AGENT', 'agent'],
  ['MESSAGE_ROLE_USER', 'customer'],
])

/** What tools were asked and answered was not said. */
const TOOLS: ReadonlySet<string | null> = new Set(['MESSAGE_ROLE_TOOL_CALL', 'MESSAGE_ROLE_TOOL_RESULT'])

/** What was said in all stages of a call, without any message that a stage began with. */
export async function bringTranscript(
  api: PartApi<paths, typeof descriptor>,
  { id }: Call<'ultravox', Row, unknown>,
  read: Reader,
  { assume }: MapContext<keyof (typeof descriptor)['assumptions'] & string>,
): Promise<CallParts> {
  const messages = await api.list('/api/calls/{call_id}/messages', { path: { call_id: id }, query: { mode: 'in_call' } })
  const turns = messages.flatMap((message) => toTurn(message, read))
  return { transcript: assume('message-order') === 'oldest-first' ? turns : turns.toSorted(byOffset) }
}

function toTurn(message: Message, read: Reader): Turn[] {
  const role = read.text(message.role)
  if (TOOLS.has(role)) return []
  // `timespan` beside it counts the audio that came in, which may lag.
  const offsetSeconds = read.as(DURATION, read.child(message.wallClockTimespan)?.start)
  return [{ speaker: SPEAKERS.get(role) ?? 'unknown', text: read.text(message.text) ?? '', at: null, offsetSeconds }]
}

const byOffset = ({ offsetSeconds: one }: Turn, { offsetSeconds: other }: Turn): number => (one ?? 0) - (other ?? 0)
