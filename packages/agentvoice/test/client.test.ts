import { expect, test } from 'vitest'
import listCalls from '../../../specs/agentvoice/examples/list-calls.json' with { type: 'json' }
import mostRecentCall from '../../../specs/agentvoice/examples/most-recent-call.json' with { type: 'json' }
import { clientSuite } from '../../core/test/client-suite.js'
import { type AgentvoiceClient, createAgentvoice } from '../src/index.js'

clientSuite('agentvoice', createAgentvoice)

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

const BASE = 'https://api.agentvoice.com/api'
const credentials = { apiKey: 'your-api-key', organizationId: 'your-org-id' }
const headers = { 'x-api-key': 'your-api-key', 'x-organization-id': 'your-org-id' }
const id = 'a7e85eef-65b6-4311-b8f2-7d8bb7abd0ea'

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, call: (client: AgentvoiceClient) => Promise<unknown>, wire: object][] = [
  [
    'a page of calls',
    (client) => client.GET('/calls', { params: { query: { limit: 10, order: 'desc' } } }),
    { method: 'GET', url: `${BASE}/calls?limit=10&order=desc`, headers },
  ],
  [
    'calls of a time',
    (client) => client.GET('/calls', { params: { query: { from: '2024-01-01T00:00:00Z', to: '2024-01-31T23:59:59Z' } } }),
    { method: 'GET', url: `${BASE}/calls?from=2024-01-01T00%3A00%3A00Z&to=2024-01-31T23%3A59%3A59Z`, headers },
  ],
  [
    'the most recent call of a number',
    (client) => client.GET('/calls', { params: { query: { phone_number: '+14155551234', most_recent: true } } }),
    { method: 'GET', url: `${BASE}/calls?phone_number=%2B14155551234&most_recent=true`, headers },
  ],
  [
    'calls with transcript and metrics',
    (client) => client.GET('/calls', { params: { query: { include: ['transcript', 'metrics'] } } }),
    { method: 'GET', url: `${BASE}/calls?include=transcript,metrics`, headers },
  ],
  [
    'a call',
    (client) => client.GET('/calls/{id}', { params: { path: { id }, query: { fields: 'full' } } }),
    { method: 'GET', url: `${BASE}/calls/${id}?fields=full`, headers },
  ],
  [
    'a call with everything that can be included',
    (client) =>
      client.GET('/calls/{id}', {
        params: { path: { id: 'abc-123' }, query: { include: ['transcript', 'metrics', 'diagnostics', 'actions'] } },
      }),
    { method: 'GET', url: `${BASE}/calls/abc-123?include=transcript,metrics,diagnostics,actions`, headers },
  ],
  [
    'making a call',
    (client) => client.POST('/agents/call', { body: { agentId: id, phoneNumber: '+14155551234', notes: 'VIP' } }),
    {
      method: 'POST',
      url: `${BASE}/agents/call`,
      headers: { ...headers, 'content-type': 'application/json' },
      body: { agentId: id, phoneNumber: '+14155551234', notes: 'VIP' },
    },
  ],
  ['contacts', (client) => client.GET('/contacts'), { method: 'GET', url: `${BASE}/contacts`, headers }],
  [
    'a contact',
    (client) => client.GET('/contacts/{id}', { params: { path: { id: 'c1' } } }),
    { method: 'GET', url: `${BASE}/contacts/c1`, headers },
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, call, wire) => {
  const { fetch, sent } = recorder({})
  await call(createAgentvoice({ ...credentials, fetch }))
  expect(sent).toEqual([wire])
})

test('hands out the documented list as it is', async () => {
  const { fetch } = recorder(listCalls.value)
  const { data, error } = await createAgentvoice({ ...credentials, fetch }).GET('/calls')
  expect(error).toBeUndefined()
  expect(data).toEqual(listCalls.value)
})

test('hands out the most recent call as the bare object that is documented', async () => {
  const { fetch } = recorder(mostRecentCall.value)
  const { data } = await createAgentvoice({ ...credentials, fetch }).GET('/calls', { params: { query: { most_recent: true } } })
  expect(data).toEqual(mostRecentCall.value)
})

test.each([true, 'true', 1])('does not page through a single call, asked for by %o', async (most_recent) => {
  const { fetch, sent } = recorder(mostRecentCall.value)
  const client = createAgentvoice({ ...credentials, fetch })
  // As a program without types may write it.
  const init = { params: { query: { most_recent } } } as never
  expect(() => client.paginate('/calls', init)).toThrow('agentvoice /calls: most_recent returns one row, not pages. Use GET.')
  expect(sent).toEqual([])
})

test.each([false, undefined] as const)('pages through the list where most_recent is %o', async (most_recent) => {
  const { fetch } = recorder(listCalls.value)
  const paginator = createAgentvoice({ ...credentials, fetch }).paginate('/calls', { params: { query: { most_recent } } })
  const { value: page } = await paginator.pages()[Symbol.asyncIterator]().next()
  expect(page.items).toEqual(listCalls.value.data)
})

const CHECK_ADDRESS = 'Check the base URL'
const NO_MATCH = 'No calls found matching criteria'
test.each([
  [
    'where the platform says in its documented words that no call matches',
    Response.json({ error: NO_MATCH }, { status: 404 }),
    false,
  ],
  ['nor where they stand elsewhere', Response.json({ detail: [{ msg: `${NO_MATCH}.` }] }, { status: 404 }), false],
  ['nor where they are the whole body', new Response(NO_MATCH, { status: 404 }), false],
  ['in whatever case', Response.json({ message: NO_MATCH.toUpperCase() }, { status: 404 }), false],
  ['but where something else is not found', Response.json({ error: 'Not Found' }, { status: 404 }), true],
  ['and where nobody says what', new Response(null, { status: 404 }), true],
])('a 404 does not advise to check the base URL %s', async (_, answer, advises) => {
  const client = createAgentvoice({ ...credentials, fetch: async () => answer.clone() })
  const error = await client.send('GET', '/calls', { params: { query: { most_recent: true } } }).catch((reason) => reason)
  expect(error).toMatchObject({ code: 'not-found', status: 404 })
  expect(String(error).includes(CHECK_ADDRESS)).toBe(advises)
})

test('reads the list to its end by offset and has_more', async () => {
  const asked: string[] = []
  const fetch = async ({ url }: Request) => {
    asked.push(url)
    const offset = Number(new URL(url).searchParams.get('offset'))
    const data = offset === 200 ? [{ id: '200' }] : Array.from({ length: 100 }, (_, index) => ({ id: String(offset + index) }))
    return Response.json({ data, pagination: { total: 201, limit: 100, offset, has_more: offset < 200 } })
  }
  const ids: string[] = []
  const paginator = createAgentvoice({ ...credentials, fetch }).paginate('/calls', {
    params: { query: { include: ['actions'] } },
  })
  for await (const call of paginator) ids.push(call.id)
  expect(ids).toEqual(Array.from({ length: 201 }, (_, index) => String(index)))
  expect(asked).toEqual([0, 100, 200].map((offset) => `${BASE}/calls?include=actions&limit=100&offset=${offset}`))
})
