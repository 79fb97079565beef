import { expect, test } from 'vitest'
import { webhookSection } from '../src/scaffold/webhook-files.ts'
import { webhookFile } from '../src/webhook.ts'
import { validSpec } from './valid-spec.ts'

const signature = {
  method: 'hmac-sha1',
  header: 'X-Signature',
  separator: ',',
  encoding: 'base64',
  signs: '{url}|{form}{$.call.id}',
  timestamp: { at: '$.sent', unit: 'iso', pastSeconds: 60 },
  anyPort: true,
  secret: 'the token of the account.',
  environment: 'TINY_WEBHOOK_SECRET',
}

function spec(common: object) {
  const draft = validSpec()
  const content = { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } }
  draft.webhooks = {
    ended: { post: { requestBody: { content }, responses: { 200: {} }, 'x-callspec': { call: '$' } } },
    begun: { post: { requestBody: { content: {} }, responses: { 200: {} } } },
  }
  draft['x-callspec'].webhooks = {
    event: '$.about.type',
    unnamed: [{ hook: 'begun', when: '$.begun' }, { hook: 'ended' }],
    eventId: '$.delivery',
    callId: ['$.call.id', '$.id'],
    ...common,
  }
  return draft
}

test('a signature compiles to the functions that check and read it', () => {
  const text = webhookFile('tiny', spec({ signature })) ?? ''
  expect(text).toContain(
    "import { hmac, signedForm, signedMember, signedUrl, urlVariants, type WebhookDescriptor } from '@callspec/core/webhook'",
  )
  const names = ['hmac', 'signedForm', 'signedMember', 'signedUrl', 'urlVariants']
  const json = names.reduce((rest, name) => rest.replaceAll(new RegExp(`: ${name}\\b`, 'g'), `: "${name}"`), text)
  expect(JSON.parse(json.slice(json.indexOf('= {') + 2, json.indexOf(' as const')))).toEqual({
    id: 'tiny',
    hooks: { ended: { call: [] }, begun: {} },
    event: ['about', 'type'],
    unnamed: [{ hook: 'begun', when: ['begun'] }, { hook: 'ended' }],
    eventId: ['delivery'],
    callId: [['call', 'id'], ['id']],
    forms: true,
    signature: {
      by: 'hmac',
      hash: 'SHA-1',
      header: 'X-Signature',
      separator: ',',
      encoding: 'base64',
      environment: 'TINY_WEBHOOK_SECRET',
      signs: [{ by: 'signedUrl' }, '|', { by: 'signedForm' }, { by: 'signedMember', path: ['call', 'id'] }],
      timestamp: { unit: 'iso', pastSeconds: 60, at: ['sent'] },
      urls: 'urlVariants',
      covers: 'body',
      secret: 'the token of the account.',
    },
  })
})

test('hooks without a signature compile to why, and a spec without hooks to nothing', () => {
  const text = webhookFile('tiny', spec({ unsigned: 'Nothing is signed.' })) ?? ''
  expect(text).toContain("import { type WebhookDescriptor } from '@callspec/core/webhook'")
  expect(text).toContain('"unsigned": "Nothing is signed."')
  expect(webhookFile('tiny', validSpec())).toBeUndefined()
})

test('the readme shows verify for what is signed, and read for what is not', () => {
  const signed = webhookSection('tiny', 'Tiny', spec({ signature }))
  expect(signed).toContain("await verify(request, 'secret…')")
  expect(signed).toContain('by convention, `TINY_WEBHOOK_SECRET` holds it')
  expect(signed).toContain('older than 60 seconds')
  const unsigned = webhookSection('tiny', 'Tiny', spec({ unsigned: 'Nothing is signed.' }))
  expect(unsigned).toContain('await read(request)')
  expect(unsigned).toContain('**Unsigned.** Nothing is signed.')
  for (const line of `${signed}\n${unsigned}`.split('\n')) expect(line.length).toBeLessThanOrEqual(150)
})
