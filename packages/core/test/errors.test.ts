import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { CallspecError, fieldErrors, isCallspecError, providerMessage } from '../src/index.js'
import { waitHint } from '../src/transport/wait-hint.js'
import { type AcmeOptions, createAcme, credentials, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })

const CHECK = ' Check apiKey and token.'
const LATER = ' Try again later.'
const BASE_URL = ' Check the base URL (ACME_BASE_URL or { baseUrl }), like https://api.acme.example/v1.'

// Every body that the documentation of the five platforms shows for an error, in its own words.
const DOCUMENTED: [sheet: string, status: number, body: unknown, code: string, message: string, advice?: string][] = [
  ['TalkOver, list', 401, { success: false, message: 'Unauthorized' }, 'unauthorized', 'Unauthorized', CHECK],
  ['TalkOver, list', 500, { success: false, message: 'Internal server error.' }, 'server', 'Internal server error.', LATER],
  ['TalkOver, agent', 404, { success: false, message: 'Agent not found' }, 'not-found', 'Agent not found'],
  [
    'TalkOver, active call',
    404,
    { success: false, message: 'No active call found for this phone number' },
    'not-found',
    'No active call found for this phone number',
  ],
  [
    'TalkOver, end call',
    409,
    { success: false, message: 'Call is not active', code: 'CALL_NOT_ACTIVE' },
    'invalid-request',
    'Call is not active',
  ],
  [
    'TalkOver, campaign call',
    409,
    { success: false, message: 'Duplicate call', existing_call: { id: 'c1' } },
    'invalid-request',
    'Duplicate call',
  ],
  [
    'TalkOver, make call',
    400,
    { error: { code: 'AGENT_INACTIVE', message: 'Agent is inactive' } },
    'invalid-request',
    'Agent is inactive',
  ],
  [
    'TalkOver, make call',
    402,
    { error: { code: 'INSUFFICIENT_CREDITS', message: 'Insufficient credits' } },
    'invalid-request',
    'Insufficient credits',
  ],
  [
    'TalkOver, introduction',
    401,
    { success: false, error: { code: 'INVALID_TOKEN', message: 'Invalid token' } },
    'unauthorized',
    'Invalid token',
    CHECK,
  ],
  [
    'TalkOver, make call',
    429,
    { error: { code: 'RATE_LIMIT_EXCEEDED', message: 'Too many requests', details: { retry_after: 60 } } },
    'rate-limited',
    'Too many requests',
  ],
  [
    'TalkOver, authentication',
    401,
    { error: 'UNAUTHORIZED', message: 'Invalid or missing token', status_code: 401 },
    'unauthorized',
    'Invalid or missing token',
    CHECK,
  ],
  ['TalkOver, webhooks', 401, { message: 'Missing Bearer Token' }, 'unauthorized', 'Missing Bearer Token', CHECK],
  ['AgentVoice, calls', 400, { error: 'Invalid order_by parameter' }, 'invalid-request', 'Invalid order_by parameter'],
  ['AgentVoice, calls', 401, { error: 'Authentication failed' }, 'unauthorized', 'Authentication failed', CHECK],
  ['AgentVoice, calls', 404, { error: 'Call not found' }, 'not-found', 'Call not found'],
  ['AgentVoice, calls', 404, { error: 'No calls found matching criteria' }, 'not-found', 'No calls found matching criteria'],
  [
    'AgentVoice, agents',
    400,
    { error: 'agentId and contactId are required' },
    'invalid-request',
    'agentId and contactId are required',
  ],
  ['AgentVoice, agents', 404, { error: 'Contact not found' }, 'not-found', 'Contact not found'],
  ['AgentVoice, agents', 500, { error: 'Failed to initiate call' }, 'server', 'Failed to initiate call', LATER],
  [
    'Zudu, get',
    404,
    { message: 'Call not found', status: 'error', error: "Call with ID 'call_abc123' does not exist" },
    'not-found',
    'Call not found',
  ],
  ['Autocalls, get', 404, { message: 'Call not found' }, 'not-found', 'Call not found'],
  [
    'Famulor, make call',
    400,
    { message: 'Invalid phone number format. Please use E.164 format (e.g. +1234567890)' },
    'invalid-request',
    'Invalid phone number format. Please use E.164 format (e.g. ***90)',
  ],
  [
    'Famulor, make call',
    422,
    { message: 'Insufficient balance to make call. Please top up your account.' },
    'invalid-request',
    'Insufficient balance to make call. Please top up your account.',
  ],
]

