import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import postCall from '../../../specs/bland/examples/hook-post-call.json' with { type: 'json' }
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify } from '../src/webhook.js'

const secret = 'bland_secret'
const body = JSON.stringify({ ...postCall.value, note: 'Grüße 📞' })

webhookSuite('bland', {
  verify,
  secret,
  stranger: 'another',
  body,
  // By the page: nothing but the body.
  sign: (text) => ({ 'x-webhook-signature': createHmac('sha256', secret).update(text).digest('hex') }),
  signedBy: ['x-webhook-signature'],
})

test('a call that is over comes whole', () => {
  const event = parse(JSON.stringify(postCall.value))
  expect(event.isKnown && event.event === 'postCall' && event.call).toMatchObject({
    key: 'bland/12345678-1234-1234-1234-123456789012',
    status: 'completed',
    direction: 'outbound',
    customerNumber: '+15555550167',
    durationSeconds: 11,
    cost: { amount: '0.017', unit: 'USD' },
    answeredBy: 'human',
  })
  expect(event.call?.transcript?.map(({ speaker }) => speaker)).toEqual(['customer', 'agent', 'customer', 'agent'])
})

test('a live event names the call', () => {
  const live = { message: 'ringing', call_id: 'c1', category: 'queue', log_level: 'info' }
  expect(parse(live)).toMatchObject({ isKnown: true, event: 'queue', callId: 'c1', body: live })
  expect(parse({ ...live, category: 'weather' })).toMatchObject({ isKnown: false, event: 'weather', callId: 'c1' })
})
