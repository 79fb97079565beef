import { createHash } from 'node:crypto'
import twilio from 'twilio'
import { expect, test } from 'vitest'
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify } from '../src/webhook.js'

const secret = '0123456789abcdef0123456789abcdef'
const url = 'https://hooks.example.com/calls?to=log'
const form = new URLSearchParams([
  ['To', '+15555550102'],
  ['CallSid', 'CA1'],
  ['CallStatus', 'completed'],
  ['CallDuration', '12'],
  ['FriendlyName', 'Grüße 📞 & co'],
  ['Tag', 'b'],
  ['Tag', 'a'],
  ['Tag', 'b'],
])
const body = form.toString()
const paramsOf = (text: string) => {
  const values = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(values.keys())].map((name) => [name, values.getAll(name).length > 1 ? values.getAll(name) : values.get(name)]),
  )
}
/** The vendor's SDK. */
const signatureOf = (text: string, at = url) => twilio.getExpectedTwilioSignature(secret, at, paramsOf(text))
const headersOf = (text: string, at = url) => ({
  'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
  'x-twilio-signature': signatureOf(text, at),
})

webhookSuite('twilio', {
  verify,
  secret,
  stranger: 'fedcba9876543210fedcba9876543210',
  body,
  url,
  sign: (text) => headersOf(text),
  signedBy: ['x-twilio-signature'],
})

test.each([
  ['as it is', url, url],
  ['with the port that is not signed', 'https://hooks.example.com:443/calls', 'https://hooks.example.com/calls'],
  ['without the port that is', 'https://hooks.example.com/calls', 'https://hooks.example.com:443/calls'],
  ['with a name and a password', 'https://user:pass@hooks.example.com/calls', 'https://user:pass@hooks.example.com/calls'],
])('takes the address %s, as the SDK does', async (_, called, signed) => {
  const headers = headersOf(body, signed)
  expect(twilio.validateRequest(secret, headers['x-twilio-signature'], called, paramsOf(body))).toBe(true)
  expect(await verify({ headers, body }, secret, { url: called })).toBe(body)
  await expect(verify({ headers, body }, secret, { url: `${called}?x` })).rejects.toMatchObject({ code: 'unauthorized' })
})

test('the address of the option counts, since a proxy may show another; without any, nothing can be verified', async () => {
  const headers = headersOf(body)
  const behind = { headers, body, url: 'http://10.0.0.7:3000/calls?to=log' }
  await expect(verify(behind, secret)).rejects.toMatchObject({ code: 'unauthorized' })
  expect(await verify(behind, secret, { url })).toBe(body)
  await expect(verify({ headers, body }, secret)).rejects.toThrow('Pass { url }')
  await expect(verify({ headers, body, url: '/calls?to=log' }, secret)).rejects.toThrow('Pass { url }')
})

test('a JSON body is covered by its hash in the address, and by nothing without it', async () => {
  const json = '{"CallSid":"CA1"}'
  const hashed = `${url}&bodySHA256=${createHash('sha256').update(json).digest('hex')}`
  const request = (at: string, text: string) => ({
    url: at,
    body: text,
    headers: { 'content-type': 'application/json', 'x-twilio-signature': twilio.getExpectedTwilioSignature(secret, at, {}) },
  })
  expect(await verify(request(hashed, json), secret)).toBe(json)
  await expect(verify(request(hashed, '{"CallSid":"CA2"}'), secret)).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(verify(request(url, json), secret)).rejects.toMatchObject({ code: 'unauthorized' })
})

test('a form that is sent by GET is in the address', async () => {
  const called = `https://hooks.example.com/calls?${body}`
  const headers = { 'x-twilio-signature': twilio.getExpectedTwilioSignature(secret, called, {}) }
  const request = new Request(called, { headers })
  const text = await verify(request, secret, { url: called })
  expect(parse(text)).toMatchObject({ callId: 'CA1', body: { CallStatus: 'completed', Tag: ['b', 'a', 'b'] } })
})

test('names the call, and carries no row of the list', () => {
  expect(parse(body)).toEqual({
    provider: 'twilio',
    isKnown: true,
    event: 'statusCallback',
    callId: 'CA1',
    eventId: null,
    body: paramsOf(body),
    problems: [],
  })
})
