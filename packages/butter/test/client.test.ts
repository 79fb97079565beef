import { expect, test } from 'vitest'
import listCalls from '../../../specs/butter/examples/list-calls.json' with { type: 'json' }
import { clientSuite } from '../../core/test/client-suite.js'
import { type ButterClient, createButter } from '../src/index.js'

clientSuite('butter', createButter)

// The documented rate limit would slow down tests that have no platform to spare.
const create = (fetch: (request: Request) => Promise<Response>) => createButter({ apiKey: 'test-key', rateLimit: null, fetch })

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

const BASE = 'https://api.getbutter.ai'
const headers = { 'x-api-key': 'test-key' }

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, call: (client: ButterClient) => Promise<unknown>, wire: object][] = [
  ['the first page of calls', (client) => client.GET('/api/calls'), { method: 'GET', url: `${BASE}/api/calls`, headers }],
  [
    'another page of calls',
    (client) => client.GET('/api/calls', { params: { query: { limit: 50, cursor: listCalls.value.pagination.next_cursor } } }),
    { method: 'GET', url: `${BASE}/api/calls?limit=50&cursor=eyJjYWxsX3NpZCI6ICJjYWxsX2FiYzEyMyJ9`, headers },
  ],
  [
    'a call',
    (client) => client.GET('/api/calls/{call_sid}', { params: { path: { call_sid: 'call_abc123def456' } } }),
    { method: 'GET', url: `${BASE}/api/calls/call_abc123def456`, headers },
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, call, wire) => {
  const { fetch, sent } = recorder({ success: true, data: [] })
  await call(create(fetch))
  expect(sent).toEqual([wire])
})

// What the last page holds as cursor is not documented; has_more ends the list in each case.
test.each([
  ['null', { next_cursor: null }],
  ['nothing', {}],
  ['the one before', { next_cursor: 'cursor-2' }],
])('reads the list to its end where the last cursor is %s', async (_, last) => {
  const asked: string[] = []
  const fetch = async ({ url }: Request) => {
    asked.push(url)
    const page = asked.length
    const [row] = listCalls.value.data
    const pagination = page === 3 ? { ...last, has_more: false } : { next_cursor: `cursor-${page}`, has_more: true }
    return Response.json({
      success: true,
      data: [{ ...row, call_sid: `call_${page}` }],
      pagination: { ...pagination, page_size: 1 },
    })
  }
  const ids: string[] = []
  for await (const { call_sid } of create(fetch).paginate('/api/calls')) ids.push(call_sid)
  expect(ids).toEqual(['call_1', 'call_2', 'call_3'])
  expect(asked).toEqual([
    `${BASE}/api/calls?limit=100`,
    `${BASE}/api/calls?limit=100&cursor=cursor-1`,
    `${BASE}/api/calls?limit=100&cursor=cursor-2`,
  ])
})

test('the page of the documentation, served again and again, is an error and not an endless list', async () => {
  const { fetch, sent } = recorder(listCalls.value)
  const read = async () => {
    for await (const _ of create(fetch).paginate('/api/calls'));
  }
  await expect(read()).rejects.toThrow(
    'butter GET /api/calls: the next cursor was used before. Try again, and report it if it persists.',
  )
  expect(sent.length).toBe(2)
})