// Words for programs that the descriptor of the tests knows; a message may repeat them.
const CODES = ['CALL_NOT_ACTIVE', 'INVALID_TOKEN']

test.each(DOCUMENTED)('%s: %i %j', async (_, status, body, code, said, advice = '') => {
  await using server = await startServer((response) => answerJson(response, body, status))
  const error = await failure(create({ baseUrl: server.origin }).send('GET', '/calls/{id}', { params: { path: { id: '7' } } }))
  const word = CODES.find((each) => JSON.stringify(body).includes(each))
  expect(providerMessage(error)).toBe(said)
  expect({ ...error, message: error.message }).toEqual({
    name: 'CallspecError',
    message: `acme GET /calls/{id}: ${[`${status} ${code}`, word].filter(Boolean).join(', ')}.${advice}`,
    code,
    provider: 'acme',
    source: undefined,
    status,
    requestId: undefined,
    retryAfterMs: undefined,
  })
  expect(fieldErrors(error)).toBeUndefined()
  expect(error.cause).toBeUndefined()
})

test('field errors are told one by one', async () => {
  const errors = {
    status: ['The selected status is invalid.'],
    direction: ['The selected direction is invalid.'],
    date_from: ['The date from must be a valid date.', 'Write it as YYYY-MM-DD.'],
  }
  const body = { success: false, message: 'The given data was invalid.', errors }
  await using server = await startServer((response) => answerJson(response, body, 422))
  const error = await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))
  expect(error.code).toBe('invalid-request')
  expect(fieldErrors(error)).toEqual(errors)
  expect(error.message).toBe('acme GET /calls: 422 invalid-request, fields: status, direction, date_from.')
  expect(providerMessage(error)).toBe(
    'The given data was invalid. status: The selected status is invalid.; direction: The selected direction is invalid.; ' +
      'date_from: The date from must be a valid date. Write it as YYYY-MM-DD.',
  )
})

// Statuses whose body no page shows.
const FOREIGN = ` The platform sends JSON: check the gateway or proxy in between, and${BASE_URL.replace(' Check', '')}`
test.each([
  [400, 'invalid-request', ''],
  [401, 'unauthorized', CHECK],
  [403, 'forbidden', ' Check what apiKey and token may do.'],
  [404, 'not-found', BASE_URL],
  [408, 'timeout', ''],
  [410, 'not-found', BASE_URL],
  [418, 'invalid-request', ''],
  [429, 'rate-limited', ''],
  [500, 'server', LATER],
  [502, 'server', LATER],
  [599, 'server', LATER],
])('a %i is %s, whatever its body', async (status, code, advice) => {
  const bodies = ['', 'null', '[]', '{"error": null}', '{"message": 7, "errors": "none"}', '{"success": false}']
  for (const body of bodies) {
    await using server = await startServer((response) => response.writeHead(status).end(body))
    const error = await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))
    expect({ code: error.code, status: error.status, message: error.message }).toEqual({
      code,
      status,
      message: `acme GET /calls: ${status} ${code}.${advice}`,
    })
  }
})

