import { expect, test } from 'vitest'
import { clientSuite } from '../../core/test/client-suite.js'
import { type BlandClient, createBland } from '../src/index.js'

clientSuite('bland', createBland)

const BASE = 'https://api.bland.ai'
// The key as it is.
const headers = { authorization: 'org_key' }
const json = { ...headers, 'content-type': 'application/json' }
const path = { call_id: '12345678-1234-1234-1234-123456789012' }

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, send: (client: BlandClient) => Promise<unknown>, wire: object][] = [
  [
    'calls by number, which is not the index of the first row',
    (client) => client.GET('/v1/calls', { params: { query: { from_number: '+15555550143', from: 100, limit: 50 } } }),
    { method: 'GET', url: `${BASE}/v1/calls?from_number=%2B15555550143&from=100&limit=50`, headers },
  ],
  [
    'calls of half a minute and more',
    (client) => client.GET('/v1/calls', { params: { query: { duration_gt: 0.5, inbound: true, ascending: true } } }),
    { method: 'GET', url: `${BASE}/v1/calls?duration_gt=0.5&inbound=true&ascending=true`, headers },
  ],
  [
    'a corrected transcript',
    (client) => client.GET('/v1/calls/{call_id}/correct', { params: { path } }),
    { method: 'GET', url: `${BASE}/v1/calls/${path.call_id}/correct`, headers },
  ],
  [
    'a call to be made',
    (client) => client.POST('/v1/calls', { body: { phone_number: '+15555550167', task: 'Ask for the time.' } }),
    { method: 'POST', url: `${BASE}/v1/calls`, headers: json, body: { phone_number: '+15555550167', task: 'Ask for the time.' } },
  ],
  [
    'a call to be deleted with its recording',
    (client) => client.DELETE('/v1/calls/{call_id}', { params: { path }, body: { delete_recording: true } }),
    { method: 'DELETE', url: `${BASE}/v1/calls/${path.call_id}`, headers: json, body: { delete_recording: true } },
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, send, wire) => {
  const sent: unknown[] = []
  const fetch = async (request: Request) => {
    const text = await request.text()
    const { method, url } = request
    sent.push({ method, url, headers: Object.fromEntries(request.headers), ...(text && { body: JSON.parse(text) }) })
    return Response.json({})
  }
  await send(createBland({ apiKey: 'org_key', fetch }))
  expect(sent).toEqual([wire])
})

test('a 200 whose errors say that there is no recording is an error, and one without errors is not', async () => {
  const answer = (errors: unknown) => createBland({ apiKey: 'org_key', fetch: async () => Response.json({ data: null, errors }) })
  const ask = (client: BlandClient) => client.unwrap(client.GET('/v1/calls/{call_id}', { params: { path } }))
  const documented = [{ error: 'CALL_RECORDING_NOT_FOUND', message: 'Call recording not found' }]
  await expect(ask(answer(documented))).rejects.toThrow('the response says that the request failed')
  await expect(ask(answer(null))).resolves.toEqual({ data: null, errors: null })
})
