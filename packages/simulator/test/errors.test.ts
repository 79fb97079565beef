// Bodies of errors, written by hand from the documentation pages.
import { expect, test } from 'vitest'
import type { ProviderId } from '../src/index.js'
import { documented } from './all-documented.js'
import { ask } from './ask.js'
import { providers, start } from './each.js'

test.each(providers)('%s wants each of its credentials, and the right ones', async (provider) => {
  const simulator = await start(provider)
  const { headers: headersOf, list, unauthorized } = documented[provider]
  const right = headersOf(simulator.credentials)
  const missing = Object.keys(right).map((name) => Object.fromEntries(Object.entries(right).filter(([key]) => key !== name)))
  const wrong = Object.keys(right).map((name) => ({ ...right, [name]: `${right[name]}x` }))
  for (const headers of [{}, ...missing, ...wrong]) {
    const { status, body } = await ask(simulator, list.path, { ...list, headers })
    expect({ status, body }).toEqual({ status: 401, body: unauthorized })
  }
  expect((await ask(simulator, list.path, list)).status).toBe(200)
})

test.each(providers)('%s knows no other paths and methods', async (provider) => {
  const simulator = await start(provider)
  expect((await ask(simulator, '/no/such/path')).status).toBe(404)
  expect((await ask(simulator, documented[provider].list.path, { method: 'PATCH' })).status).toBe(405)
})

test.each(providers.filter((provider) => documented[provider].posts))('%s refuses a body that is no JSON', async (provider) => {
  const simulator = await start(provider)
  const path = documented[provider].posts?.(simulator) ?? ''
  expect((await ask(simulator, path, { method: 'POST', body: '{"page": 0' })).status).toBe(400)
})

test('TalkOver answers to the health check without credentials', async () => {
  const simulator = await start('talkover')
  expect(await ask(simulator, '/health', { headers: {} })).toMatchObject({ status: 200, body: { status: 'ok' } })
})

test('TalkOver carries the headers of its rate limit on every answer', async () => {
  const simulator = await start('talkover')
  for (const path of ['/calls', '/calls?page=x', '/no/such/path']) {
    const { headers } = await ask(simulator, path)
    expect(headers.get('x-ratelimit-limit')).toBe('1000')
    expect(headers.get('x-ratelimit-remaining')).toBe('999')
    expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000)
  }
})

test.each<[ProviderId, string, { method?: string; body?: unknown }, number, unknown]>([
  [
    'talkover',
    '/calls?status=ended&direction=sideways&date_from=yesterday',
    {},
    422,
    {
      success: false,
      message: 'The given data was invalid.',
      errors: {
        status: ['The selected status is invalid.'],
        direction: ['The selected direction is invalid.'],
        date_from: ['The date from must be a valid date.'],
      },
    },
  ],
  [
    'talkover',
    '/calls?per_page=101&page=0&date_to=2026-02-31',
    {},
    422,
    {
      success: false,
      message: 'The given data was invalid.',
      errors: {
        per_page: ['The per page must not be greater than 100.'],
        page: ['The page must be at least 1.'],
        date_to: ['The date to must be a valid date.'],
      },
    },
  ],
  ['talkover', '/agents/nobody/calls', {}, 404, { success: false, message: 'Agent not found' }],
  [
    'talkover',
    '/agents/nobody/active-call/%2B15550101001',
    {},
    404,
    { success: false, message: 'No active call found for this phone number' },
  ],
  ['agentvoice', '/calls?order_by=duration', {}, 400, { error: 'Invalid order_by parameter' }],
  ['agentvoice', '/calls/abc-123', {}, 404, { error: 'Call not found' }],
  ['agentvoice', '/calls?most_recent=true&status=lost', {}, 404, { error: 'No calls found matching criteria' }],
  ['agentvoice', '/agents/call', { method: 'POST', body: {} }, 400, { error: 'agentId and contactId are required' }],
  ['autocalls', '/user/calls/1', {}, 404, { message: 'Call not found' }],
  ['autocalls', '/user/calls/1', { method: 'DELETE' }, 404, { message: 'Call not found' }],
  [
    'autocalls',
    '/user/calls?status=answered&per_page=0',
    {},
    422,
    {
      message: 'The per page must be at least 1.',
      errors: { per_page: ['The per page must be at least 1.'], status: ['The selected status is invalid.'] },
    },
  ],
  [
    'autocalls',
    '/user/calls?assistant_id=first',
    {},
    422,
    { message: 'The assistant id must be an integer.', errors: { assistant_id: ['The assistant id must be an integer.'] } },
  ],
  ['butter', '/api/calls?limit=0', {}, 400, { success: false, error: 'limit must be between 1 and 100' }],
  ['butter', '/api/calls?cursor=nonsense', {}, 400, { success: false, error: 'Invalid cursor' }],
  ['butter', '/api/calls/call_abc123', {}, 404, { success: false, error: 'Call not found' }],
  [
    'zudu',
    '/api/calls/call_abc123',
    {},
    404,
    { message: 'Call not found', status: 'error', error: "Call with ID 'call_abc123' does not exist" },
  ],
  [
    'zudu',
    '/api/calls',
    { method: 'POST', body: { limit: 101 } },
    400,
    { message: 'Invalid request', status: 'error', error: 'limit must be an integer from 1 to 100' },
  ],
  [
    'zudu',
    '/api/calls',
    { method: 'POST', body: { sort_by: 'mood' } },
    400,
    { message: 'Invalid request', status: 'error', error: 'sort_by cannot be "mood"' },
  ],
  [
    'zudu',
    '/api/calls',
    { method: 'POST', body: { filter_criteria: { call_status: 'ended' } } },
    400,
    { message: 'Invalid request', status: 'error', error: 'call_status must be an array of strings' },
  ],
])('%s refuses %s %o with %i', async (provider, path, init, status, body) => {
  const answer = await ask(await start(provider), path, init)
  expect({ status: answer.status, body: answer.body }).toEqual({ status, body })
})

