import type { MappedCall } from '@callspec/provider'

/** What a row means that tells nothing; a made-up platform says what its rows tell over it. */
export const SILENT = {
  carrierId: null,
  rawStatus: null,
  direction: 'unknown',
  channel: 'unknown',
  isTest: null,
  sides: { from: null, to: null, customerNumber: null, agentNumber: null },
  agent: null,
  campaign: null,
  contact: null,
  createdAt: null,
  startedAt: null,
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
} as const satisfies MappedCall
