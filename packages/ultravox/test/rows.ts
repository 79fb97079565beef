import type { Call } from '../src/index.js'

/** What calls have in common. The page's own example has placeholders in place of values. */
const common = {
  billedSideInputTokens: null,
  billedSideOutputTokens: null,
  firstSpeaker: 'FIRST_SPEAKER_AGENT',
  firstSpeakerSettings: { agent: {} },
  initialOutputMedium: 'MESSAGE_MEDIUM_VOICE',
  joinTimeout: '30s',
  maxDuration: '3600s',
  model: 'ultravox-v0.7',
  agent: { agentId: '7d1f6c1e-2f0a-4c3b-9a55-0c9d8a3b1e42', name: 'Front Desk' },
  agentId: '7d1f6c1e-2f0a-4c3b-9a55-0c9d8a3b1e42',
  experimentalSettings: null,
  metadata: { source: 'crm' },
  initialState: {},
  requestContext: null,
} satisfies Partial<Call>

/** A call that Ultravox placed over Twilio. The numbers are those of the reference and of fiction. */
export const ended: Call = {
  ...common,
  callId: '3c90c3cc-0d44-4b50-8888-8dd25736052a',
  clientVersion: 'phone(api_v0)',
  created: '2026-08-01T10:00:00.120456Z',
  joined: '2026-08-01T10:00:03.480123Z',
  ended: '2026-08-01T10:01:09.900000Z',
  endReason: 'hangup',
  billedDuration: '72s',
  billingStatus: 'BILLING_STATUS_BILLED',
  joinUrl: null,
  medium: { twilio: { outgoing: { to: '+14155552671', from: '+15550100199', additionalParams: {} } } },
  recordingEnabled: true,
  shortSummary: 'They greeted.',
  summary: 'The agent greeted the caller, who hung up.',
  sipDetails: null,
}

/** A call in a browser that nobody has joined yet. */
export const waiting: Call = {
  ...common,
  callId: '0b1c2d3e-4f50-4617-8283-94a5b6c7d8e9',
  clientVersion: null,
  created: '2026-08-01T09:00:00Z',
  joined: null,
  ended: null,
  endReason: null,
  billedDuration: null,
  billingStatus: 'BILLING_STATUS_PENDING',
  joinUrl: 'wss://voice.ultravox.example/calls/0b1c2d3e?token=secret',
  medium: { webRtc: {} },
  shortSummary: null,
  summary: null,
  sipDetails: null,
}
