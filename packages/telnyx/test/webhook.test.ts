import { generateKeyPairSync, sign } from 'node:crypto'
import Telnyx from 'telnyx'
import { expect, test } from 'vitest'
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify } from '../src/webhook.js'

const pair = generateKeyPairSync('ed25519')
/** As the portal shows it: 32 bytes in base64. */
const shown = ({ publicKey }: typeof pair) => publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
const secret = shown(pair)
const hangup = {
  data: {
    record_type: 'event',
    event_type: 'call.hangup',
    id: 'e1',
    occurred_at: '2026-11-29T12:00:00.000000Z',
    payload: {
      call_control_id: 'v3:call-1',
      call_leg_id: 'l1',
      hangup_cause: 'normal_clearing',
      from: '+15555550101',
      client_state: 'Grüße 📞',
    },
  },
  meta: { attempt: 1, delivered_to: 'https://hooks.example.com/' },
}
const body = JSON.stringify(hangup)

/** By the page: the stamp, a bar and the body. */
function headersOf(text: string, at: number) {
  const stamp = String(Math.floor(at / 1000))
  return {
    'telnyx-timestamp': stamp,
    'telnyx-signature-ed25519': sign(null, Buffer.from(`${stamp}|${text}`), pair.privateKey).toString('base64'),
  }
}

webhookSuite('telnyx', {
  verify,
  secret,
  stranger: shown(generateKeyPairSync('ed25519')),
  body,
  sign: headersOf,
  signedBy: ['telnyx-signature-ed25519', 'telnyx-timestamp'],
  tolerance: 300,
  future: 300,
})

test('agrees with what the SDK unwraps', async () => {
  const headers = headersOf(body, Date.now())
  const { webhooks } = new Telnyx({ apiKey: 'none', publicKey: secret })
  expect(await webhooks.unwrap(body, { headers })).toEqual(hangup)
  expect(await verify({ headers, body }, secret)).toBe(body)
  await expect(webhooks.unwrap(`${body} `, { headers })).rejects.toThrow()
})

test('tells events of call control and forms of TeXML, and names the call of each', () => {
  expect(parse(body)).toMatchObject({ isKnown: true, event: 'call.hangup', callId: 'v3:call-1', eventId: 'e1', body: hangup })
  const form = 'AccountSid=a&CallSid=v3%3Acall-1&CallStatus=completed&To=%2B15555550102'
  expect(parse(form)).toEqual({
    provider: 'telnyx',
    isKnown: true,
    event: 'callStatus',
    callId: 'v3:call-1',
    eventId: null,
    body: { AccountSid: 'a', CallSid: 'v3:call-1', CallStatus: 'completed', To: '+15555550102' },
    problems: [],
  })
  expect(parse(`${form}&RecordingSid=r1&RecordingStatus=completed`)).toMatchObject({ event: 'recordingStatus' })
  expect(parse({ data: { event_type: 'message.received' } })).toMatchObject({ isKnown: false, event: 'message.received' })
})
