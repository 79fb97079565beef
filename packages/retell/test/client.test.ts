import { expect, test } from 'vitest'
import notFound from '../../../specs/retell/examples/error-not-found.json' with { type: 'json' }
import listCalls from '../../../specs/retell/examples/list-calls.json' with { type: 'json' }
import listCallsRequest from '../../../specs/retell/examples/list-calls-request.json' with { type: 'json' }
import { clientSuite } from '../../core/test/client-suite.js'
import { createRetell, isCallspecError, type RetellClient } from '../src/index.js'

clientSuite('retell', createRetell)

/** A `fetch` that gives the same answer to every request and keeps what went out. */
function recorder(answer: unknown, status = 200) {
  const sent: unknown[] = []
  const fetch = async (request: Request) => {
    const text = await request.text()
    const headers = Object.fromEntries(request.headers)
    sent.push({ method: request.method, url: request.url, headers, ...(text && { body: JSON.parse(text) }) })
    return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer, { status })
  }
  return { fetch, sent }
}

const BASE = 'https://api.retellai.com'
const headers = { authorization: 'Bearer key_test' }
const json = { ...headers, 'content-type': 'application/json' }
const call = { path: { call_id: 'call_1' } }
const create = (fetch: (request: Request) => Promise<Response>) => createRetell({ apiKey: 'key_test', fetch })

type Wire = { method: string; path: string; body?: object }

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, send: (client: RetellClient) => Promise<unknown>, wire: Wire][] = [
  [
    'calls by filters in the body',
    // The words of an example file are texts to the compiler.
    (client) => client.POST('/v3/list-calls', { body: listCallsRequest.value as object }),
    { method: 'POST', path: '/v3/list-calls', body: listCallsRequest.value },
  ],
  [
    'agents, with the page in the query and filters in the body',
    (client) =>
      client.POST('/v2/list-agents', {
        params: { query: { limit: 20, sort_order: 'ascending' } },
        body: { filter_criteria: { channel: { type: 'string', op: 'eq', value: 'voice' } } },
      }),
    {
      method: 'POST',
      path: '/v2/list-agents?limit=20&sort_order=ascending',
      body: { filter_criteria: { channel: { type: 'string', op: 'eq', value: 'voice' } } },
    },
  ],
  [
    'a phone number, whose plus is not a blank',
    (client) => client.GET('/get-phone-number/{phone_number}', { params: { path: { phone_number: '+12135550134' } } }),
    { method: 'GET', path: '/get-phone-number/%2B12135550134' },
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, send, { method, path, body }) => {
  const { fetch, sent } = recorder({})
  await send(create(fetch))
  expect(sent).toEqual([{ method, url: BASE + path, headers: body ? json : headers, ...(body && { body }) }])
})

test.each([
  ['ends', (client: RetellClient) => client.POST('/v2/stop-call/{call_id}', { params: call }), 'POST', '/v2/stop-call/call_1'],
  [
    'deletes',
    (client: RetellClient) => client.DELETE('/v2/delete-call/{call_id}', { params: call }),
    'DELETE',
    '/v2/delete-call/call_1',
  ],
] as const)('%s a call, to which the answer is a 204 without a body', async (_, send, method, path) => {
  const { fetch, sent } = recorder(undefined)
  const { error, response } = await send(create(fetch))
  expect([error, response.status, sent]).toEqual([undefined, 204, [{ method, url: BASE + path, headers }]])
})

test('a call that does not exist is a 422, which is not-found here', async () => {
  const { fetch } = recorder(notFound.value, 422)
  const { data, error } = await create(fetch).GET('/v2/get-call/{call_id}', { params: call })
  expect({ data, error }).toEqual({ data: undefined, error: notFound.value })
  const client = create(fetch)
  await expect(client.unwrap(client.GET('/v2/get-call/{call_id}', { params: call }))).rejects.toMatchObject({
    code: 'not-found',
    status: 422,
  })
})

// What the last page holds as key is not documented; has_more ends the list in each case.
test.each([
  ['null', { pagination_key: null }],
  ['nothing', {}],
  ['the one before', { pagination_key: 'key-2' }],
])('reads the list to its end where the last key is %s', async (_, last) => {
  const bodies: unknown[] = []
  const fetch = async (request: Request) => {
    bodies.push(await request.json())
    const page = bodies.length
    const [row] = listCalls.value.items
    const rest = page === 3 ? { ...last, has_more: false } : { pagination_key: `key-${page}`, has_more: true }
    return Response.json({ items: [{ ...row, call_id: `call_${page}` }], ...rest })
  }
  const ids: string[] = []
  const filter_criteria = { agent: [{ agent_id: 'a' }] }
  for await (const { call_id } of create(fetch).paginate('/v3/list-calls', { body: { filter_criteria } })) ids.push(call_id)
  expect(ids).toEqual(['call_1', 'call_2', 'call_3'])
  // The filters go out with every page.
  const page = { filter_criteria, limit: 200 }
  expect(bodies).toEqual([page, { ...page, pagination_key: 'key-1' }, { ...page, pagination_key: 'key-2' }])
})

test('the page of the documentation, served again and again, is an error and not an endless list', async () => {
  const { fetch, sent } = recorder(listCalls.value)
  const read = async () => {
    for await (const _ of create(fetch).paginate('/v3/list-calls'));
  }
  await expect(read()).rejects.toThrow('retell POST /v3/list-calls: the next cursor was used before.')
  expect(sent.length).toBe(2)
})

test('no error holds the key, the token of a web call or what people said', async () => {
  const secret = `simulated-${'token'.repeat(5)}`
  const [row] = listCalls.value.items
  const leaks = [
    { status: 'error', message: `key_test ${secret} +12135550134` },
    { items: { ...row, access_token: secret }, has_more: true },
  ]
  for (const answer of leaks) {
    const { fetch } = recorder(answer)
    const error = await create(fetch)
      .unwrap(create(fetch).POST('/v3/list-calls'))
      .catch((thrown: unknown) => thrown)
    const shown = isCallspecError(error) ? `${error.stack} ${JSON.stringify(error)}` : ''
    for (const word of ['key_test', secret, '+12135550134']) expect(shown).not.toContain(word)
  }
})
