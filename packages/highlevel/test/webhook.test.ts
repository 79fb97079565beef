import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify } from '../src/webhook.js'

const pair = generateKeyPairSync('ed25519')
const pem = (key: typeof pair) => key.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const ended = {
  id: 'log_1',
  locationId: 'loc_1',
  agentId: 'agent_1',
  contactId: 'contact_1',
  fromNumber: '+15555550101',
  createdAt: '2026-11-29T11:59:00.000Z',
  duration: 42,
  summary: 'Grüße 📞',
  transcript: 'bot:Hello\nhuman:Hi',
  trialCall: false,
  executedCallActions: [{ _id: 'a1', actionType: 'SMS', actionName: 'Send', description: 'Sends a text.' }],
  webhookId: 'hook_1',
}
const at = (time: number) => JSON.stringify({ ...ended, timestamp: new Date(time).toISOString() })
const signed = (text: string) => ({ 'x-ghl-signature': sign(null, Buffer.from(text), pair.privateKey).toString('base64') })
const now = Date.parse('2026-11-29T12:00:00.000Z')

webhookSuite('highlevel', {
  verify,
  secret: pem(pair),
  stranger: pem(generateKeyPairSync('ed25519')),
  body: JSON.stringify(ended),
  sign: signed,
  signedBy: ['x-ghl-signature'],
})

test('the stamp in the body counts where there is one', async () => {
  const aged = (seconds: number) => {
    const body = at(now - seconds * 1000)
    return verify({ headers: signed(body), body }, pem(pair), { now })
  }
  expect(await aged(300)).toBe(at(now - 300_000))
  await expect(aged(301)).rejects.toMatchObject({ code: 'unauthorized' })
})

test('a key that is none is an error of its own', async () => {
  const body = at(now)
  const error = await verify({ headers: signed(body), body }, 'no key', { now }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'invalid-configuration', message: expect.not.stringContaining('no key') })
})

test('a call that is over comes as a row of the log, with the id of its delivery', () => {
  const event = parse(at(now))
  expect(event.isKnown && event.event === 'VoiceAiCallEnd' && event.call).toMatchObject({
    key: 'highlevel/log_1',
    isTest: false,
    from: '+15555550101',
    createdAt: '2026-11-29T11:59:00.000Z',
    durationSeconds: 42,
    agent: { id: 'agent_1', name: null },
    contact: { id: 'contact_1', name: null, email: null },
    analysis: { summary: 'Grüße 📞', successful: null, sentiment: null },
  })
  expect([event.callId, event.eventId]).toEqual(['log_1', 'hook_1'])
})

test('another hook of the app is none that is described', () => {
  expect(parse({ type: 'InboundMessage', id: 'm1', contactId: 'c1' })).toMatchObject({ isKnown: false, event: null })
})
