import { expect, it } from 'vitest'
import documented from '../../../specs/highlevel/examples/get-call-log.json' with { type: 'json' }
import { type CallLog, toCall } from '../src/index.js'

// The page's types are narrower than what a platform may send.
const call = (changes: object, options = {}) => {
  const mapped = toCall({ ...documented.value, ...changes } as CallLog, options)
  return mapped
}

it('lines without a speaker go on with the turn before them', () => {
  const transcript = 'Call begins\nbot: One.\n\nTwo: three.\nhuman:  Four.\nhuman:'
  expect(call({ transcript }).transcript?.map(({ speaker, text }) => [speaker, text])).toEqual([
    ['unknown', 'Call begins'],
    ['agent', 'One.\n\nTwo: three.'],
    ['customer', 'Four.'],
    ['customer', ''],
  ])
})

it('what was said stays one text where its words may not be relied on', () => {
  const { transcript, transcriptText } = call({}, { assumptions: { 'transcript-speakers': 'unknown' } })
  expect([transcript, transcriptText]).toEqual([null, documented.value.transcript])
})

it('the caller is nobody in particular where it may not be relied on that it is the customer', () => {
  const { from, customerNumber, agentNumber } = call({}, { assumptions: { 'caller-is-customer': 'unknown' } })
  expect([from, customerNumber, agentNumber]).toEqual(['+12025550110', null, null])
})

it('a row without a text leaves the transcript to another request only if it names a message', () => {
  expect('transcript' in call({ transcript: '' })).toBe(false)
  expect(call({ transcript: '', messageId: undefined })).toMatchObject({ transcript: null, transcriptText: null })
})

it('a call without a stamp is undated, and one without members of a customer has none', () => {
  const bare = call({ createdAt: '', contactId: '', fromNumber: '', messageId: '', trialCall: true })
  expect(bare).toMatchObject({
    occurredAt: null,
    contact: null,
    from: null,
    customerNumber: null,
    recordingUrl: null,
    isTest: true,
  })
})
