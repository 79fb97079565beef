import { expect, test } from 'vitest'
import { clientSuite } from '../../core/test/client-suite.js'
import { createUltravox, type UltravoxClient } from '../src/index.js'
import { ended } from './rows.js'

clientSuite('ultravox', createUltravox)

/** A `fetch` that gives the same answer to every request and keeps what went out. */
function recorder(answer: unknown) {
  const sent: unknown[] = []
  const fetch = async (request: Request) => {
    const text = await request.text()
    const path = request.url.replace('https://api.ultravox.ai', '')
    sent.push([request.method, path, request.headers.get('x-api-key'), ...(text ? [JSON.parse(text)] : [])])
    return Response.json(answer)
  }
  return { fetch, sent }
}

const KEY = 'test-key'
const call = { path: { call_id: 'c1' } }
const FILTERS = {
  agentIds: ['a1', 'a2'],
  durationMin: '300s',
  durationMax: '600s',
  fromDate: '2026-01-01T00:00:00Z',
  toDate: '2026-01-31',
  timeOfDayStart: '08:00:00',
  timeOfDayEnd: '18:00:00',
  voiceId: 'v1',
  search: 'refund',
}
const filters =
  'agentIds=a1&agentIds=a2&durationMin=300s&durationMax=600s&fromDate=2026-01-01T00%3A00%3A00Z&toDate=2026-01-31&timeOfDayStart=08%3A00%3A00&timeOfDayEnd=18%3A00%3A00&voiceId=v1&search=refund'

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, send: (client: UltravoxClient) => Promise<unknown>, wire: unknown[]][] = [
  [
    'calls by every filter',
    (client) => client.GET('/api/calls', { params: { query: { ...FILTERS, sort: '-created', pageSize: 50 } } }),
    ['GET', `/api/calls?${filters}&sort=-created&pageSize=50`, KEY],
  ],
  [
    'making a call',
    (client) =>
      client.POST('/api/calls', {
        params: { query: { enableGreetingPrompt: false, priorCallId: 'c0' } },
        body: { systemPrompt: 'Be brief.', medium: { webRtc: {} } },
      }),
    ['POST', '/api/calls?enableGreetingPrompt=false&priorCallId=c0', KEY, { systemPrompt: 'Be brief.', medium: { webRtc: {} } }],
  ],
  [
    'making a call of an agent',
    (client) =>
      client.POST('/api/agents/{agent_id}/calls', {
        params: { path: { agent_id: 'a1' } },
        body: { metadata: { source: 'crm' } },
      }),
    ['POST', '/api/agents/a1/calls', KEY, { metadata: { source: 'crm' } }],
  ],
  [
    'what was said in all stages',
    (client) => client.GET('/api/calls/{call_id}/messages', { params: { ...call, query: { mode: 'in_call' } } }),
    ['GET', '/api/calls/c1/messages?mode=in_call', KEY],
  ],
  [
    'hanging up',
    (client) =>
      client.POST('/api/calls/{call_id}/send_data_message', { params: call, body: { type: 'hang_up', message: 'Good-bye.' } }),
    ['POST', '/api/calls/c1/send_data_message', KEY, { type: 'hang_up', message: 'Good-bye.' }],
  ],
  ['deleting a call', (client) => client.DELETE('/api/calls/{call_id}', { params: call }), ['DELETE', '/api/calls/c1', KEY]],
]

test.each(REQUESTS)('asks for %s as documented', async (_, send, wire) => {
  const { fetch, sent } = recorder({})
  await send(createUltravox({ apiKey: KEY, fetch }))
  expect(sent).toEqual([wire])
})

test("continues with the cursor of the page's own example, whose address leads to another host and ends with a quote", async () => {
  const { fetch, sent } = recorder({ results: [ended], next: 'http://api.example.org/accounts/?cursor=cD00ODY%3D"' })
  const client = createUltravox({ apiKey: KEY, fetch })
  const read = async () => {
    const ids: string[] = []
    for await (const { callId } of client.paginate('/api/calls', { params: { query: { search: 'refund' } } })) ids.push(callId)
    return ids
  }
  // The second page leads to itself.
  await expect(read()).rejects.toMatchObject({ code: 'unexpected-response' })
  expect(sent).toEqual([
    ['GET', '/api/calls?search=refund&pageSize=100', KEY],
    ['GET', '/api/calls?search=refund&pageSize=100&cursor=cD00ODY%3D', KEY],
  ])
})
