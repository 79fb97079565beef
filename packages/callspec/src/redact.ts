import type { Call } from './model.js'

/** A call without what the platform sent: that may hold anything. */
export type Redacted<C> = C extends unknown ? Omit<C, 'raw' | 'rawDetail'> : never

/** What `redactCall` takes: a call of a listing, or one of `get`. */
type AnyCall = Omit<Call, 'raw' | 'rawDetail' | 'occurredAt'> & { occurredAt: string | null }

const MASK = '***'

/**
 * The call without the people in it: telephone numbers down to their last two digits, and no names, e-mail addresses,
 * transcripts, summaries or recordings; `raw` and `rawDetail` are left out. What was `null` or absent stays so, and turns
 * keep their number, speakers and stamps. Ids stay, as they are what `get` takes and what calls are stored by. A call that
 * was redacted before comes out the same.
 */
export function redactCall<C extends AnyCall>(call: C): Redacted<C> {
  // Taken out by name, because the type of the call may not have them.
  const { raw, rawDetail, ...rest } = call as C & { raw?: unknown; rawDetail?: unknown }
  const redacted: AnyCall = {
    ...rest,
    rawStatus: word(call.rawStatus),
    from: phoneNumber(call.from),
    to: phoneNumber(call.to),
    customerNumber: phoneNumber(call.customerNumber),
    agentNumber: phoneNumber(call.agentNumber),
    agent: call.agent && { ...call.agent, name: mask(call.agent.name) },
    campaign: call.campaign && { ...call.campaign, name: mask(call.campaign.name) },
    contact: call.contact && { ...call.contact, name: mask(call.contact.name), email: mask(call.contact.email) },
    endReason: call.endReason && { ...call.endReason, raw: word(call.endReason.raw) },
  }
  const { recordingUrl, transcript, transcriptText, analysis } = call
  if (recordingUrl !== undefined) redacted.recordingUrl = mask(recordingUrl)
  if (transcript !== undefined)
    redacted.transcript = transcript === null ? null : transcript.map((turn) => ({ ...turn, text: MASK }))
  if (transcriptText !== undefined) redacted.transcriptText = mask(transcriptText)
  if (analysis !== undefined) {
    redacted.analysis = analysis && { ...analysis, summary: mask(analysis.summary), sentiment: word(analysis.sentiment) }
  }
  // The same members as before, without the two that were taken out.
  return redacted as Redacted<C>
}

const mask = <Text extends string | null>(text: Text): Text | string => (text === null ? text : MASK)

/** `+15550101234` → `***34`. What is no telephone number, such as a SIP address, may be a name. */
function phoneNumber(text: string | null): string | null {
  if (text === null || /^\*\*\*(\d\d)?$/.test(text)) return text
  const digits = text.replace(/\D/g, '')
  return /^[\d\s()+./-]+$/.test(text) && digits.length > 5 ? `${MASK}${digits.slice(-2)}` : MASK
}

/** A word of the platform's own vocabulary; a sentence, or anything with a number or an address in it, is none. */
function word<Text extends string | null>(text: Text): Text | string {
  return text === null || (/^[\w -]{1,40}$/.test(text) && !/\d{5}/.test(text)) ? text : MASK
}
