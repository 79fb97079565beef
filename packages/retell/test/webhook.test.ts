import Retell from 'retell-sdk'
import { symmetric } from 'retell-sdk/lib/webhook_auth'
import { expect, test } from 'vitest'
import ended from '../../../specs/retell/examples/hook-call-ended.json' with { type: 'json' }
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify, webhook } from '../src/webhook.js'

const secret = 'key_of_the_badge_1'
const body = JSON.stringify({ ...ended.value, note: 'Grüße 📞' })

webhookSuite('retell', {
  verify,
  secret,
  stranger: 'key_without_a_badge',
  body,
  // The vendor's SDK.
  sign: async (text, at) => ({
    'content-type': 'application/json',
    'x-retell-signature': await symmetric.sign(text, secret, at),
  }),
  signedBy: ['x-retell-signature'],
  tolerance: 300,
  future: 300,
})

test('agrees with what the SDK calls verified', async () => {
  const signature = await Retell.sign(body, secret)
  expect(await Retell.verify(body, secret, signature)).toBe(true)
  expect(await verify({ headers: { 'x-retell-signature': signature }, body }, secret)).toBe(body)
})

test('a hook says which call it is about, and carries it', () => {
  const event = parse(JSON.stringify(ended.value))
  expect(event.isKnown && event.event === 'call_ended' && event.call).toMatchObject({
    key: 'retell/Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6',
    status: 'queued',
    direction: 'inbound',
    customerNumber: '+12135550134',
    startedAt: '2023-12-23T03:33:27.333Z',
    endReason: { code: 'agent_hangup', raw: 'agent_hangup' },
    raw: ended.value.call,
  })
  expect([event.provider, event.callId, event.eventId, event.problems, event.body]).toEqual([
    'retell',
    'Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6',
    null,
    [],
    ended.value,
  ])
  expect(parse(ended.value, { source: 'sales' }).call?.key).toBe('sales/Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6')
})

test('events that nobody described, and rows that are none, are told and not thrown', () => {
  expect(parse({ event: 'call_teleported', call: { call_id: 'call_1' }, more: 1 })).toEqual({
    provider: 'retell',
    isKnown: false,
    event: 'call_teleported',
    callId: 'call_1',
    eventId: null,
    body: { event: 'call_teleported', call: { call_id: 'call_1' }, more: 1 },
    problems: [],
  })
  expect(parse({})).toMatchObject({ isKnown: false, event: null, callId: null })
  expect(parse({ event: 'call_ended', call: { call_id: 'call_1', start_timestamp: 'noon' } })).toMatchObject({
    isKnown: true,
    callId: 'call_1',
    problems: [expect.stringContaining('start_timestamp')],
  })
  expect(parse({ event: 'call_ended', call: 5 })).toMatchObject({ callId: null, problems: ['the row is not an object'] })
  for (const [text, what] of [
    ['{"event":"call_ended","ca', 'are no JSON'],
    ['[]', 'an array'],
    ['null', 'null'],
    ['', 'are no JSON'],
  ] as const) {
    expect(() => parse(text)).toThrow(what)
  }
})

test('its type and its facts say that it is signed', () => {
  expect(webhook.isSigned).toBe(true)
  expect(webhook.events).toContain('call_analyzed')
  expect(webhook.signature).toEqual({
    covers: 'body',
    toleranceSeconds: 300,
    secret: 'the API key that bears the webhook badge on the page of the keys.',
    environment: 'RETELL_WEBHOOK_KEY',
  })
})
