import type { Call } from '@callspec/provider'

/** A call without the platform's own rows, which may hold anything. */
export type Redacted<C> = C extends unknown ? Omit<C, 'raw' | 'rawDetail'> : never

/** What `redactCall` takes: a call of a listing, or one of `get`. */
type AnyCall = Omit<Call, 'raw' | 'rawDetail' | 'occurredAt'> & { occurredAt: string | null }

/** How each member is redacted if it is not `null`. Members that are not listed here are left out. */
type Members = { readonly [Name in keyof AnyCall]-?: (value: NonNullable<AnyCall[Name]>) => unknown }

/**
 * The call without people: telephone numbers keep their last two digits; names, e-mail addresses, transcripts, summaries and
 * recordings are removed; `raw` and `rawDetail` are left out. The platform's own words (`rawStatus`, `endReason.raw`, `sentiment`) stay
 * if they consist of known words. `null` and absent members stay so, and turns keep their number, speakers and stamps. Ids stay,
 * because `get` takes them and calls are stored by them; those of contacts, agents and campaigns only if they are one word. Redacting
 * a redacted call changes nothing.
 */
export function redactCall<C extends AnyCall>(call: C): Redacted<C> {
  const redacted = Object.entries(call).flatMap(([name, value]): [string, unknown][] => {
    if (!Object.hasOwn(MEMBERS, name)) return []
    // The check makes it one of their names, and the type of the call says what it holds.
    const redact = MEMBERS[name as keyof Members] as (value: unknown) => unknown
    return [[name, value === null || value === undefined ? value : redact(value)]]
  })
  // The same members as before, without the two that were taken out.
  return Object.fromEntries(redacted) as Redacted<C>
}

const MASK = '***'
const kept = (value: unknown) => value
const mask = <Value>(value: Value) => (value === null ? null : MASK)
// A platform without ids of its own may use a number, an address or a name.
const named = ({ id, name }: { id: string | null; name: string | null }) => ({
  id: id !== null && /[^\w.-]/.test(id) ? MASK : id,
  name: mask(name),
})

const MEMBERS: Members = {
  key: kept,
  provider: kept,
  source: kept,
  id: kept,
  carrierId: kept,
  status: kept,
  rawStatus: words,
  isFinal: kept,
  direction: kept,
  channel: kept,
  isTest: kept,
  from: phoneNumber,
  to: phoneNumber,
  customerNumber: phoneNumber,
  agentNumber: phoneNumber,
  agent: named,
  campaign: named,
  contact: ({ email, ...contact }) => ({ ...named(contact), email: mask(email) }),
  occurredAt: kept,
  createdAt: kept,
  startedAt: kept,
  endedAt: kept,
  updatedAt: kept,
  durationSeconds: kept,
  endReason: ({ code, raw }) => ({ code, raw: words(raw) }),
  answeredBy: kept,
  missing: kept,
  cost: kept,
  recordingUrl: mask,
  transcript: (turns) => turns.map(({ speaker, at }) => ({ speaker, text: MASK, at })),
  transcriptText: mask,
  analysis: ({ summary, successful, sentiment }) => ({
    summary: mask(summary),
    successful,
    sentiment: sentiment === null ? null : words(sentiment),
  }),
}

/** `+15550101234` → `***34`. Anything but a telephone number, such as a SIP address, may be a name. */
function phoneNumber(text: string): string {
  if (/^\*\*\*(\d\d)?$/.test(text)) return text
  const digits = text.replace(/\D/g, '')
  return /^[\d\s()+./-]+$/.test(text) && digits.length > 5 ? `${MASK}${digits.slice(-2)}` : MASK
}

/** A text of the platform that consists of these words and at most one three-digit status; any other may name somebody. */
function words(text: string): string {
  const parts = text.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[\s_.:/-]+/)
  const numbers = parts.filter((part) => /^\d{3}$/.test(part))
  const isKnown =
    text.length <= 80 && numbers.length < 2 && parts.every((part) => KNOWN.has(part.toLowerCase()) || numbers.includes(part))
  return isKnown ? text : MASK
}

// Words of the platforms' pages and similar ones: how calls begin, go on, end and fail. None is a name.
const KNOWN: ReadonlySet<string> = new Set(
  `a abandoned activating active after agent ai already an and answer answered answering any api archived asr assistant async
  automated away back balance blocked bot busy by call called caller calling calls cancel canceled cancelled carrier channel
  client closed complete completed concurrency concurrent configuration connect connected connecting connection credit
  credits customer dead declined deleted deletion delivered detected detection dial dialing did disconnect disconnected dnc
  draft dropped due duration early empty end ended ending ends error exceeded exit expired fail failed failure fatal
  finished for forbidden forward forwarded forwarding found from function goodbye hang hanging hangs hangup hold human hung
  idle in inactive inactivity inbound incoming initiated inprogress insufficient internal interrupted invalid is ivr joined
  left limit line llm lost machine mailbox manual manually max maximum media message minutes missed mixed model negative
  network neutral no noanswer none normal not notfound number of ok on ongoing open operator out outbound outgoing outside
  over paid participant party paused payment peer pending permission phone pickup pipeline positive preview progress
  provider published queue queued rate reached received registered rejected remote request requested retry ring ringing rtp
  runtime scam scheduled seconds sent server service session short silence silent sip skipped sms spam speech standard start
  started stopped stt success successful suspended system task telephony temporarily terminated test the time timed timeout
  to token tool transcriber transfer transferred transferring trunk tts twilio unable unallocated unanswered unauthorized
  unavailable undetected unknown unreachable unsuccessful up user validation very vm voice voicemail waiting warm was web
  webhook webrtc websocket with worker wrong`.split(/\s+/),
)
