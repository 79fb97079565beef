import { expect, test } from 'vitest'
import listCalls from '../../../specs/autocalls/examples/list-calls.json' with { type: 'json' }
import famulorCalls from '../../../specs/autocalls/examples/list-calls-famulor.json' with { type: 'json' }
import { clientSuite } from '../../core/test/client-suite.js'
import { type AutocallsClient, createAutocalls } from '../src/index.js'

clientSuite('autocalls', createAutocalls)

/** A `fetch` that gives the same answer to every request and keeps what went out. */
function recorder(answer: unknown) {
  const sent: unknown[] = []
  const fetch = async (request: Request) => {
    const text = await request.text()
    const headers = Object.fromEntries(request.headers)
    sent.push({ method: request.method, url: request.url, headers, ...(text && { body: JSON.parse(text) }) })
    return Response.json(answer)
  }
  return { fetch, sent }
}

const BASE = 'https://app.autocalls.ai/api'
const headers = { authorization: 'Bearer test-key' }

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, call: (client: AutocallsClient) => Promise<unknown>, wire: object][] = [
  [
    'calls by every filter',
    (client) =>
      client.GET('/user/calls', {
        params: {
          query: {
            status: 'ended_by_customer',
            type: 'inbound',
            phone_number: '+15550100101',
            assistant_id: 7,
            campaign_id: 8,
            date_from: '2025-08-01',
            date_to: '2025-08-31',
            per_page: 15,
            page: 1,
          },
        },
      }),
    {
      method: 'GET',
      url: `${BASE}/user/calls?status=ended_by_customer&type=inbound&phone_number=%2B15550100101&assistant_id=7&campaign_id=8&date_from=2025-08-01&date_to=2025-08-31&per_page=15&page=1`,
      headers,
    },
  ],
  [
    'a call',
    (client) => client.GET('/user/calls/{id}', { params: { path: { id: 1203 } } }),
    { method: 'GET', url: `${BASE}/user/calls/1203`, headers },
  ],
  [
    'deleting a call',
    (client) => client.DELETE('/user/calls/{id}', { params: { path: { id: 1203 } } }),
    { method: 'DELETE', url: `${BASE}/user/calls/1203`, headers },
  ],
  [
    'making a call',
    (client) =>
      client.POST('/user/make_call', { body: { phone_number: '+15550100101', assistant_id: 7, variables: { name: 'Ana' } } }),
    {
      method: 'POST',
      url: `${BASE}/user/make_call`,
      headers: { ...headers, 'content-type': 'application/json' },
      body: { phone_number: '+15550100101', assistant_id: 7, variables: { name: 'Ana' } },
    },
  ],
  [
    'assistants',
    (client) => client.GET('/user/assistants/get', { params: { query: { per_page: 100, page: 2 } } }),
    { method: 'GET', url: `${BASE}/user/assistants/get?per_page=100&page=2`, headers },
  ],
  ['campaigns', (client) => client.GET('/user/campaigns'), { method: 'GET', url: `${BASE}/user/campaigns`, headers }],
  [
    'phone numbers',
    (client) => client.GET('/user/phone-numbers/all'),
    { method: 'GET', url: `${BASE}/user/phone-numbers/all`, headers },
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, call, wire) => {
  const { fetch, sent } = recorder({ data: [] })
  await call(createAutocalls({ token: 'test-key', fetch }))
  expect(sent).toEqual([wire])
})

test.each([
  ['most labels', listCalls.value],
  ['the Otoni Stark page, which names five members only', famulorCalls.value],
])('reads the list to its last page by the paginator of %s', async (_, body) => {
  const asked: string[] = []
  const fetch = async ({ url }: Request) => {
    asked.push(url)
    const page = Number(new URL(url).searchParams.get('page'))
    return Response.json({ ...body, data: [{ id: page }], current_page: page, last_page: 3, per_page: 1, total: 3 })
  }
  const ids: unknown[] = []
  const paginator = createAutocalls({ token: 'test-key', fetch }).paginate('/user/calls', { params: { query: { type: 'web' } } })
  for await (const { id } of paginator) ids.push(id)
  expect(ids).toEqual([1, 2, 3])
  expect(asked).toEqual([1, 2, 3].map((page) => `${BASE}/user/calls?type=web&per_page=100&page=${page}`))
})
