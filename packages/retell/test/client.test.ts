import { afterEach, expect, test, vi } from 'vitest'
import notFound from '../../../specs/retell/examples/error-not-found.json' with { type: 'json' }
import getCall from '../../../specs/retell/examples/get-call.json' with { type: 'json' }
import listCalls from '../../../specs/retell/examples/list-calls.json' with { type: 'json' }
import listCallsRequest from '../../../specs/retell/examples/list-calls-request.json' with { type: 'json' }
import { createRetell, isCallspecError, type RetellClient } from '../src/index.js'

afterEach(() => {
  vi.unstubAllEnvs()
})

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
const numbers = { from_number: '+12135550134', to_number: '+12135550135' }
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
  ['calls without a body', (client) => client.POST('/v3/list-calls'), { method: 'POST', path: '/v3/list-calls' }],
  ['a call', (client) => client.GET('/v2/get-call/{call_id}', { params: call }), { method: 'GET', path: '/v2/get-call/call_1' }],
  [
    'a call by telephone',
    (client) => client.POST('/v2/create-phone-call', { body: { ...numbers, override_agent_version: 'prod' } }),
    { method: 'POST', path: '/v2/create-phone-call', body: { ...numbers, override_agent_version: 'prod' } },
  ],
  [
    'a call in a browser',
    (client) => client.POST('/v2/create-web-call', { body: { agent_id: 'a', current_state: null } }),
    { method: 'POST', path: '/v2/create-web-call', body: { agent_id: 'a', current_state: null } },
  ],
  [
    'a call in a browser with its connection',
    (client) => client.POST('/v3/create-web-call', { body: { agent_id: 'a' } }),
    { method: 'POST', path: '/v3/create-web-call', body: { agent_id: 'a' } },
  ],
  [
    'listening to a call',
    (client) => client.POST('/v2/listen-live-call/{call_id}', { params: call }),
    { method: 'POST', path: '/v2/listen-live-call/call_1' },
  ],
  [
    'taking a call over',
    (client) => client.POST('/v2/take-over-live-call/{call_id}', { params: call, body: { participant_id: 'p' } }),
    { method: 'POST', path: '/v2/take-over-live-call/call_1', body: { participant_id: 'p' } },
  ],
  [
    'registering a call',
    (client) => client.POST('/v2/register-phone-call', { body: { agent_id: 'a', direction: 'inbound', ...numbers } }),
    { method: 'POST', path: '/v2/register-phone-call', body: { agent_id: 'a', direction: 'inbound', ...numbers } },
  ],
  [
    'a change of a call',
    (client) => client.PATCH('/v2/update-call/{call_id}', { params: call, body: { custom_attributes: { vip: true } } }),
    { method: 'PATCH', path: '/v2/update-call/call_1', body: { custom_attributes: { vip: true } } },
  ],
  [
    'steering a call',
    (client) =>
      client.PATCH('/v2/update-live-call/{call_id}', { params: call, body: { call_control: { trigger_response: true } } }),
    { method: 'PATCH', path: '/v2/update-live-call/call_1', body: { call_control: { trigger_response: true } } },
  ],
  [
    'another analysis',
    (client) => client.PUT('/rerun-call-analysis/{call_id}', { params: call }),
    { method: 'PUT', path: '/rerun-call-analysis/call_1' },
  ],
  [
    'a batch',
    (client) =>
      client.POST('/create-batch-call', { body: { from_number: '+12135550134', tasks: [{ to_number: '+12135550135' }] } }),
    {
      method: 'POST',
      path: '/create-batch-call',
      body: { from_number: '+12135550134', tasks: [{ to_number: '+12135550135' }] },
    },
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
    'a version of an agent',
    (client) => client.GET('/get-agent/{agent_id}', { params: { path: { agent_id: 'a' }, query: { version: 3 } } }),
    { method: 'GET', path: '/get-agent/a?version=3' },
  ],
  [
    'phone numbers',
    (client) => client.GET('/v2/list-phone-numbers', { params: { query: { limit: 1000, pagination_key: 'k' } } }),
    { method: 'GET', path: '/v2/list-phone-numbers?limit=1000&pagination_key=k' },
  ],
  [
    'a phone number, whose plus is not a blank',
    (client) => client.GET('/get-phone-number/{phone_number}', { params: { path: { phone_number: '+12135550134' } } }),
    { method: 'GET', path: '/get-phone-number/%2B12135550134' },
  ],
  ['the calls at once', (client) => client.GET('/get-concurrency'), { method: 'GET', path: '/get-concurrency' }],
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

test('hands out the documented answers as they are', async () => {
  const list = await create(recorder(listCalls.value).fetch).POST('/v3/list-calls')
  expect([list.data, list.error]).toEqual([listCalls.value, undefined])
  const one = await create(recorder(getCall.value).fetch).GET('/v2/get-call/{call_id}', { params: call })
  expect([one.data, one.error]).toEqual([getCall.value, undefined])
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

test('the key comes from the environment when it was not passed, and is asked for by name when it is nowhere', async () => {
  vi.stubEnv('RETELL_API_KEY', 'key_environment')
  vi.stubEnv('RETELL_BASE_URL', undefined)
  const { fetch, sent } = recorder(listCalls.value)
  await createRetell({ fetch }).POST('/v3/list-calls')
  expect(sent).toMatchObject([{ url: `${BASE}/v3/list-calls`, headers: { authorization: 'Bearer key_environment' } }])
  vi.stubEnv('RETELL_API_KEY', undefined)
  expect(() => createRetell()).toThrow('Missing Retell AI apiKey. Pass { apiKey } or set RETELL_API_KEY.')
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
  await expect(read()).rejects.toThrow('retell POST /v3/list-calls: a cursor came back that was used before.')
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
