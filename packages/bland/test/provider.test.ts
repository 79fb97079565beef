// What rows, single calls and webhooks mean, by hand from the documentation pages.
import { expect, test } from 'vitest'
import getCall from '../../../specs/bland/examples/get-call.json' with { type: 'json' }
import { type Call, type CallDetail, toCall } from '../src/index.js'

const row = (members: object): Call => ({ call_id: '1', ...members })

/** The parts of the documented webhook's body that a call is made of. */
const hook = {
  call_id: '12345678-1234-1234-1234-123456789012',
  call_length: 0.183333333333333,
  to: '+15555550167',
  from: '+15555550143',
  completed: true,
  created_at: '2025-09-12T20:39:03.168+00:00',
  inbound: false,
  queue_status: 'complete',
  error_message: 'Account not allowed to call +12345550101',
  answered_by: 'human',
  price: 0.017,
  started_at: '2025-09-12T20:39:03.168Z',
  call_ended_by: 'ASSISTANT',
  transferred_to: '+12345550109',
  status: 'completed',
  transcripts: [
    { id: 123456789, user: 'user', text: 'Hello? ', created_at: '2025-09-12T20:39:13.173+00:00' },
    { id: 123456790, user: 'assistant', text: 'This is a test call from Bland.', created_at: '2025-09-12T20:39:13.566+00:00' },
    { id: 123456793, user: 'agent-action', text: 'Ended call', created_at: '2025-09-12T20:39:20.53+00:00' },
  ],
  end_at: '2025-09-12T20:39:21.000Z',
} satisfies CallDetail

test('the documented single call is what its page says', () => {
  const detail: CallDetail = getCall.value
  expect(toCall(detail)).toMatchObject({
    id: '12345678-1234-1234-1234-123456789012',
    status: 'completed',
    rawStatus: 'completed',
    direction: 'outbound',
    from: '+17165550154',
    to: '+12225550144',
    customerNumber: '+12225550144',
    agentNumber: '+17165550154',
    createdAt: '2024-04-27T23:51:18.025Z',
    startedAt: '2024-04-27T23:51:25.000Z',
    // Whether the member is when the call ended is not documented.
    endedAt: null,
    durationSeconds: 45,
    cost: { amount: '0.068', unit: 'USD' },
    endReason: { code: 'agent_hangup', raw: 'ASSISTANT' },
    answeredBy: 'human',
    recordingUrl: null,
    analysis: { summary: 'The caller booked three hotel rooms for the next day.', successful: null, sentiment: null },
    transcript: [
      { speaker: 'customer', text: 'Hello?', at: '2024-04-27T23:51:28.568Z', offsetSeconds: null },
      {
        speaker: 'agent',
        text: "Hi there! I'm calling from the hotel booking service.",
        at: '2024-04-27T23:51:30.689Z',
        offsetSeconds: null,
      },
    ],
  })
  expect(toCall(detail, { assumptions: { 'end-stamp': 'actual' } }).endedAt).toBe('2024-04-27T23:52:10.000Z')
})

test('the body of a webhook is a call, without what the agent did, and its length is in minutes', () => {
  expect(toCall(hook)).toMatchObject({
    status: 'completed',
    durationSeconds: 11,
    cost: { amount: '0.017', unit: 'USD' },
    endReason: { code: 'transferred', raw: 'ASSISTANT' },
    transcript: [{ speaker: 'customer' }, { speaker: 'agent' }],
  })
})

test.each([
  // The page calls `status` the most current word.
  [{ status: 'no-answer', queue_status: 'complete', completed: true }, 'no_answer', 'no-answer'],
  [{ status: 'busy', queue_status: 'call_error', completed: true }, 'busy', 'busy'],
  [{ status: 'unknown', queue_status: 'complete', completed: true }, 'unknown', 'unknown'],
  [{ status: 'exploded', queue_status: 'complete', completed: true }, 'unknown', 'exploded'],
  // Calls that were not created have none.
  [{ queue_status: 'new', completed: false }, 'queued', 'new'],
  [{ queue_status: 'queued', completed: false }, 'queued', 'queued'],
  [{ queue_status: 'allocated', completed: false }, 'queued', 'allocated'],
  [{ queue_status: 'started', completed: false }, 'in_progress', 'started'],
  [{ queue_status: 'complete', completed: true }, 'completed', 'complete'],
  [{ queue_status: 'pre_queue_error', completed: true }, 'failed', 'pre_queue_error'],
  [{ queue_status: 'queue_error', completed: false }, 'failed', 'queue_error'],
  [{ queue_status: 'call_error', completed: true }, 'failed', 'call_error'],
  // The call itself was over.
  [{ queue_status: 'complete_error', completed: true }, 'completed', 'complete_error'],
  // Where the two differ, the page believes `completed`.
  [{ queue_status: 'started', completed: true }, 'completed', 'started'],
  [{ queue_status: 'complete', completed: false }, 'unknown', 'complete'],
  [{ completed: true }, 'completed', null],
  [{}, 'unknown', null],
])('%j is %s', (members, status, rawStatus) => {
  expect(toCall(row(members))).toMatchObject({ status, rawStatus })
})

test.each([
  [
    { status: 'failed', error_message: 'The number you dialed is not found.' },
    { code: 'error', raw: 'The number you dialed is not found.' },
  ],
  [
    { queue_status: 'call_error', error_message: 'Call failed.' },
    { code: 'error', raw: 'Call failed.' },
  ],
  [
    { status: 'failed', error_message: 'Some news.' },
    { code: 'unknown', raw: 'Some news.' },
  ],
  [{ status: 'failed', error_message: null }, null],
  [
    { status: 'failed', error_message: 'Call failed.', call_ended_by: 'USER' },
    { code: 'customer_hangup', raw: 'USER' },
  ],
  // The page shows a message of a call that was completed.
  [{ status: 'completed', error_message: 'Account not allowed to call +12345550101' }, null],
])('why %j ended is %j', (members, reason) => {
  expect(toCall(row(members)).endReason).toEqual(reason)
})

test.each([
  [{ corrected_duration: '45', call_length: 0.834 }, 45],
  [{ corrected_duration: 45 }, 45],
  [{ call_length: 0.834 }, 50.04],
  [{ corrected_duration: '', call_length: 0 }, 0],
  [{}, null],
])('%j take %s seconds', (members, seconds) => {
  expect(toCall(row(members)).durationSeconds).toBe(seconds)
})

test.each([
  ['human', 'human'],
  ['voicemail', 'machine'],
  ['unknown', 'unknown'],
  ['no-answer', null],
  [null, null],
  ['constructor', null],
])('answered by %s is %s', (answered_by, answeredBy) => {
  expect(toCall(row({ answered_by })).answeredBy).toBe(answeredBy)
})

test('phrases are told in order of time, whatever the order they came in, and by the words that are assumed', () => {
  const detail = { ...hook, transcripts: hook.transcripts.toReversed() }
  expect(toCall(detail).transcript?.map(({ text }) => text)).toEqual(['Hello? ', 'This is a test call from Bland.'])
  const { transcript } = toCall(detail, { assumptions: { 'transcript-speakers': 'unknown' } })
  expect(transcript?.map(({ speaker }) => speaker)).toEqual(['unknown', 'unknown', 'unknown'])
})

test('a row that lacks what only the call has does not say that there is none', () => {
  const call = toCall(row({}))
  expect(['transcript', 'transcriptText', 'analysis', 'recordingUrl', 'cost'].filter((part) => part in call)).toEqual([])
})
