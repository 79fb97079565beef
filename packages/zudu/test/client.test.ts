import { describe, expect, test } from 'vitest'
import listCalls from '../../../specs/zudu/examples/list-calls.json' with { type: 'json' }
import listCallsRequest from '../../../specs/zudu/examples/list-calls-request.json' with { type: 'json' }
import { clientSuite } from '../../core/test/client-suite.js'
import { createZudu, type ZuduClient } from '../src/index.js'

clientSuite('zudu', createZudu)

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

const BASE = 'https://api.zudu.ai'
const credentials = { apiKey: 'sk_test', apiSecret: 's3cr3t_test' }
const headers = { 'x-api-key': 'sk_test', 'x-api-secret': 's3cr3t_test' }
const json = { ...headers, 'content-type': 'application/json' }
const call = { path: { callId: 'call_abc123' } }
const query = listCallsRequest.value

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, send: (client: ZuduClient) => Promise<unknown>, wire: object][] = [
  [
    'calls by filters in the body',
    (client) => client.POST('/api/calls', { body: structuredClone<object>(query) }),
    { method: 'POST', url: `${BASE}/api/calls`, headers: json, body: query },
  ],
  ['calls without a body', (client) => client.POST('/api/calls'), { method: 'POST', url: `${BASE}/api/calls`, headers }],
  ['all calls', (client) => client.GET('/api/calls'), { method: 'GET', url: `${BASE}/api/calls`, headers }],
  [
    'a call',
    (client) => client.GET('/api/calls/{callId}', { params: call }),
    { method: 'GET', url: `${BASE}/api/calls/call_abc123`, headers },
  ],
  [
    'a change of a call',
    (client) => client.PUT('/api/calls/{callId}', { params: call, body: { call_status: 'ONGOING', metadata: { vip: true } } }),
    {
      method: 'PUT',
      url: `${BASE}/api/calls/call_abc123`,
      headers: json,
      body: { call_status: 'ONGOING', metadata: { vip: true } },
    },
  ],
  [
    'deleting a call',
    (client) => client.DELETE('/api/calls/{callId}', { params: call }),
    { method: 'DELETE', url: `${BASE}/api/calls/call_abc123`, headers },
  ],
  [
    'a call by telephone',
    (client) => client.POST('/api/calls/create-phone-call', { body: { from_number: '+0987654321', to_number: '+1234567890' } }),
    {
      method: 'POST',
      url: `${BASE}/api/calls/create-phone-call`,
      headers: json,
      body: { from_number: '+0987654321', to_number: '+1234567890' },
    },
  ],
  [
    'a call in a browser',
    (client) => client.POST('/api/calls/create-web-call', { body: { agent_id: 'agent-123', metadata: {} } }),
    {
      method: 'POST',
      url: `${BASE}/api/calls/create-web-call`,
      headers: json,
      body: { agent_id: 'agent-123', metadata: {} },
    },
  ],
  [
    'agents',
    (client) =>
      client.GET('/api/agents', { params: { query: { limit: 20, page: 0, sort_by: 'created_at', sort_order: 'descending' } } }),
    { method: 'GET', url: `${BASE}/api/agents?limit=20&page=0&sort_by=created_at&sort_order=descending`, headers },
  ],
  [
    'an agent',
    (client) => client.GET('/api/agents/{agent_id}/full', { params: { path: { agent_id: 'agent-123' } } }),
    { method: 'GET', url: `${BASE}/api/agents/agent-123/full`, headers },
  ],
  [
    'phone numbers',
    (client) => client.POST('/api/phone-numbers/list', { body: { page: 0, limit: 20, filter_criteria: { nickname: 'Main' } } }),
    {
      method: 'POST',
      url: `${BASE}/api/phone-numbers/list`,
      headers: json,
      body: { page: 0, limit: 20, filter_criteria: { nickname: 'Main' } },
    },
  ],
  [
    'free phone numbers',
    (client) => client.GET('/api/phone-numbers/available'),
    { method: 'GET', url: `${BASE}/api/phone-numbers/available`, headers },
  ],
  [
    'a batch, which is outside /api',
    (client) =>
      client.POST('/batch-call', { body: { name: 'Spring', from_number: '+0987654321', tasks: [{ to_number: '+1234567890' }] } }),
    {
      method: 'POST',
      url: `${BASE}/batch-call`,
      headers: json,
      body: { name: 'Spring', from_number: '+0987654321', tasks: [{ to_number: '+1234567890' }] },
    },
  ],
  [
    'batches',
    (client) => client.GET('/batch-call/list', { params: { query: { limit: 100 } } }),
    { method: 'GET', url: `${BASE}/batch-call/list?limit=100`, headers },
  ],
  [
    'the tasks of a batch',
    (client) => client.GET('/batch-call/{id}/tasks', { params: { path: { id: 'b1' }, query: { page: 1 } } }),
    { method: 'GET', url: `${BASE}/batch-call/b1/tasks?page=1`, headers },
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, send, wire) => {
  const { fetch, sent } = recorder({ status: 'success', data: {} })
  await send(createZudu({ ...credentials, fetch }))
  expect(sent).toEqual([wire])
})

