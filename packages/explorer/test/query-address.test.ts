import { CHANNELS, DIRECTIONS, STATUSES } from 'callspec'
import { OUTCOMES, WEEKDAYS } from 'callspec/stats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ExplorerQuery, SORT_COLUMNS } from '../src/api/explorer-query.js'
import { fromQueryAddress, fromSortAddress, toQueryAddress, toSortAddress } from '../src/api/query-address.js'

const text = fc.string({ unit: 'grapheme', minLength: 1 })
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const some = <Word>(words: readonly Word[]) => fc.uniqueArray(fc.constantFrom(...words))
const seconds = fc.integer({ min: 0, max: 100_000 })

const queries: fc.Arbitrary<ExplorerQuery> = fc.record({
  since: orNull(text),
  until: orNull(text),
  timeZone: text,
  search: fc.string({ unit: 'grapheme' }),
  statuses: some(STATUSES),
  direction: orNull(fc.constantFrom(...DIRECTIONS)),
  channel: orNull(fc.constantFrom(...CHANNELS)),
  sources: fc.array(text),
  providers: fc.array(text),
  agentId: orNull(text),
  outcome: orNull(fc.constantFrom(...OUTCOMES)),
  minDurationSeconds: orNull(seconds),
  maxDurationSeconds: orNull(seconds),
  weekdays: some(WEEKDAYS),
  hours: some(Array.from({ length: 24 }, (_, hour) => hour)),
})

test('every query comes out of its address as it went in', () => {
  fc.assert(
    fc.property(queries, (query) => {
      expect(fromQueryAddress(new URLSearchParams(toQueryAddress(query).toString()))).toEqual(query)
    }),
  )
})

test('every sort comes out of its address as it went in, and none is the newest first', () => {
  for (const column of SORT_COLUMNS)
    for (const descending of [true, false])
      expect(fromSortAddress(new URLSearchParams({ sort: toSortAddress({ column, descending }) }))).toEqual({
        column,
        descending,
      })
  expect(fromSortAddress(new URLSearchParams())).toEqual({ column: 'occurredAt', descending: true })
})

test.each([
  ['status=done', 'Invalid status: received "done". Pass one of queued,'],
  ['hour=24', 'Invalid hour: received "24". Pass one of 0,'],
  ['min-duration=1m', 'Invalid min-duration: received "1m". Pass seconds like 90.'],
])('an address with %s is refused', (address, sentence) => {
  expect(() => fromQueryAddress(new URLSearchParams(address))).toThrow(sentence)
})
