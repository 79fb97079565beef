import { expect, test } from 'vitest'
import { parse, webhook } from '../src/webhook.js'

// The members of the page.
const postCall = {
  id: 123,
  customer_phone: null,
  assistant_phone: '+15555550102',
  duration: 30,
  status: 'completed',
  recording_url: null,
  created_at: '2026-11-29T12:00:00.000000Z',
  finished_at: '2026-11-29T12:00:30.000000Z',
}

test('names the call that is over, and nothing is signed', () => {
  expect(parse(JSON.stringify(postCall))).toEqual({
    provider: 'autocalls',
    isKnown: true,
    event: 'postCall',
    callId: '123',
    eventId: null,
    body: postCall,
    problems: [],
  })
  expect([webhook.isSigned, 'verify' in webhook, webhook.unsigned]).toEqual([false, false, expect.any(String)])
})

test('takes another hook of the platform for what it is: none that is described', () => {
  expect(parse({ id: 7, messages: [] })).toMatchObject({ isKnown: false, event: null, callId: '7' })
})