describe('the list of calls is read to its end', () => {
  const read = async (counters: (page: number) => object) => {
    const bodies: unknown[] = []
    const fetch = async (request: Request) => {
      const body = await request.json()
      bodies.push(body)
      const calls =
        body.page === 2 ? [{ call_id: 'c4' }] : [{ call_id: `c${body.page * 2}` }, { call_id: `c${body.page * 2 + 1}` }]
      return Response.json({
        status: 'success',
        data: { calls, pagination: { page: body.page, limit: body.limit, ...counters(body.page) } },
      })
    }
    const ids: unknown[] = []
    const init = { body: { limit: 2, filter_criteria: { call_status: ['ended'] } } }
    for await (const { call_id } of createZudu({ ...credentials, fetch }).paginate('/api/calls', init)) ids.push(call_id)
    return { ids, bodies }
  }
  const expected = {
    ids: ['c0', 'c1', 'c2', 'c3', 'c4'],
    // The first page is number 0, and it travels in the body.
    bodies: [0, 1, 2].map((page) => ({ page, limit: 2, filter_criteria: { call_status: ['ended'] } })),
  }

  test('by the counters of the generated pages', async () => {
    const counters = (page: number) => ({ total_count: 5, total_pages: 3, has_next_page: page < 2, has_previous_page: page > 0 })
    expect(await read(counters)).toEqual(expected)
  })

  test('by the counters of the hand-written page, which has no has_next_page', async () => {
    expect(await read(() => ({ total: 5, total_pages: 3 }))).toEqual(expected)
  })
})

test('a page of calls is as large as may be unless asked otherwise', async () => {
  const { data } = listCalls.value
  // The page's example shows one of 25 calls on its last page: its total contradicts it.
  const { fetch, sent } = recorder({ ...listCalls.value, data: { ...data, pagination: { ...data.pagination, total_count: 1 } } })
  const rows: unknown[] = []
  for await (const row of createZudu({ ...credentials, fetch }).paginate('/api/calls')) rows.push(row)
  expect(rows).toEqual(data.calls)
  expect(sent).toEqual([{ method: 'POST', url: `${BASE}/api/calls`, headers: json, body: { page: 0, limit: 100 } }])
})

test('agents begin at page 0 in the query, and no size is made up', async () => {
  const { fetch, sent } = recorder({
    data: { agents: [{ agent_id: 'a1' }], pagination: { page: 0, limit: 20, total: 1, total_pages: 1 } },
  })
  const rows: unknown[] = []
  for await (const row of createZudu({ ...credentials, fetch }).paginate('/api/agents')) rows.push(row)
  expect(rows).toEqual([{ agent_id: 'a1' }])
  expect(sent).toEqual([{ method: 'GET', url: `${BASE}/api/agents?page=0`, headers }])
})
