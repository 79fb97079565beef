import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { CHANNELS, DIRECTIONS, INCLUDED, ORDERS, STATUSES } from 'callspec'
import { checkQuery } from 'callspec/kit'
import { QUERY_SCHEMA } from 'callspec/query-schema'
import { array, constantFrom, assert as holds, property, record } from 'fast-check'
import { expect, test } from 'vitest'

const accepts = new Ajv2020().compile(QUERY_SCHEMA)

function isTaken(query: object): boolean {
  try {
    checkQuery(query)
    return true
  } catch {
    return false
  }
}

/** Of each member values that are right and wrong, but no two that are wrong only beside each other. */
const VALUES: Record<keyof typeof QUERY_SCHEMA.properties, readonly unknown[]> = {
  since: [
    ...['2026-11-01', '2026-11-01T08:00:00Z', '2026-11-01 08:00+02:00', '2026-11-01t08:00:60.123456z'],
    ...['2026-11-01T08:00:00', '2026-13-01', '2026-11-32', 'yesterday', '', '2026-11-01T24:00:00Z', 1_700_000_000, null],
  ],
  until: ['2026-12-01', '2026-12-01T08:00:00,5 GMT', '2026-12-01T08Z', '01.12.2026', true],
  timeZone: ['UTC', 'Europe/Berlin', '', ' ', 2],
  status: ['failed', ...STATUSES.map((word) => [word]), ['failed', 'busy'], [], 'FAILED', ['lost'], null, {}],
  direction: [...DIRECTIONS, 'both', ['inbound'], null],
  channel: [...CHANNELS, 'sms', null],
  isTest: [true, false, 'true', 0, null],
  phoneNumber: ['+15551234567', 'tel:+1-555-123-4567', '+1 (555) 123-4567', '+', 'Maria', '', 15551234567, null],
  agentId: ['agent_1', ' a ', '', '  ', 7, null],
  campaignId: ['4711', '', {}, null],
  minDurationSeconds: [0, 0.5, 20, -1, '20', null],
  maxDurationSeconds: [20, 3600, -0.5, null],
  order: [...ORDERS, 'latest'],
  limit: [0, 1, 500, -1, 1.5, '10', null],
  include: [[], ...INCLUDED.map((word) => [word]), [...INCLUDED], 'transcript', ['audio'], null],
  strict: [true, false, 'yes', null],
}

test('the schema of a query accepts what a log accepts, member by member', () => {
  for (const [name, values] of Object.entries(VALUES))
    for (const value of values) {
      const query = { [name]: value }
      expect([query, accepts(query)]).toEqual([query, isTaken(query)])
    }
})

test('the schema of a query accepts what a log accepts, whatever members come together', () => {
  const members = Object.fromEntries(Object.entries(VALUES).map(([name, values]) => [name, constantFrom(...values)]))
  const extra = array(constantFrom('agent', 'phone', 'signal', 'state', 'dateFrom'), { maxLength: 1 })
  holds(
    property(record(members, { requiredKeys: [] }), extra, (query, unknown) => {
      const asked = { ...query, ...Object.fromEntries(unknown.map((name) => [name, 1])) }
      expect(accepts(asked)).toBe(isTaken(asked))
    }),
    { numRuns: 500 },
  )
})

test('the words of the schema are those of the query, in the same order', () => {
  const { status, direction, channel, order, include } = QUERY_SCHEMA.properties
  expect(status.anyOf[0].enum).toEqual(STATUSES)
  expect(status.anyOf[1].items.enum).toEqual(STATUSES)
  expect(direction.enum).toEqual(DIRECTIONS)
  expect(channel.enum).toEqual(CHANNELS)
  expect(order.enum).toEqual(ORDERS)
  expect(include.items.enum).toEqual(INCLUDED)
})

test('the published file and the module are one schema, and no member lacks a description', () => {
  const published = JSON.parse(readFileSync(new URL(import.meta.resolve('callspec/query.schema.json')), 'utf8'))
  expect(published).toEqual(QUERY_SCHEMA)
  expect(Object.values(QUERY_SCHEMA.properties).filter(({ description }) => description.length < 10)).toEqual([])
})

test('what JSON Schema cannot say, a log still refuses', () => {
  const beyond = [
    { since: '2026-02-30' },
    { since: '2026-11-02', until: '2026-11-01' },
    { timeZone: 'Europe/Atlantis' },
    { phoneNumber: 'Maria 123 or +15551234567 or +15551234568' },
    { minDurationSeconds: 20, maxDurationSeconds: 10 },
  ]
  for (const query of beyond) expect([query, accepts(query), isTaken(query)]).toEqual([query, true, false])
})
