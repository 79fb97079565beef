import { expect, test } from 'vitest'
import { parse, webhook } from '../src/webhook.js'

test('tells the documented events, and the call where a body names it', () => {
  const ended = { event: 'event_phone_call_ended', call_id: 42, duration: 30 }
  expect(parse(JSON.stringify(ended))).toMatchObject({
    isKnown: true,
    event: 'event_phone_call_ended',
    callId: '42',
    body: ended,
  })
  expect(parse({ event: 'webhook.test', agent_id: 1, test: true })).toMatchObject({ isKnown: true, callId: null })
  expect(parse({ event: 'event_action' })).toMatchObject({ isKnown: false, event: 'event_action' })
})

test('says that the signature cannot be verified, since no page says where it stands', () => {
  expect([webhook.isSigned, webhook.verify]).toEqual([false, undefined])
  expect(webhook.isSigned ? '' : webhook.unsigned).toContain('neither the header')
})
