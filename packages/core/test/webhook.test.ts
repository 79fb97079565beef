import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import {
  hmac,
  parseBody,
  readEvent,
  type SignatureScheme,
  signedBody,
  standardWebhooks,
  urlVariants,
  verifySignature,
  type WebhookDescriptor,
} from '../src/webhook/webhook.js'
import { webhookSuite } from './webhook-suite.js'

const signer = { id: 'acme', secret: 'the secret of the hook.', environment: 'ACME_WEBHOOK_SECRET' }
const secretOf = (text: string) => `whsec_${Buffer.from(text).toString('base64')}`
const secret = secretOf('a key of thirty-two bytes, nearly')

webhookSuite('acme', {
  verify: (request, key, options) => verifySignature(signer, standardWebhooks, request, key, options),
  secret,
  stranger: secretOf('another key of thirty-two bytes..'),
  body: '{"type":"call.ended","call":"call_1","note":"Grüße 📞"}',
  // The library of Standard Webhooks.
  sign: (text, at) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', new Date(at), text),
  }),
  signedBy: ['webhook-signature', 'webhook-timestamp', 'webhook-id'],
  listed: 'webhook-signature',
  tolerance: 300,
  future: 300,
})

test('what is accepted here is what the library of Standard Webhooks accepts', async () => {
  const [body, at] = ['{"a":1}', new Date()]
  const headers = {
    'webhook-id': 'msg_2',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_2', at, body),
  }
  expect(new Webhook(secret).verify(body, headers)).toEqual({ a: 1 })
  expect(await verifySignature(signer, standardWebhooks, { headers, body }, secret)).toBe(body)
  // Several are sent while keys are replaced, and some are of a kind to come.
  const several = { ...headers, 'webhook-signature': `v1,bm90IHRoaXMgb25l v1a,AAAA ${headers['webhook-signature']}` }
  expect(new Webhook(secret).verify(body, several)).toEqual({ a: 1 })
  expect(await verifySignature(signer, standardWebhooks, { headers: several, body }, secret)).toBe(body)
})

const plain: SignatureScheme = { by: hmac, header: 'x-signature', encoding: 'hex', signs: [{ by: signedBody }] }

test('a header with hundreds of signatures costs nothing', async () => {
  const several = { ...plain, separator: ',' }
  const headers = { 'x-signature': Array.from({ length: 400 }, () => 'ab').join(',') }
  await expect(verifySignature(signer, several, { headers, body: 'a' }, 'k')).rejects.toThrow('400 signatures in x-signature')
})

test('says in one line what is wrong and what to do', async () => {
  const messageOf = (headers: Record<string, string | string[]>, key = 'k') =>
    verifySignature(signer, plain, { headers, body: 'a' }, key).catch((error: Error) => error.message)
  expect(await messageOf({})).toBe(
    "acme web hook: no header x-signature. Refuse it; if it is the platform's, check what is set there, and that no proxy drops or doubles headers.",
  )
  expect(await messageOf({ 'x-signature': ['ab', 'cd'] })).toContain('2 headers x-signature')
  expect(await messageOf({ 'x-signature': 'abc' })).toContain('nothing in x-signature that is a signature in hex')
  expect(await messageOf({ 'x-signature': 'ab' })).toContain('no signature in x-signature fits the 1 bytes of the body')
  expect(await messageOf({ 'x-signature': 'ab' }, '')).toBe(
    'acme web hook: no secret. Pass the secret of the hook. Read it from ACME_WEBHOOK_SECRET, for example.',
  )
})

test('addresses are tried with the standard port and without', () => {
  expect(urlVariants('https://a.example.com/x?y#z')).toEqual(['https://a.example.com/x?y#z', 'https://a.example.com:443/x?y#z'])
  expect(urlVariants('http://[::1]:80/x')).toEqual(['http://[::1]:80/x', 'http://[::1]/x'])
  expect(urlVariants('https://u:p@a.example.com:8443')).toEqual([
    'https://u:p@a.example.com:8443',
    'https://u:p@a.example.com',
    'https://u:p@a.example.com:443',
  ])
})

const descriptor: WebhookDescriptor = {
  id: 'acme',
  hooks: { ended: { call: ['call'] }, plain: { call: [] } },
  event: ['type'],
  unnamed: [{ hook: 'plain', when: ['id'] }],
  eventId: ['delivery'],
  callId: [['call', 'id'], ['id']],
  unsigned: 'Nothing is signed.',
}

test('an event is what the body names, else what it looks like, else none', () => {
  expect(readEvent(descriptor, { type: 'ended', delivery: 7, call: { id: 'c1' } })).toEqual({
    isKnown: true,
    event: 'ended',
    callId: 'c1',
    eventId: '7',
    row: { id: 'c1' },
  })
  expect(readEvent(descriptor, { id: 5 })).toEqual({ isKnown: true, event: 'plain', callId: '5', eventId: null, row: { id: 5 } })
  expect(readEvent(descriptor, { type: 7.5, call: 'c1' })).toMatchObject({ isKnown: false, event: null, callId: null })
  // Names that every object has are no events.
  expect(readEvent(descriptor, { type: 'constructor', id: '' })).toMatchObject({
    isKnown: false,
    event: 'constructor',
    callId: null,
  })
})

test('a body that is no object is refused without a word of it', () => {
  expect(parseBody('acme', '{"__proto__":{"a":1}}')).not.toHaveProperty('a')
  for (const body of ['"my secret"', '[1]', '12', '{"my secret":']) {
    expect(() => parseBody('acme', body)).toThrow(/^acme web hook: (?!.*secret)/)
  }
  expect(parseBody('acme', new TextEncoder().encode('a=1&a=2&b='), true)).toEqual({ a: ['1', '2'], b: '' })
})
