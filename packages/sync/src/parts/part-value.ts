import type { Call, Part } from 'callspec'

/** What a call has of a part; `null`: nothing. A transcript without a word may still come. */
export function partValue(call: Pick<Call, 'transcript' | 'transcriptText' | 'analysis' | 'recordingUrl' | 'cost'>, part: Part) {
  if (part === 'transcript') return (call.transcript?.length ? call.transcript : call.transcriptText) || null
  if (part === 'analysis') return call.analysis ?? null
  return (part === 'recording' ? call.recordingUrl : call.cost) ?? null
}
