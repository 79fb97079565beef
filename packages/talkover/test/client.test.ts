import { expect, test } from 'vitest'
import listCalls from '../../../specs/talkover/examples/list-calls.json' with { type: 'json' }
import { clientSuite } from '../../core/test/client-suite.js'
import { createTalkover, type TalkoverClient } from '../src/index.js'

clientSuite('talkover', createTalkover)

// The documented rate limit would slow down tests that have no platform to spare.
const create = (fetch: (request: Request) => Promise<Response>) => createTalkover({ token: 'talq_test', rateLimit: null, fetch })

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

const BASE = 'https://app.talkover.ai/api/v1'
const headers = { authorization: 'Bearer talq_test' }
const json = { ...headers, 'content-type': 'application/json' }
const agent = { path: { agent_id: 'agent-uuid-1' } }

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, call: (client: TalkoverClient) => Promise<unknown>, wire: object][] = [
  ['all calls', (client) => client.GET('/calls'), { method: 'GET', url: `${BASE}/calls`, headers }],
  [
    'completed calls from a date',
    (client) => client.GET('/calls', { params: { query: { status: 'completed', date_from: '2024-01-01', per_page: 50 } } }),
    { method: 'GET', url: `${BASE}/calls?status=completed&date_from=2024-01-01&per_page=50`, headers },
  ],
  [
    'a search for a number',
    (client) => client.GET('/calls', { params: { query: { search: '+1234567890', direction: 'outbound' } } }),
    { method: 'GET', url: `${BASE}/calls?search=%2B1234567890&direction=outbound`, headers },
  ],
  [
    'calls of an agent',
    (client) => client.GET('/agents/{agent_id}/calls', { params: { ...agent, query: { page: 2, date_to: '2024-01-31' } } }),
    { method: 'GET', url: `${BASE}/agents/agent-uuid-1/calls?page=2&date_to=2024-01-31`, headers },
  ],
  [
    'the active call to a number',
    (client) =>
      client.GET('/agents/{agent_id}/active-call/{phone}', { params: { path: { ...agent.path, phone: '+1234567890' } } }),
    { method: 'GET', url: `${BASE}/agents/agent-uuid-1/active-call/%2B1234567890`, headers },
  ],
  [
    'making a call',
    (client) =>
      client.POST('/agents/{agent_id}/call', {
        params: agent,
        body: { to: '+1234567890', payload: { name: 'Ana' }, context: { order: 7 }, delay_seconds: 60, is_testing: true },
      }),
    {
      method: 'POST',
      url: `${BASE}/agents/agent-uuid-1/call`,
      headers: json,
      body: { to: '+1234567890', payload: { name: 'Ana' }, context: { order: 7 }, delay_seconds: 60, is_testing: true },
    },
  ],
  [
    'ending a call',
    (client) => client.POST('/agents/{agent_id}/end-call', { params: agent, body: { call_sid: 'call-uuid-1' } }),
    { method: 'POST', url: `${BASE}/agents/agent-uuid-1/end-call`, headers: json, body: { call_sid: 'call-uuid-1' } },
  ],
  [
    'a call of a campaign',
    (client) =>
      client.POST('/campaigns/{campaign_id}/call', {
        params: { path: { campaign_id: 'c1' } },
        body: { to: '+1234567890', allow_duplicates: true },
      }),
    {
      method: 'POST',
      url: `${BASE}/campaigns/c1/call`,
      headers: json,
      body: { to: '+1234567890', allow_duplicates: true },
    },
  ],
  [
    'agents',
    (client) => client.GET('/agents', { params: { query: { status: 'published', per_page: 100 } } }),
    { method: 'GET', url: `${BASE}/agents?status=published&per_page=100`, headers },
  ],
  [
    'an agent',
    (client) => client.GET('/agents/{agent_id}', { params: agent }),
    { method: 'GET', url: `${BASE}/agents/agent-uuid-1`, headers },
  ],
  [
    'campaigns',
    (client) => client.GET('/campaigns', { params: { query: { status: 'active', campaign_type: 'follow_up' } } }),
    { method: 'GET', url: `${BASE}/campaigns?status=active&campaign_type=follow_up`, headers },
  ],
  [
    'a campaign',
    (client) => client.GET('/campaigns/{campaign_id}', { params: { path: { campaign_id: 'c1' } } }),
    { method: 'GET', url: `${BASE}/campaigns/c1`, headers },
  ],
  ['phone numbers', (client) => client.GET('/phone-numbers'), { method: 'GET', url: `${BASE}/phone-numbers`, headers }],
]

test.each(REQUESTS)('asks for %s as documented', async (_, call, wire) => {
  const { fetch, sent } = recorder({ success: true, data: [] })
  await call(create(fetch))
  expect(sent).toEqual([wire])
})

test.each([
  ['/calls', 'pagination'],
  // As the published OpenAPI file has it.
  ['/calls', 'meta'],
  ['/agents', 'meta'],
] as const)('reads %s to its last page by the counters under %s', async (path, counters) => {
  const asked: string[] = []
  const fetch = async ({ url }: Request) => {
    asked.push(url)
    const page = Number(new URL(url).searchParams.get('page'))
    const data = page === 3 ? [{ id: `${page}a` }] : [{ id: `${page}a` }, { id: `${page}b` }]
    return Response.json({ success: true, data, [counters]: { current_page: page, last_page: 3, per_page: 2, total: 5 } })
  }
  const ids: unknown[] = []
  for await (const { id } of create(fetch).paginate(path)) ids.push(id)
  expect(ids).toEqual(['1a', '1b', '2a', '2b', '3a'])
  expect(asked).toEqual([1, 2, 3].map((page) => `${BASE}${path}?per_page=100&page=${page}`))
})

test('reads the calls of an agent with its filters on every page', async () => {
  const { fetch, sent } = recorder({ ...listCalls.value, pagination: { current_page: 1, last_page: 1, per_page: 20, total: 2 } })
  const paginator = create(fetch).paginate('/agents/{agent_id}/calls', {
    params: { ...agent, query: { status: 'no-answer', per_page: 20 } },
  })
  const rows: unknown[] = []
  for await (const row of paginator) rows.push(row)
  expect(rows).toEqual(listCalls.value.data)
  expect(sent).toEqual([{ method: 'GET', url: `${BASE}/agents/agent-uuid-1/calls?status=no-answer&per_page=20&page=1`, headers }])
})

test('does not guess the end of campaigns, whose pages have no documented counters', async () => {
  const { fetch } = recorder({ success: true, data: [{ id: 'c1' }] })
  const iterator = create(fetch).paginate('/campaigns')[Symbol.asyncIterator]()
  await expect(iterator.next()).rejects.toThrow(
    'talkover GET /campaigns: page 1 has no counter that says whether rows follow. Try again, and report it if it persists.',
  )
})
