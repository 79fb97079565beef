// What HighLevel's pages leave open, turned by knobs.
import { expect, test } from 'vitest'
import { ask } from './ask.js'
import { start } from './each.js'

const LOGS = '/voice-ai/dashboard/call-logs'
const own = 'locationId=LOC123456789ABCDEF'

test('HighLevel wants a version, one of three or the one of its schemas', async () => {
  const statuses = async (knobs: Record<string, string>) => {
    const simulator = await start('highlevel', { calls: 1, knobs })
    const authorization = `Bearer ${simulator.credentials.token}`
    const versions = ['2021-04-15', '2023-02-21', 'v3', '2020-01-01', '']
    const asked = versions.map((Version) => ask(simulator, `${LOGS}?${own}`, { headers: { authorization, Version } }))
    return (await Promise.all(asked)).map(({ status }) => status)
  }
  expect(await statuses({})).toEqual([200, 200, 200, 400, 400])
  expect(await statuses({ versions: '2021-04-15' })).toEqual([200, 400, 400, 400, 400])
})

test('HighLevel keeps the calls of another location to itself, and says of an unknown call what the knob says', async () => {
  const simulator = await start('highlevel', { calls: 1 })
  const other = await start('highlevel', { calls: 1, knobs: { 'other-location': '403', 'unknown-call': '400' } })
  const statuses = (path: string) => Promise.all([simulator, other].map(async (each) => (await ask(each, path)).status))
  expect(await statuses(`${LOGS}?locationId=another`)).toEqual([401, 403])
  expect(await statuses(`/conversations/locations/another/messages/m/transcription`)).toEqual([401, 403])
  expect(await statuses(`${LOGS}/none?${own}`)).toEqual([404, 400])
})

test('HighLevel refuses a page that is too large, or cuts it', async () => {
  const simulator = await start('highlevel', { calls: 60 })
  expect((await ask(simulator, `${LOGS}?${own}&pageSize=51`)).status).toBe(400)
  const cutting = await start('highlevel', { calls: 60, knobs: { 'large-pages': 'cut' } })
  const { body } = await ask(cutting, `${LOGS}?${own}&pageSize=51`)
  expect([body.pageSize, body.callLogs.length, body.total]).toEqual([50, 50, 60])
  const past = await ask(simulator, `${LOGS}?${own}&page=9`)
  expect([past.status, past.body.callLogs, past.body.total]).toEqual([200, [], 60])
})

test('HighLevel compares dates in the unit and with the bounds of its knobs', async () => {
  const found = async (knobs: Record<string, string>, unitMs: number) => {
    const simulator = await start('highlevel', { calls: 5, knobs, newest: '2026-11-20T12:00:00Z' })
    const newest = Date.parse('2026-11-20T12:00:00Z') / unitMs
    const { body } = await ask(simulator, `${LOGS}?${own}&startDate=${newest}&endDate=${newest + 1}`)
    return body.total
  }
  expect(await found({}, 1)).toBe(1)
  expect(await found({ 'date-bounds': 'excluded' }, 1)).toBe(0)
  expect(await found({ 'date-unit': 'seconds' }, 1000)).toBe(1)
  expect(await found({ 'date-unit': 'seconds' }, 1)).toBe(0)
})
