import { createHmac } from 'node:crypto'
import { ElevenLabsClient } from '@elevenlabs/elevenlabs-js'
import { expect, test } from 'vitest'
import audio from '../../../specs/elevenlabs/examples/hook-audio.json' with { type: 'json' }
import transcription from '../../../specs/elevenlabs/examples/hook-transcription.json' with { type: 'json' }
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify } from '../src/webhook.js'

const secret = 'wsec_0123456789abcdef'
const body = JSON.stringify({ ...transcription.value, note: 'Grüße 📞' })

/** By the page: the stamp, a dot and the body. */
function signature(text: string, at: number): string {
  const stamp = Math.floor(at / 1000)
  return `t=${stamp},v0=${createHmac('sha256', secret).update(`${stamp}.${text}`).digest('hex')}`
}

webhookSuite('elevenlabs', {
  verify,
  secret,
  stranger: 'wsec_of_somebody_else',
  body,
  sign: (text, at) => ({ 'content-type': 'application/json', 'elevenlabs-signature': signature(text, at) }),
  signedBy: ['elevenlabs-signature'],
  tolerance: 1800,
})

test('agrees with what the SDK calls an event', async () => {
  const header = signature(body, Date.now())
  const sdk = new ElevenLabsClient({ apiKey: 'none' })
  expect(await sdk.webhooks.constructEvent(body, header, secret)).toEqual(JSON.parse(body))
  expect(await verify({ headers: { 'ElevenLabs-Signature': header }, body }, secret)).toBe(body)
  const forged = header.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
  await expect(sdk.webhooks.constructEvent(body, forged, secret)).rejects.toThrow()
  await expect(verify({ headers: { 'ElevenLabs-Signature': forged }, body }, secret)).rejects.toThrow('no signature')
})

test('a transcription carries the whole conversation', () => {
  const event = parse(JSON.stringify(transcription.value))
  expect(event.isKnown && event.event === 'post_call_transcription' && event.call).toMatchObject({
    key: 'elevenlabs/abc',
    status: 'completed',
    startedAt: '2025-02-14T12:48:17.000Z',
    durationSeconds: 22,
    agent: { id: 'xyz', name: null },
    contact: { id: 'user123' },
    cost: { amount: '296', unit: 'credits' },
    analysis: { successful: true },
  })
  expect(event.call?.transcript?.map(({ speaker }) => speaker)).toEqual(['agent', 'customer', 'agent'])
  expect([event.callId, event.body]).toEqual(['abc', transcription.value])
})

test('a recording, and a call that failed, name the conversation and carry none', () => {
  expect(parse(JSON.stringify(audio.value))).toEqual({
    provider: 'elevenlabs',
    isKnown: true,
    event: 'post_call_audio',
    callId: 'abc',
    eventId: null,
    body: audio.value,
    problems: [],
  })
  const failed = { type: 'call_initiation_failure', event_timestamp: 1739537319, data: { conversation_id: 'conv_2' } }
  expect(parse(failed)).toMatchObject({ isKnown: true, callId: 'conv_2', body: failed })
})