test.each([
  ['limit=0', { limit: 50, offset: 0, rows: 50 }],
  ['limit=101', { limit: 100, offset: 0, rows: 100 }],
  ['limit=few&offset=-1', { limit: 50, offset: 0, rows: 50 }],
  ['order=down&fields=all&most_recent=1', { limit: 50, offset: 0, rows: 50 }],
  ['from=yesterday&to=tomorrow', { limit: 50, offset: 0, rows: 50 }],
  ['include=recording&include=metrics', { limit: 50, offset: 0, rows: 50 }],
  ['call_type=web', { limit: 50, offset: 0, rows: 0 }],
  ['agent_id=me', { limit: 50, offset: 0, rows: 0 }],
])('AgentVoice refuses no other value than of order_by: not %s', async (query, { rows, ...wanted }) => {
  const { status, body } = await ask(await start('agentvoice'), `/calls?${query}`)
  expect(status).toBe(200)
  expect(body.pagination).toMatchObject(wanted)
  expect(body.data).toHaveLength(rows)
})

test('AgentVoice makes no call with an agent that is not there, nor to what is no number', async () => {
  const simulator = await start('agentvoice')
  const agentId = [...simulator.calls()][0]?.agent?.id
  for (const body of [
    { agentId: 'nobody', phoneNumber: '+15550101001' },
    { agentId, phoneNumber: '555' },
  ]) {
    const answer = await ask(simulator, '/agents/call', { method: 'POST', body })
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 500, body: { error: 'Failed to initiate call' } })
  }
})

test('TalkOver has another shape of errors where a call is made', async () => {
  const simulator = await start('talkover')
  const agentId = [...simulator.calls()][0]?.agent?.id
  const make = (path: string, body: unknown) => ask(simulator, path, { method: 'POST', body })
  expect(await make(`/agents/${agentId}/call`, {})).toMatchObject({
    status: 400,
    body: { error: { code: 'MISSING_PHONE_NUMBER' } },
  })
  expect(await make(`/agents/${agentId}/call`, { to: '555' })).toMatchObject({
    status: 400,
    body: { error: { code: 'INVALID_PHONE_NUMBER' } },
  })
  expect(await make('/agents/nobody/call', { to: '+15550101001' })).toMatchObject({
    status: 404,
    body: { error: { code: 'AGENT_NOT_FOUND' } },
  })
  const over = [...simulator.calls()].find(({ status }) => status === 'completed')
  expect(await make(`/agents/${over?.agent?.id}/end-call`, { call_sid: over?.id })).toMatchObject({
    status: 409,
    body: { success: false, code: 'CALL_NOT_ACTIVE' },
  })
})
