import { expect, test } from 'vitest'
import { clientSuite } from '../../core/test/client-suite.js'
import { createVapi, type VapiClient } from '../src/index.js'
import { ended, queued } from './rows.js'

clientSuite('vapi', createVapi)

/** A `fetch` that gives the same answer to every request and keeps what went out. */
function recorder(answer: unknown) {
  const sent: unknown[] = []
  const fetch = async (request: Request) => {
    const text = await request.text()
    const { authorization } = Object.fromEntries(request.headers)
    sent.push([
      request.method,
      request.url.replace('https://api.vapi.ai', ''),
      authorization,
      ...(text ? [JSON.parse(text)] : []),
    ])
    return Response.json(answer)
  }
  return { fetch, sent }
}

const KEY = 'Bearer test-key'
const call = { path: { id: 'c1' } }
const STAMPS = {
  createdAtGt: '2026-01-01T00:00:00Z',
  createdAtLt: '2026-02-01T00:00:00Z',
  createdAtGe: '2026-01-01T00:00:00Z',
  createdAtLe: '2026-02-01T00:00:00Z',
  updatedAtGt: '2026-01-01T00:00:00Z',
  updatedAtLt: '2026-02-01T00:00:00Z',
  updatedAtGe: '2026-01-01T00:00:00Z',
  updatedAtLe: '2026-02-01T00:00:00Z',
}
const stamps = new URLSearchParams(STAMPS).toString()

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, send: (client: VapiClient) => Promise<unknown>, wire: unknown[]][] = [
  [
    'calls by every filter',
    (client) =>
      client.GET('/call', { params: { query: { id: 'c1', assistantId: 'a1', phoneNumberId: 'p1', limit: 1000, ...STAMPS } } }),
    ['GET', `/call?id=c1&assistantId=a1&phoneNumberId=p1&limit=1000&${stamps}`, KEY],
  ],
  [
    'making a call',
    (client) =>
      client.POST('/call', {
        body: { assistantId: 'a1', phoneNumberId: 'p1', customer: { number: '+12025550113' }, name: 'Hi' },
      }),
    ['POST', '/call', KEY, { assistantId: 'a1', phoneNumberId: 'p1', customer: { number: '+12025550113' }, name: 'Hi' }],
  ],
  [
    'another name of a call',
    (client) => client.PATCH('/call/{id}', { params: call, body: { name: 'Ada' } }),
    ['PATCH', '/call/c1', KEY, { name: 'Ada' }],
  ],
  [
    'deleting calls',
    (client) => client.DELETE('/call/{id}', { params: call, body: { ids: ['c1', 'c2'] } }),
    ['DELETE', '/call/c1', KEY, { ids: ['c1', 'c2'] }],
  ],
  [
    'assistants',
    (client) => client.GET('/assistant', { params: { query: { limit: 5, ...STAMPS } } }),
    ['GET', `/assistant?limit=5&${stamps}`, KEY],
  ],
  [
    'phone numbers',
    (client) => client.GET('/phone-number', { params: { query: { limit: 5, ...STAMPS } } }),
    ['GET', `/phone-number?limit=5&${stamps}`, KEY],
  ],
  [
    'campaigns',
    (client) =>
      client.GET('/v2/campaign', {
        params: { query: { status: 'ended', includeCounters: true, page: 2, sortOrder: 'DESC', sortBy: 'createdAt', limit: 5 } },
      }),
    ['GET', '/v2/campaign?status=ended&includeCounters=true&page=2&sortOrder=DESC&sortBy=createdAt&limit=5', KEY],
  ],
  [
    'a campaign',
    (client) => client.GET('/v2/campaign/{id}', { params: { path: { id: 'k1' }, query: { includeCounters: true } } }),
    ['GET', '/v2/campaign/k1?includeCounters=true', KEY],
  ],
  [
    'the contacts of a campaign in two states',
    (client) =>
      client.GET('/v2/campaign/{id}/contacts', {
        params: { path: { id: 'k1' }, query: { status: ['contact.failed', 'contact.skipped'], page: 1 } },
      }),
    ['GET', '/v2/campaign/k1/contacts?status=contact.failed&status=contact.skipped&page=1', KEY],
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, send, wire) => {
  const { fetch, sent } = recorder({})
  await send(createVapi({ apiKey: 'test-key', fetch }))
  expect(sent).toEqual([wire])
})

test('hands out a bare array as it is', async () => {
  const { fetch } = recorder([ended, queued])
  expect((await createVapi({ apiKey: 'test-key', fetch }).GET('/call')).data).toEqual([ended, queued])
})
