import makeCall from '../../../specs/vapi/examples/make-call.json' with { type: 'json' }
import type { Call } from '../src/index.js'

/** The answer of the guide about live call control. No page shows a list. */
export const queued: Call = makeCall.value

/** A call that is over, made by hand from the members that the reference describes. */
export const ended: Call = {
  id: '019a9046-121e-766d-bd1f-84f3ccc309c1',
  orgId: 'eb166faa-7145-46ef-8044-589b47ae3b56',
  type: 'inboundPhoneCall',
  status: 'ended',
  createdAt: '2026-08-01T10:00:00.120Z',
  updatedAt: '2026-08-01T10:02:10.000Z',
  startedAt: '2026-08-01T10:00:03.480Z',
  endedAt: '2026-08-01T10:02:03.480Z',
  endedReason: 'customer-ended-call',
  cost: 0.1234,
  costs: [{ type: 'vapi', subType: 'normal', minutes: 2, cost: 0.1 }],
  assistantId: '5b0a4a08-133c-4146-9315-0984f8c6be80',
  phoneNumberId: '42b4b25d-031e-4786-857f-63b346c9580f',
  customer: { number: '+12025550113', name: 'Ada', email: 'ada@example.com', externalId: 'crm-7' },
  transport: { provider: 'twilio', callSid: 'CA4c6793d069ef42f4ccad69a0957451ec' },
  monitor: { listenUrl: 'wss://monitor.example.com/listen', controlUrl: 'https://monitor.example.com/control' },
  artifact: {
    messages: [
      { role: 'system', message: 'Be friendly.', time: 1785578403480, secondsFromStart: 0 },
      { role: 'bot', message: 'Hello.', time: 1785578404480, endTime: 1785578405480, secondsFromStart: 1, duration: 1000 },
      { role: 'tool_calls', toolCalls: [{}], time: 1785578406480, secondsFromStart: 3 },
      { role: 'tool_call_result', toolCallId: 't1', name: 'lookUp', result: '{}', time: 1785578406980, secondsFromStart: 3.5 },
      { role: 'user', message: 'Hi.', time: 1785578407480, endTime: 1785578408480, secondsFromStart: 4, duration: 1000 },
      { role: 'assistant', message: 'Bye.', time: 1785578409480, endTime: 1785578410480, secondsFromStart: 6, duration: 1000 },
    ],
    transcript: 'AI: Hello.\nUser: Hi.\nAI: Bye.\n',
    recording: {
      stereoUrl: 'https://storage.example.com/1-stereo.wav',
      mono: { combinedUrl: 'https://storage.example.com/1-mono.wav' },
    },
    recordingUrl: 'https://storage.example.com/1-old.wav',
    presignedMonoUrl: 'https://storage.example.com/1-mono.wav?X-Amz-Signature=0',
  },
  analysis: { summary: 'They greeted.', successEvaluation: 'true' },
}