test('a status means what the spec gives it as a code, at the operation that it is documented for', async () => {
  await using server = await startServer((response) => answerJson(response, { message: 'No such call' }, 422))
  const client = create({ baseUrl: server.origin })
  const params = { path: { id: '1' } }
  const [own, others] = [
    await failure(client.send('DELETE', '/calls/{id}', { params })),
    await failure(client.send('GET', '/calls')),
  ]
  expect([own.code, own.status, own.message]).toEqual(['not-found', 422, 'acme DELETE /calls/{id}: 422 not-found.'])
  expect([others.code, others.status]).toEqual(['invalid-request', 422])
})

describe('an error that is not JSON comes from something in front of the platform:', () => {
  test.each([
    [403, 'text/html; charset=UTF-8', 'error code: 1010', 'forbidden', 'error code: 1010'],
    [403, 'text/plain', 'error code: 1010\n', 'forbidden', 'error code: 1010'],
    [401, 'text/html', '<!doctype html>\n<title>Sign in &amp; go on</title>', 'unauthorized', 'Sign in & go on'],
    [429, 'text/html', '<html><script>var a = "<b>"</script><h1>Rate limited</h1>', 'rate-limited', 'Rate limited'],
    [400, 'text/xml', '<?xml version="1.0"?><Error><Code>Bad</Code><Message>No</Message></Error>', 'invalid-request', 'Bad'],
    [403, 'text/plain', 'Ann Smith","transcript":"my name is Ann"}]}', 'forbidden', undefined],
    [400, 'application/xml', '<Error><Code>Bad</Code></Error>', 'invalid-request', 'Bad'],
    [403, 'application/octet-stream', 'no entry', 'forbidden', 'no entry'],
    [404, undefined, '\n\n  no such app  \nmore', 'not-found', 'no such app'],
    [410, 'text/html', '<p>   </p>', 'not-found', undefined],
    [502, 'text/html', '<html>Bad gateway</html>', 'server', 'Bad gateway'],
    [403, 'text/html', '<!-- a > b -->\n<p>No entry</p>', 'forbidden', 'No entry'],
    [403, 'application/ann-smith', 'no', 'forbidden', 'no'],
  ])('%i %s %j', async (status, type, body, code, said) => {
    await using server = await startServer((response) =>
      response.writeHead(status, type === undefined ? {} : { 'content-type': type }).end(body),
    )
    const error = await failure(create({ baseUrl: server.origin, retries: 0 }).send('GET', '/calls'))
    const shown = type === undefined ? '' : type.includes('ann') ? ', an unknown type' : `, ${type.split(';')[0]}`
    expect([error.code, providerMessage(error), error.message]).toEqual([
      code,
      said,
      `acme GET /calls: ${status} ${code}${shown}.${status === 502 ? LATER : ''}${FOREIGN}`,
    ])
  })

  test('a 407 is the answer of a proxy, whatever its body', async () => {
    for (const body of ['', '{"message":"Proxy authentication required"}', '<h1>Proxy</h1>']) {
      await using server = await startServer((response) => response.writeHead(407).end(body))
      const error = await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))
      expect(error.message).toMatch(/^acme GET \/calls: 407 invalid-request.*\. A proxy requires credentials\. Check the proxy/)
      expect(error.message).not.toContain('apiKey')
    }
  })
})

