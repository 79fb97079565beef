import { expect, test } from 'vitest'
import { type ClientDescriptor, createProviderClient, formBody } from '../src/index.js'
import { answerJson, startServer } from './server.js'

/** A made-up platform that takes forms. */
const descriptor = {
  id: 'acme',
  name: 'Acme',
  baseUrl: 'https://api.acme.example',
  brands: {},
  credentials: { apiKey: { header: 'X-API-Key', environment: 'ACME_API_KEY' } },
  rateLimit: null,
  operations: { 'POST /calls': { form: formBody } },
} as const satisfies ClientDescriptor

interface Form {
  To: string
  Event?: string[]
  Timeout?: number
  Record?: boolean
  From?: string | undefined
}
type Paths = Record<
  '/calls' | '/notes',
  { post: { parameters: object; requestBody?: { content: { 'application/x-www-form-urlencoded': Form } }; responses: object } }
>

const clientOf = (baseUrl: string) => createProviderClient<Paths, typeof descriptor>(descriptor, { apiKey: 'key-1', baseUrl })

test('an operation that takes a form gets one: arrays as a pair each, numbers and flags as words, absent members not at all', async () => {
  await using server = await startServer((response) => answerJson(response, {}))
  const body = { To: '+1 555 & co=ü', Event: ['ringing', 'answered'], Timeout: 15, Record: false, From: undefined }
  await clientOf(server.origin).POST('/calls', { body, headers: { 'X-Trace': 't1' } })
  const [request] = server.received
  expect(request?.headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    'x-api-key': 'key-1',
    'x-trace': 't1',
  })
  // By hand from https://url.spec.whatwg.org/#application/x-www-form-urlencoded: a blank is a plus.
  expect(request?.body).toBe('To=%2B1+555+%26+co%3D%C3%BC&Event=ringing&Event=answered&Timeout=15&Record=false')
})

test('the other operations of the same client go on sending JSON, and a form without a body sends none', async () => {
  await using server = await startServer((response) => answerJson(response, {}))
  const client = clientOf(server.origin)
  await client.POST('/notes', { body: { To: 'a' } })
  await client.POST('/calls')
  expect(server.received.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
    ['application/json', '{"To":"a"}'],
    [undefined, ''],
  ])
})
