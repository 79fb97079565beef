import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import getCall from '../../../specs/ultravox/examples/get-call.json' with { type: 'json' }
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify } from '../src/webhook.js'

const secret = 'secret_1'
const call = { ...getCall.value, billedDuration: '12.5s' }
const body = JSON.stringify({ event: 'call.ended', call, note: 'Grüße 📞' })
const digest = (text: string, stamp: string, key = secret) =>
  createHmac('sha256', key)
    .update(text + stamp)
    .digest('hex')

webhookSuite('ultravox', {
  verify,
  secret,
  stranger: 'secret_2',
  body,
  // By the page: the body, and the stamp right behind it.
  sign: (text, at) => {
    const stamp = new Date(at).toISOString()
    return { 'x-ultravox-webhook-timestamp': stamp, 'x-ultravox-webhook-signature': digest(text, stamp) }
  },
  signedBy: ['x-ultravox-webhook-signature', 'x-ultravox-webhook-timestamp'],
  listed: 'x-ultravox-webhook-signature',
  tolerance: 60,
})

test.each(['2026-11-29T12:00:00', '2026-11-29T12:00:00.123456+00:00', '2026-11-29T13:00:00+01:00'])(
  'reads the stamp %s',
  async (stamp) => {
    const headers = { 'X-Ultravox-Webhook-Timestamp': stamp, 'X-Ultravox-Webhook-Signature': digest(body, stamp) }
    const now = Date.parse('2026-11-29T12:00:59Z')
    expect(await verify({ headers, body }, secret, { now })).toBe(body)
    await expect(verify({ headers, body }, secret, { now: now + 3000 })).rejects.toMatchObject({ code: 'unauthorized' })
  },
)

test('there is a signature for each secret of the hook, of which one suffices', async () => {
  const stamp = '2026-11-29T12:00:00Z'
  const both = `${digest(body, stamp, 'secret_3')},${digest(body, stamp)}`
  const headers = { 'X-Ultravox-Webhook-Timestamp': stamp, 'X-Ultravox-Webhook-Signature': both }
  const options = { now: Date.parse(stamp) }
  expect(await verify({ headers, body }, secret, options)).toBe(body)
  expect(await verify({ headers, body }, 'secret_3', options)).toBe(body)
  await expect(verify({ headers, body }, 'secret_2', options)).rejects.toMatchObject({ code: 'unauthorized' })
})

test('every event carries the whole call', () => {
  const event = parse(body)
  expect(event.isKnown && event.event === 'call.ended' && event.call?.key).toBe(`ultravox/${call.callId}`)
  expect([event.callId, event.problems]).toEqual([call.callId, []])
})
