import type { Call, CallParts, MapContext, PartApi, Reader, Turn } from '@callspec/provider'
import type { descriptor } from './generated/descriptor.js'
import type { Message, paths, Call as Row } from './generated/types.js'

type Api = PartApi<paths, typeof descriptor>

const RECORDINGS = '/texml/Accounts/{account_sid}/Calls/{call_sid}/Recordings.json'

const SPEAKERS: ReadonlyMap<string | null, Turn['speaker']> = new Map([
  ['assistant', 'agent'],
  ['user', 'customer'],
])

/** The recordings of a call, on all pages. */
export const listRecordings = (api: Api, id: string) => api.list(RECORDINGS, { path: { call_sid: id } })

/** What an assistant and a person said, turn by turn; of a call without assistant the texts of its recordings, which have no speakers. */
export async function bringTranscript(
  api: Api,
  { id }: Call<'telnyx', Row, unknown>,
  read: Reader,
  { assume }: MapContext<keyof (typeof descriptor)['assumptions'] & string>,
): Promise<CallParts> {
  if (assume('shared-ids') !== 'shared') return {}
  const turns = await turnsOf(api, id, read, assume('message-order') === 'oldest-first')
  return turns.length > 0 ? { transcript: turns } : { transcriptText: await textOf(api, id, read) }
}

async function turnsOf(api: Api, id: string, read: Reader, isOrdered: boolean): Promise<Turn[]> {
  const answer = await api.get('/ai/conversations', { query: { 'metadata->call_control_id': `eq.${id}` } })
  const turns: Turn[] = []
  // A phone call is one conversation.
  for (const conversation of answer?.data ?? []) {
    const path = { conversation_id: read.requiredId(conversation.id) }
    const messages = await api.list('/ai/conversations/{conversation_id}/messages', { path })
    const dated = messages.map((message) => ({ turns: toTurn(message, read), at: read.stamp(message.created_at) ?? '' }))
    const ordered = isOrdered ? dated : dated.toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)))
    turns.push(...ordered.flatMap((each) => each.turns))
  }
  return turns
}

/** What tools were asked and answered was not said. */
function toTurn(message: Message, read: Reader): Turn[] {
  const role = read.text(message.role)
  const text = read.text(message.text)
  if (role === 'tool' || text === null) return []
  return [{ speaker: SPEAKERS.get(role) ?? 'unknown', text, at: read.stamp(message.sent_at), offsetSeconds: null }]
}

async function textOf(api: Api, id: string, read: Reader): Promise<string | null> {
  const texts: string[] = []
  for (const { sid } of await listRecordings(api, id)) {
    const query = { 'filter[recording_id]': read.requiredId(sid) }
    for (const transcription of await api.list('/recording_transcriptions', { query })) {
      texts.push(read.text(transcription.transcription_text) ?? '')
    }
  }
  return texts.filter(Boolean).join('\n') || null
}
