import { expect, test } from 'vitest'
import { toCall } from '../src/index.js'

const call = (transcript: string, assumptions = {}) =>
  toCall(
    { call_id: 'c', start_time: '1761150177868', transcript, judge_results: { goal: 'True', user_sentiment: 'true' } },
    { assumptions },
  )
const turns = (transcript: string) => call(transcript).transcript?.map(({ speaker, text }) => [speaker, text])

test('A line of a transcript without a speaker belongs to the turn before', () => {
  expect(turns('\nbot: Hello: who is it?\nhuman: Jo.\nNote: from Ulm.\nassistant: Thanks.')).toEqual([
    ['agent', 'Hello: who is it?'],
    ['customer', 'Jo.\nNote: from Ulm.'],
    ['agent', 'Thanks.'],
  ])
  expect(turns('agent: Hello.')).toEqual([['unknown', 'agent: Hello.']])
  expect(call('').transcript).toBeNull()
})

test('Nothing is made of a transcript whose speakers are not known but its text', () => {
  const { transcript, transcriptText } = call('bot: Hello.', { 'transcript-speakers': 'unknown' })
  expect([transcript, transcriptText]).toEqual([null, 'bot: Hello.'])
})

test('A verdict on the goal is a success as assumed, and no mood is made of a verdict', () => {
  expect(call('').analysis).toEqual({ summary: null, successful: true, sentiment: null })
  expect(call('', { 'goal-verdict': 'unknown' }).analysis).toBeNull()
})

test('An end without a zone is no stamp', () => {
  const endedAt = (telephony_end: string) => toCall({ call_id: 'c', start_time: '1761150177868', telephony_end }).endedAt
  expect(endedAt('2026-04-22T16:49:29')).toBeNull()
  expect(endedAt('2026-04-22T16:49:29+02:00')).toBe('2026-04-22T14:49:29.000Z')
})

test('A recording without an address has its request, unless the call has no length or the row says that there is none', () => {
  const address = (row: object) => toCall({ call_id: 'c/1', start_time: '1761150177868', ...row }).recordingUrl
  expect(address({ duration: '25' })).toBe('https://api.synthflow.ai/v2/calls/c%2F1/recording')
  expect([address({ duration: 0 }), address({}), address({ duration: 25, recording_url: null })]).toEqual([null, null, null])
  expect(address({ duration: 25, recording_url: 'https://a.example/b' })).toBe('https://a.example/b')
})
