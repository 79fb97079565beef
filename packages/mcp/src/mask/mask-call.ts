import { type Call, type Redacted, redactCall, type Turn } from 'callspec'
import { maskCutNumbers, maskCutNumbersIn } from './cut-numbers.js'
import { textMask } from './mask-text.js'

/**
 * The call with telephone numbers, e-mail addresses and the contact's name masked, also in what was said and summed up; all other words stay, or nobody could tell why
 * a call failed. Agents are no people: their names stay.
 */
export function maskCall(call: Call): Redacted<Call> {
  const masked = redactCall(call)
  const text = textMask(call.contact?.name ? [call.contact.name] : [])
  const orNull = (value: string | null) => (value === null ? null : text(value))
  const numbers = textMask([])
  return {
    ...masked,
    rawStatus: orNull(call.rawStatus),
    agent: call.agent && { id: call.agent.id && numbers(call.agent.id), name: call.agent.name && numbers(call.agent.name) },
    campaign: call.campaign && { id: masked.campaign?.id ?? null, name: orNull(call.campaign.name) },
    endReason: call.endReason && { code: call.endReason.code, raw: text(call.endReason.raw) },
    ...(call.transcript !== undefined && {
      transcript: call.transcript && maskTurns(call.transcript, text),
    }),
    ...(call.transcriptText !== undefined && {
      transcriptText: call.transcriptText && text(maskCutNumbersIn(call.transcriptText)),
    }),
    ...(call.analysis !== undefined && {
      analysis: call.analysis && {
        summary: orNull(call.analysis.summary),
        successful: call.analysis.successful,
        sentiment: orNull(call.analysis.sentiment),
      },
    }),
  }
}

function maskTurns(turns: readonly Turn[], mask: (text: string) => string): Turn[] {
  const texts = maskCutNumbers(turns)
  return turns.map((turn, index) => ({ ...turn, text: mask(texts[index] ?? turn.text) }))
}

/** The call as it is, but for the platform's own rows, which may hold anything. */
export function withoutRows({ raw: _raw, rawDetail: _rawDetail, ...call }: Call): Redacted<Call> {
  return call
}