test.each([
  ['a detail', { detail: 'Not enough credits' }, 'Not enough credits'],
  [
    "FastAPI's list",
    { detail: [{ loc: ['body', 'to'], msg: 'field required', type: 'value_error.missing' }] },
    'field required',
    { 'body.to': ['field required'] },
  ],
  ['errors as a text', { errors: 'No plan' }, 'No plan'],
  ['errors as a list of texts', { errors: ['No plan', 'No credits'] }, 'No plan; No credits'],
  [
    'errors as a list of objects',
    { errors: [{ field: 'to', message: 'Not a number' }, { title: 'No plan' }] },
    'Not a number; No plan',
    { to: ['Not a number'] },
  ],
  [
    'errors as an object',
    { errors: { to: ['is wrong'], from: 'is missing' } },
    'to: is wrong; from: is missing',
    { to: ['is wrong'], from: ['is missing'] },
  ],
  ['a nested message', { error: { message: 'No plan', type: 'x' } }, 'No plan'],
  ['a nested error', { error: { error: { detail: 'No plan' } } }, 'No plan'],
  ['a list of messages', { message: ['to must be a number', 'from is missing'] }, 'to must be a number; from is missing'],
  ['a title', { type: 'about:blank', title: 'Forbidden plan' }, 'Forbidden plan'],
  ['a title beside its detail', { title: 'Forbidden', detail: 'No plan' }, 'No plan'],
  ['an envelope', { data: { message: 'No plan' } }, 'No plan'],
  ['an error in an envelope', { response: { error: { message: 'No plan' } } }, 'No plan'],
  ['errors in an envelope', { result: { errors: ['No plan'] } }, 'No plan'],
  ['a list', [{ message: 'No plan' }], 'No plan'],
  ['a text', 'No plan', 'No plan'],
  ['a detail that is an object', { detail: { message: 'No plan', code: 'PLAN' } }, 'No plan'],
  [
    'errors as an object of objects',
    { errors: { to: { message: 'is wrong' }, from: [{ message: 'is missing' }] } },
    'to: is wrong; from: is missing',
    { to: ['is wrong'], from: ['is missing'] },
  ],
  ['the Message of a gateway', { Message: 'No plan' }, 'No plan'],
  ['an error message', { error_message: 'No plan' }, 'No plan'],
  ['a description', { errorMessage: '', description: 'No plan' }, 'No plan'],
  ['an envelope of another name', { fault: { detail: 'No plan' }, meta: null }, 'No plan'],
  ['an empty message beside a detail', { message: '', detail: 'No plan' }, 'No plan'],
  ['nothing', { message: null, code: 7, data: {} }, undefined],
] as [string, unknown, string | undefined, object?][])("the platform's words are found in %s", async (_, body, said, fields) => {
  await using server = await startServer((response) => answerJson(response, body, 400))
  const error = await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))
  expect([providerMessage(error), fieldErrors(error)]).toEqual([said, fields])
  expect(error.message).toBe(
    `acme GET /calls: 400 invalid-request${fields ? `, fields: ${Object.keys(fields).join(', ')}` : ''}.`,
  )
})

// Such a list is there even when it is empty, so that only the address can be wrong.
test.each([
  ['GET', '/calls', BASE_URL],
  ['POST', '/search', BASE_URL],
  ['GET', '/agents/{agent_id}/calls', ''],
  ['GET', '/calls/{id}', ''],
  ['DELETE', '/calls/{id}', ''],
] as const)('a 404 of %s %s ends with "%s"', async (method, path, advice) => {
  await using server = await startServer((response) => answerJson(response, { message: 'Not found' }, 404))
  const init = { params: { path: { id: '7', agent_id: '7' } } }
  expect((await failure(create({ baseUrl: server.origin }).send(method, path, init))).message).toBe(
    `acme ${method} ${path}: 404 not-found.${advice}`,
  )
})

test("the platform's words stay on one line and cannot control a terminal", async () => {
  const body = { message: `No\r\n\u001b[31mcalls\u009b\u2028 ${'x'.repeat(1000)}`, errors: { 'a\nb': ['c\nd'] } }
  await using server = await startServer((response) => answerJson(response, body, 400))
  const error = await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(providerMessage(error)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028]/)
  expect(providerMessage(error)).toContain('No [31mcalls xxx')
  expect(fieldErrors(error)).toEqual({ 'a b': ['c d'] })
  expect(providerMessage(error)!.length).toBeLessThan(300)
})

