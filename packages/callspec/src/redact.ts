import type { Agent, Call } from '@callspec/provider'

/** A call without the platform's own rows, which may hold anything. */
export type Redacted<C> = C extends unknown ? Omit<C, 'raw' | 'rawDetail'> : never

/** What `redactCall` takes: a call of a listing, or one of `get`. */
type AnyCall = Omit<Call, 'raw' | 'rawDetail' | 'occurredAt'> & { occurredAt: string | null }

/** How each member is redacted if it is not `null`. Members that are not listed here are left out. */
type Members = { readonly [Name in keyof AnyCall]-?: (value: NonNullable<AnyCall[Name]>, call: AnyCall) => unknown }

/**
 * The call without people: telephone numbers keep their last two digits; names, e-mail addresses, transcripts, summaries and
 * recordings are removed; `raw` and `rawDetail` are left out. The platform's own words (`rawStatus`, `endReason.raw`, `sentiment`) stay
 * if they consist of known words. `null` and absent members stay so, and turns keep their number, speakers, stamps and offsets. Ids stay,
 * because `get` takes them and calls are stored by them; those of contacts, agents and campaigns only if they are one word. Redacting
 * a redacted call changes nothing.
 */
export function redactCall<C extends AnyCall>(call: C): Redacted<C> {
  const redacted = Object.entries(call).flatMap(([name, value]): [string, unknown][] => {
    if (!Object.hasOwn(MEMBERS, name)) return []
    // The check makes it one of their names, and the type of the call says what it holds.
    const redact = MEMBERS[name as keyof Members] as (value: unknown, call: AnyCall) => unknown
    return [[name, value === null || value === undefined ? value : redact(value, call)]]
  })
  // The same members as before, without the two that were taken out.
  return Object.fromEntries(redacted) as Redacted<C>
}

const MASK = '***'
const kept = (value: unknown) => value
const mask = <Value>(value: Value) => (value === null ? null : MASK)
/** The agent of a call, or what else has an id and a name, as `redactCall` redacts it. */
export const redactAgent = ({ id, name }: Agent): Agent => ({
  // A platform without ids of its own may use a number, an address or a name.
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
  agent: redactAgent,
  campaign: redactAgent,
  contact: ({ email, ...contact }) => ({ ...redactAgent(contact), email: mask(email) }),
  occurredAt: kept,
  createdAt: kept,
  startedAt: kept,
  endedAt: kept,
  updatedAt: kept,
  durationSeconds: kept,
  endReason: ({ code, raw }, call) => ({ code, raw: words(raw, call) }),
  answeredBy: kept,
  missing: kept,
  cost: kept,
  recordingUrl: mask,
  transcript: (turns) => turns.map(({ speaker, at, offsetSeconds }) => ({ speaker, text: MASK, at, offsetSeconds })),
  transcriptText: mask,
  analysis: ({ summary, successful, sentiment }, call) => ({
    summary: mask(summary),
    successful,
    sentiment: sentiment === null ? null : words(sentiment, call),
  }),
}

/** `+15550101234` → `***34`. Anything but a telephone number, such as a SIP address, may be a name. */
function phoneNumber(text: string): string {
  if (/^\*\*\*(\d\d)?$/.test(text)) return text
  const digits = text.replace(/\D/g, '')
  return /^[\d\s()+./-]+$/.test(text) && digits.length > 5 ? `${MASK}${digits.slice(-2)}` : MASK
}

/**
 * A text of the platform that consists of these words, its own name, also before one of them, and at most one three-digit status; any other
 * may name somebody.
 */
function words(text: string, { provider }: AnyCall): string {
  const parts = text.replace(/([a-z])([A-Z])/g, '$1 $2').split(/[\s_.:/-]+/)
  const numbers = parts.filter((part) => /^\d{3}$/.test(part))
  const isKnown =
    text.length <= 80 &&
    numbers.length < 2 &&
    parts.every((part) => isKnownWord(part.toLowerCase(), provider) || numbers.includes(part))
  return isKnown ? text : MASK
}

const isKnownWord = (word: string, provider: string): boolean =>
  KNOWN.has(word) || word === provider || (word.startsWith(provider) && KNOWN.has(word.slice(provider.length)))

// Words of the platforms' pages and similar ones: how calls begin, go on, end and fail. None is a name.
const KNOWN: ReadonlySet<string> = new Set(
  `a abandoned absent activating active after agent ai allocated already an and answer answered answering any api
  applicable archived as asr assistant async attempt audio automated available away back balance before billed billing
  blocked bot bridged busy but by bypass call called caller calling calls campaign cancel canceled cancelled carrier
  channel check checking clicked client closed complete completed concurrency concurrent configuration connect connected
  connecting connection consent console contact corrupt credit credits customer daily database dead declined deleted
  deletion delivered denied destination detected detection dial dialing did disconnect disconnected dispatched dnc does
  done draft dropped due duration during early effective empty enabled end ended ending ends enterprise error exceeded
  executed exist exit expired fail failed failure fallback false fatal fault feature finished for forbidden forward
  forwarded forwarding found fraud free from frozen function get give goodbye hang hanging hangs hangup hold hook human
  hung hungup idle in inactive inactivity inbound incoming initiate initiated inprogress insufficient internal
  international interrupted invalid is ivr join joined left limit line llm lost low machine mailbox manual manually
  marked max maximum media message microphone minutes misdialed missed mixed model negative neither network neutral new
  no noanswer none nor normal not notfound number of ok on ongoing open opened operator opt org other out outbound
  outgoing outside over paid partial participant party paused payload payment peer pending permission phone phrase
  pickup pipeline positive post pre predial preview processed processing progress provider published queue queued rate
  reached read receive received recording refunded registered registration rejected remote reported request requested
  rescheduled resources retry returned ring ringing routing rtp runtime said say scam scheduled seconds seeding sent
  server service session set short shutdown silence silent sip skipped sms spam speech spoken standard start started
  status stopped stt subscription success successful suspended system take task telephony temporarily terminated test
  the time timed timeout to token tool transcriber transfer transferred transferring transport true trunk tts twilio
  unable unallocated unanswered unauthorized unavailable undelivered undetected unknown unreachable unregistered
  unregistration unspeakable unspecified unsuccessful up upgrade user valid validation version very vm voice voicemail
  vonage waiting wallet warm was web webhook webrtc websocket with worker wrong ws zero`.split(/\s+/),
)
