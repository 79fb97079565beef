import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import postCall from '../../../specs/synthflow/examples/hook-post-call.json' with { type: 'json' }
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify, webhook } from '../src/webhook.js'

const secret = 'synthflow_secret'
const body = JSON.stringify({ ...postCall.value, note: 'Grüße 📞' })

webhookSuite('synthflow', {
  verify,
  secret,
  stranger: 'another',
  body,
  // By the page: the id of the call and nothing else.
  sign: (text) => ({
    'synthflow-signature': createHmac('sha256', secret).update(JSON.parse(text).call.call_id).digest('base64'),
  }),
  signedBy: ['synthflow-signature'],
  uncovered: body.replace('"duration":32', '"duration":3200'),
})

test('the signature of one call is none of another, and its facts say what it covers', async () => {
  const digest = createHmac('sha256', secret).update(postCall.value.call.call_id).digest('base64')
  const other = body.replaceAll(postCall.value.call.call_id, '1711646262471x1')
  await expect(verify({ headers: { 'synthflow-signature': digest }, body: other }, secret)).rejects.toThrow('no signature')
  expect(webhook.signature).toMatchObject({ covers: 'call-id', toleranceSeconds: null })
})

test('names the call, and carries no row of the list', () => {
  expect(parse(body)).toMatchObject({ isKnown: true, event: 'postCall', callId: '1711646262471x768387119913843100' })
  expect(parse(body).call).toBeUndefined()
})
