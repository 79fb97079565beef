import { createHmac } from 'node:crypto'
import type { Webhook } from '@callspec/provider/webhook'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { type HmacPlan, parse, verify, webhook } from '../src/webhook.js'

const secret = 'server secret 1'
const call = {
  id: 'c1',
  orgId: 'o1',
  createdAt: '2026-11-29T11:00:00.000Z',
  updatedAt: '2026-11-29T11:05:00.000Z',
  type: 'inboundPhoneCall',
  customer: { number: '+15555550101' },
}
const report = {
  message: {
    type: 'end-of-call-report',
    timestamp: 1764414300000,
    endedReason: 'customer-ended-call',
    startedAt: '2026-11-29T11:00:02.000Z',
    endedAt: '2026-11-29T11:05:00.000Z',
    cost: 0.12,
    artifact: {
      transcript: 'AI: Grüß Gott 📞',
      messages: [{ role: 'bot', message: 'Grüß Gott 📞', time: 1764414002500, endTime: 1764414003500, secondsFromStart: 0.5 }],
    },
    analysis: { summary: 'A greeting.', successEvaluation: 'true' },
    call,
  },
}
const body = JSON.stringify(report)
const hmacOf = (text: string, hash = 'sha256') => createHmac(hash, secret).update(text)

webhookSuite('vapi', {
  verify,
  secret,
  stranger: 'somebody else',
  body,
  // By the page: the defaults of the plan.
  sign: (text, at) => {
    const stamp = String(Math.floor(at / 1000))
    return { 'x-timestamp': stamp, 'x-signature': hmacOf(`${stamp}.${text}`).digest('hex') }
  },
  signedBy: ['x-signature', 'x-timestamp'],
})

describe('A credential that is set up otherwise', () => {
  const url = 'https://hooks.example.com/vapi'
  const stamp = '1764414300'
  test.each<[name: string, plan: HmacPlan, headers: Record<string, string>]>([
    [
      'another algorithm',
      { algorithm: 'sha512' },
      { 'x-timestamp': stamp, 'x-signature': hmacOf(`${stamp}.${body}`, 'sha512').digest('hex') },
    ],
    [
      'other headers, a prefix and base64',
      {
        algorithm: 'sha1',
        signatureHeader: 'X-Hub',
        timestampHeader: 'X-When',
        signaturePrefix: 'sha1=',
        signatureEncoding: 'base64',
      },
      { 'x-when': stamp, 'x-hub': `sha1=${hmacOf(`${stamp}.${body}`, 'sha1').digest('base64')}` },
    ],
    ['no stamp', { includeTimestamp: false }, { 'x-signature': hmacOf(body).digest('hex') }],
    [
      'another payload',
      { payloadFormat: '{method}|{url}|{svix-id}|{timestamp}|{body}' },
      { 'svix-id': 'm1', 'x-timestamp': stamp, 'x-signature': hmacOf(`POST|${url}|m1|${stamp}|${body}`).digest('hex') },
    ],
  ])('with %s is checked by its plan', async (_, plan, headers) => {
    const request = { url, headers, body }
    const credential = { type: 'hmac', ...plan } as const
    expect(await verify(request, secret, { credential })).toBe(body)
    await expect(verify({ ...request, body: `${body} ` }, secret, { credential })).rejects.toMatchObject({ code: 'unauthorized' })
  })

  test('whose secret is base64 of the key is checked with the key', async () => {
    const credential = { type: 'hmac', includeTimestamp: false, secretIsBase64: true } as const
    const request = { headers: { 'x-signature': hmacOf(body).digest('hex') }, body }
    expect(await verify(request, Buffer.from(secret).toString('base64'), { credential })).toBe(body)
    await expect(verify(request, '%', { credential })).rejects.toMatchObject({ code: 'invalid-configuration' })
  })

  test('is as old as it may be, once the unit of its stamp is told', async () => {
    const request = { headers: { 'x-timestamp': stamp, 'x-signature': hmacOf(`${stamp}.${body}`).digest('hex') }, body }
    const at = (seconds: number) => ({
      now: (Number(stamp) + seconds) * 1000,
      toleranceSeconds: 60,
      credential: { type: 'hmac', timestampUnit: 'seconds' } as const,
    })
    expect(await verify(request, secret, at(60))).toBe(body)
    await expect(verify(request, secret, at(61))).rejects.toMatchObject({ code: 'unauthorized' })
  })

  test.each([
    ['the older secret', { type: 'secret' } as const, 'X-Vapi-Secret', (text: string) => text],
    ['a bearer token', { type: 'bearer' } as const, 'authorization', (text: string) => `Bearer ${text}`],
    ['a token in a header of its own', { type: 'bearer', header: 'X-Token' } as const, 'x-token', (text: string) => text],
  ])('sends %s, which is compared', async (_, credential, header, write) => {
    const request = (text: string) => ({ headers: { [header]: write(text) }, body })
    expect(await verify(request(secret), secret, { credential })).toBe(body)
    expect(await verify(request(secret), ['other', secret], { credential })).toBe(body)
    for (const wrong of ['', secret.slice(1), `${secret}1`, secret.toUpperCase()]) {
      await expect(verify(request(wrong), secret, { credential })).rejects.toMatchObject({ code: 'unauthorized' })
    }
  })
})

test('a report carries the call, with what the message tells of it', () => {
  const event = parse(body)
  expect(event.isKnown && event.event === 'end-of-call-report' && event.call).toMatchObject({
    key: 'vapi/c1',
    direction: 'inbound',
    customerNumber: '+15555550101',
    startedAt: '2026-11-29T11:00:02.000Z',
    endedAt: '2026-11-29T11:05:00.000Z',
    endReason: { code: 'customer_hangup', raw: 'customer-ended-call' },
    cost: { amount: '0.12', unit: 'USD' },
    transcriptText: 'AI: Grüß Gott 📞',
    analysis: { summary: 'A greeting.', successful: true },
  })
  expect([event.callId, event.body]).toEqual(['c1', report])
})

test('what the call itself tells counts more than the message, and a message need not carry a call', () => {
  const update = (status: string, own?: string) =>
    parse({ message: { type: 'status-update', status, call: { ...call, ...(own && { status: own }) } } }).call?.rawStatus
  expect([update('ringing'), update('ringing', 'queued')]).toEqual(['ringing', 'queued'])
  expect(parse({ message: { type: 'hang' } })).toMatchObject({ isKnown: true, event: 'hang', callId: null, problems: [] })
  expect(parse({ message: { type: 'chat.created', call: { id: 'c2' } } })).toMatchObject({
    isKnown: false,
    event: 'chat.created',
    callId: 'c2',
  })
})

test('is a module like that of any platform', () => {
  expectTypeOf<typeof webhook>().toExtend<Webhook>()
  expect(webhook.signature).toMatchObject({ covers: 'body', toleranceSeconds: null, environment: 'VAPI_WEBHOOK_SECRET' })
})
