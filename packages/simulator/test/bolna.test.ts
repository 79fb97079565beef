import { expect, test } from 'vitest'
import { ask } from './ask.js'
import { start } from './each.js'

const LIST = '/v2/agent/3c90c3cc-0d44-4b50-8888-8dd257360520/executions'
const WEEK = 'from=2026-11-14T12:00:00Z&to=2026-11-21T12:00:00Z'

test.each([
  ['no bound', '', 'from and to are required'],
  ['one bound', '?from=2026-11-14T12:00:00Z', 'from and to are required'],
  ['more than seven days', '?from=2026-11-14T12:00:00Z&to=2026-11-21T12:00:01Z', 'from and to may be at most 7 days apart'],
])('Bolna refuses a list with %s in either shape, unless dates are optional', async (_, inputs, message) => {
  const refused = await ask(await start('bolna'), LIST + inputs)
  expect([refused.status, refused.body]).toEqual([400, { error: 400, message }])
  const otherwise = await ask(await start('bolna', { knobs: { refusal: 'detail' } }), LIST + inputs)
  expect([otherwise.status, otherwise.body]).toEqual([422, { detail: [{ msg: message }] }])
  expect((await ask(await start('bolna', { knobs: { dates: 'optional' } }), LIST + inputs)).status).toBe(200)
})

test('Bolna lists no row behind the end, and says so', async () => {
  const { body } = await ask(await start('bolna', { calls: 45 }), `${LIST}?${WEEK}&page_number=4`)
  expect(body).toEqual({ page_number: 4, page_size: 20, total: 45, has_more: false, data: [] })
})

test('Bolna may call the number of a page otherwise, and trim rows', async () => {
  const knobs = { 'page-name': 'page', 'row-members': 'trimmed', 'length-name': 'conversation_time' }
  const { body } = await ask(await start('bolna', { calls: 1, knobs }), `${LIST}?${WEEK}`)
  const { data, ...rest } = body
  expect(rest).toEqual({ page: 1, page_size: 20, total: 1, has_more: false })
  expect(Object.keys(data[0]).toSorted()).toEqual(['conversation_time', 'created_at', 'id', 'status', 'telephony_data'])
  expect(Object.keys(data[0].telephony_data).toSorted()).toEqual(['from_number', 'provider', 'to_number'])
})

test('An account of Bolna may have fewer agents, and no fewer than one', async () => {
  const agents = await ask(await start('bolna', { agents: 2 }), '/v2/agent/all')
  expect(agents.body).toHaveLength(2)
  await expect(start('bolna', { agents: 0 })).rejects.toThrow('an integer from 1 to 5')
})
