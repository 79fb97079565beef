import { expect, test } from 'vitest'
import { clientSuite } from '../../core/test/client-suite.js'
import { createElevenlabs, type ElevenlabsClient, type ElevenlabsOptions, fieldErrors, providerMessage } from '../src/index.js'

clientSuite('elevenlabs', createElevenlabs)

/** A client whose requests all get the same response, and what it sent. */
function recorded(answer: unknown, { status = 200, ...options }: ElevenlabsOptions & { status?: number } = {}) {
  const sent: unknown[] = []
  const fetch = async (request: Request) => {
    const text = await request.text()
    sent.push([request.method, request.url, request.headers.get('xi-api-key'), ...(text ? [JSON.parse(text)] : [])])
    return answer instanceof Uint8Array ? new Response(Buffer.from(answer)) : Response.json(answer, { status })
  }
  return { client: createElevenlabs({ apiKey: 'test-key', retries: 0, ...options, fetch }), sent }
}

const BASE = 'https://api.elevenlabs.io/v1/convai'
const one = { params: { path: { conversation_id: 'conv_1' } } }
const dial = { agent_id: 'agent_1', agent_phone_number_id: 'phnum_1', to_number: '+15550101007' }

// Left what is called, right what the documentation says goes over the wire.
const REQUESTS: [name: string, send: (client: ElevenlabsClient) => Promise<unknown>, wire: unknown[]][] = [
  [
    'conversations by filters, of which those with several values repeat their name',
    (client) =>
      client.GET('/v1/convai/conversations', {
        params: {
          query: {
            page_size: 100,
            agent_id: 'agent_1',
            call_start_after_unix: 1793519999,
            text_only: false,
            exclude_statuses: ['in-progress', 'failed'],
            data_collection_params: ['plan:in:a|b'],
            sort_direction: 'asc',
          },
        },
      }),
    [
      'GET',
      `${BASE}/conversations?page_size=100&agent_id=agent_1&call_start_after_unix=1793519999&text_only=false&exclude_statuses=in-progress&exclude_statuses=failed&data_collection_params=plan%3Ain%3Aa%7Cb&sort_direction=asc`,
      'test-key',
    ],
  ],
  [
    'a conversation',
    (client) => client.GET('/v1/convai/conversations/{conversation_id}', one),
    ['GET', `${BASE}/conversations/conv_1`, 'test-key'],
  ],
  [
    'the analysis of a conversation once more',
    (client) => client.POST('/v1/convai/conversations/{conversation_id}/analysis/run', one),
    ['POST', `${BASE}/conversations/conv_1/analysis/run`, 'test-key'],
  ],
  [
    'a batch',
    (client) =>
      client.POST('/v1/convai/batch-calling/submit', {
        body: { call_name: 'May', agent_id: 'agent_1', recipients: [{ phone_number: '+15550101007' }] },
      }),
    [
      'POST',
      `${BASE}/batch-calling/submit`,
      'test-key',
      { call_name: 'May', agent_id: 'agent_1', recipients: [{ phone_number: '+15550101007' }] },
    ],
  ],
]

test.each(REQUESTS)('asks for %s as documented', async (_, send, wire) => {
  const { client, sent } = recorded({})
  await send(client)
  expect(sent).toEqual([wire])
})

test.each([
  [undefined, 'https://api.elevenlabs.io'],
  ['us', 'https://api.us.elevenlabs.io'],
  ['eu', 'https://api.eu.residency.elevenlabs.io'],
  ['in', 'https://api.in.residency.elevenlabs.io'],
  ['sg', 'https://api.sg.residency.elevenlabs.io'],
] as const)('the workspaces of the brand %s are at %s', async (brand, host) => {
  const { client, sent } = recorded([], brand && { brand })
  await client.GET('/v1/convai/phone-numbers')
  expect(sent).toEqual([['GET', `${host}/v1/convai/phone-numbers`, 'test-key']])
})

test('a 200 that says that no call was made is an error, and is sent once', async () => {
  const refusal = { success: false, message: 'No capacity', conversation_id: null, callSid: null }
  const { client, sent } = recorded(refusal, { retries: 3 })
  const { data, error, response } = await client.POST('/v1/convai/twilio/outbound-call', { body: dial })
  expect([data, error, response.status]).toEqual([undefined, refusal, 200])
  const failure = await client.unwrap(client.POST('/v1/convai/twilio/outbound-call', { body: dial })).catch((thrown) => thrown)
  expect(providerMessage(failure)).toBe('No capacity')
  expect(sent.length).toBe(2)
  const made = { success: true, message: 'Success', conversation_id: 'conv_1', callSid: 'CA1' }
  const other = recorded(made).client
  expect(await other.unwrap(other.POST('/v1/convai/twilio/outbound-call', { body: dial }))).toEqual(made)
})

test('a recording comes as bytes', async () => {
  const { client } = recorded(Uint8Array.of(0xff, 0xfb, 0x90, 0x00))
  const { data } = await client.GET('/v1/convai/conversations/{conversation_id}/audio', { ...one, parseAs: 'arrayBuffer' })
  expect([...new Uint8Array(data as ArrayBuffer)]).toEqual([0xff, 0xfb, 0x90, 0x00])
})

// The three shapes that live side by side.
test.each([
  [401, { detail: { status: 'invalid_api_key', message: 'Invalid API key' } }, 'unauthorized', 'Invalid API key', undefined],
  [
    400,
    { detail: { type: 'validation_error', code: 'invalid_parameters', message: 'No such model.', status: 'invalid_parameters' } },
    'invalid-request',
    'No such model.',
    undefined,
  ],
  [
    422,
    { detail: [{ loc: ['query', 'page_size'], msg: 'Input should be less than or equal to 100', type: 'less_than_equal' }] },
    'invalid-request',
    'Input should be less than or equal to 100',
    { 'query.page_size': ['Input should be less than or equal to 100'] },
  ],
  [
    429,
    { detail: { code: 'concurrent_limit_exceeded', message: 'Too many requests.' } },
    'rate-limited',
    'Too many requests.',
    undefined,
  ],
])('a %i with %o is: %s', async (status, body, code, sentence, fields) => {
  const { client } = recorded(body, { status })
  const failure = await client.unwrap(client.GET('/v1/convai/conversations')).catch((thrown) => thrown)
  expect([failure.code, failure.status, fieldErrors(failure)]).toEqual([code, status, fields])
  expect(providerMessage(failure)).toContain(sentence)
  expect(failure.message).not.toContain('test-key')
})