describe('the time to wait', () => {
  const now = Date.parse('2026-11-20T10:00:00Z')
  test.each([
    ['0', 0],
    ['12', 12_000],
    ['1.5', 1_500],
    [' 7 ', 7_000],
    ['Fri, 20 Nov 2026 10:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 09:00:00 GMT', undefined],
    ['-1', undefined],
    ['', undefined],
    ['soon', undefined],
    ['Infinity', undefined],
  ])('Retry-After "%s" is %s ms', (value, expected) => {
    expect(waitHint(new Headers({ 'retry-after': value }), 503, now)).toBe(expected)
  })

  test('is in the error and its message', async () => {
    await using server = await startServer((response) => response.writeHead(429, { 'retry-after': '12' }).end())
    const error = await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))
    expect(error.retryAfterMs).toBe(12_000)
    expect(error.message).toBe('acme GET /calls: 429 rate-limited, retry after 12 s.')
  })

  test('is unknown where its unit is not documented', async () => {
    const body = { error: { message: 'Slow down', details: { retry_after: 60 } } }
    await using server = await startServer((response) => answerJson(response, body, 429))
    expect((await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))).retryAfterMs).toBeUndefined()
  })
})

test.each(['x-request-id', 'request-id', 'x-correlation-id', 'cf-ray'])(
  "%s is the platform's id of the request",
  async (header) => {
    await using server = await startServer((response) => response.writeHead(500, { [header]: 'req_123' }).end())
    expect((await failure(create({ baseUrl: server.origin }).send('GET', '/calls'))).requestId).toBe('req_123')
  },
)

test('errors of two sources on one platform tell which', async () => {
  const fetch = async () => Response.json({ message: 'No' }, { status: 403 })
  const error = await failure(
    create({ fetch, source: 'acme-eu' }).send('DELETE', '/calls/{id}', { params: { path: { id: '7' } } }),
  )
  expect(error.source).toBe('acme-eu')
  // The path of the spec: ids and numbers in the real path stay out of messages.
  expect(error.message).toBe('acme (acme-eu) DELETE /calls/{id}: 403 forbidden. Check what apiKey and token may do.')
})

test('a key from the environment is named with its variable, one from code without', async () => {
  const fetch = async () => Response.json({}, { status: 401 })
  vi.stubEnv('ACME_API_KEY', 'environment-key')
  vi.stubEnv('ACME_TOKEN', 'environment-token')
  onTestFinished(() => void vi.unstubAllEnvs())
  const messageOf = async (options: AcmeOptions) =>
    (await failure(createAcme({ fetch, ...options }).send('GET', '/calls'))).message
  expect(await messageOf({})).toBe('acme GET /calls: 401 unauthorized. Check apiKey (ACME_API_KEY) and token (ACME_TOKEN).')
  expect(await messageOf(credentials)).toBe('acme GET /calls: 401 unauthorized. Check apiKey and token.')
})

describe('isCallspecError', () => {
  test('knows an error of another installed copy', async () => {
    // A query makes a second instance of the module; the compiler cannot know its type.
    const path = '../src/errors/error.js?second-copy'
    const copy = (await import(/* @vite-ignore */ path)) as typeof import('../src/errors/error.js')
    expect(copy.CallspecError).not.toBe(CallspecError)
    const error = new copy.CallspecError('No', { code: 'server' })
    expect(error).not.toBeInstanceOf(CallspecError)
    expect(isCallspecError(error)).toBe(true)
    expect(copy.isCallspecError(new CallspecError('No', { code: 'server' }))).toBe(true)
    expect(providerMessage(new copy.CallspecError('No', { code: 'server', said: { message: 'No plan' } }))).toBe('No plan')
  })

  test.each([null, undefined, 'CallspecError', 7, {}, new Error('No'), { name: 'CallspecError', code: 'server' }])(
    'is false for %o',
    (value) => {
      expect(isCallspecError(value)).toBe(false)
    },
  )
})

test('an error is an Error with its cause, its name and its code', () => {
  const cause = new Error('below')
  const error = new CallspecError('above', { code: 'network', cause })
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toBe('CallspecError: above')
  expect(error.cause).toBe(cause)
  expect('cause' in new CallspecError('alone', { code: 'network' })).toBe(false)
})
