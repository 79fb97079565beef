import { afterEach, describe, expect, test, vi } from 'vitest'
import callNotFound from '../../../specs/autocalls/examples/call-not-found.json' with { type: 'json' }
import listCalls from '../../../specs/autocalls/examples/list-calls.json' with { type: 'json' }
import famulorCalls from '../../../specs/autocalls/examples/list-calls-famulor.json' with { type: 'json' }
import { type AutocallsClient, createAutocalls } from '../src/index.js'

afterEach(() => {
  vi.unstubAllEnvs()
})

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
  ['Famulor', famulorCalls.value],
])('hands out the answer in the shapes of %s as it is', async (_, body) => {
  const { fetch } = recorder(body)
  const { data, error } = await createAutocalls({ token: 'test-key', fetch }).GET('/user/calls')
  expect(error).toBeUndefined()
  expect(data).toEqual(body)
})

test('hands out the documented body of a 404 as error', async () => {
  const fetch = async () => Response.json(callNotFound.value, { status: 404 })
  const { data, error, response } = await createAutocalls({ token: 'test-key', fetch }).GET('/user/calls/{id}', {
    params: { path: { id: 1 } },
  })
  expect({ data, error, status: response.status }).toEqual({ data: undefined, error: { message: 'Call not found' }, status: 404 })
})

describe('the token and the base URL', () => {
  test('come from the environment when they were not passed', async () => {
    vi.stubEnv('AUTOCALLS_API_KEY', 'environment-key')
    vi.stubEnv('AUTOCALLS_BASE_URL', undefined)
    const { fetch, sent } = recorder([])
    await createAutocalls({ fetch }).GET('/user/campaigns')
    expect(sent).toEqual([{ method: 'GET', url: `${BASE}/user/campaigns`, headers: { authorization: 'Bearer environment-key' } }])
  })

  test('are asked for by name when they are nowhere', () => {
    vi.stubEnv('AUTOCALLS_API_KEY', undefined)
    expect(() => createAutocalls()).toThrow('Missing Autocalls token. Pass { token } or set AUTOCALLS_API_KEY.')
  })

  // The second is the example of Otoni Stark's page on authentication.
  test.each([
    ['famulor', 'https://app.famulor.de/api/user/campaigns'],
    ['otoni-stark', 'https://call.otonistark.com.br/api/user/campaigns'],
    ['botrep', 'https://app.botrep.ai/api/user/campaigns'],
    ['whattalk', 'https://app.whattalk.ai/api/user/campaigns'],
    ['robocallz', 'https://app.robocallz.ai/api/user/campaigns'],
  ] as const)('may be those of %s', async (brand, url) => {
    const { fetch, sent } = recorder([])
    await createAutocalls({ token: 'test-key', brand, fetch }).GET('/user/campaigns')
    expect(sent).toEqual([{ method: 'GET', url, headers }])
  })

  test('an unknown brand is refused with the known ones', () => {
    expect(() => createAutocalls({ token: 'test-key', brand: 'acme' as never })).toThrow(
      'Unknown Autocalls brand "acme". Known: otoni-stark, famulor, botrep, whattalk, robocallz. For another one pass { baseUrl }.',
    )
  })
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
