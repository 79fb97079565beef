import type { Call } from '../src/index.js'

type Late = 'transcript' | 'transcriptText' | 'analysis' | 'recordingUrl' | 'cost'

/**
 * What a documented row says, without `raw`: what is not given is null. Of the parts, those that only the single call has are left out.
 */
export function expectedCall(provider: string, said: Partial<Call> & { id: string }, late: readonly Late[] = []): object {
  const { id, startedAt = null, createdAt = null, status = 'unknown' } = said
  const call = {
    key: `${provider}/${id}`,
    provider,
    source: provider,
    carrierId: null,
    status,
    rawStatus: null,
    isFinal: !['queued', 'ringing', 'in_progress', 'unknown'].includes(status),
    direction: 'unknown',
    channel: 'unknown',
    isTest: null,
    from: null,
    to: null,
    customerNumber: null,
    agentNumber: null,
    agent: null,
    campaign: null,
    contact: null,
    occurredAt: startedAt ?? createdAt,
    createdAt,
    startedAt,
    endedAt: null,
    updatedAt: null,
    durationSeconds: null,
    endReason: null,
    answeredBy: null,
    cost: null,
    recordingUrl: null,
    transcript: null,
    transcriptText: null,
    analysis: null,
    ...said,
  }
  return Object.fromEntries(Object.entries(call).filter(([name]) => !late.some((part) => part === name)))
}
