import { expect, test } from 'vitest'
import { emptyQuery, NEWEST_FIRST } from '../../src/api/explorer-query.ts'
import { activeFilters } from '../../src/page/query/filter-texts.ts'
import { type PeriodName, periodName, periodOf } from '../../src/page/query/periods.ts'
import { openView, readViews, saveView } from '../../src/page/views/saved-view.ts'

// A Sunday evening in New York, and Monday already in Berlin.
const NOW = Date.parse('2026-11-30T01:30:00Z')
const BERLIN = 'Europe/Berlin'

test.each<[PeriodName, string | null, string | null]>([
  ['all', null, null],
  ['today', '2026-11-30', '2026-12-01'],
  ['yesterday', '2026-11-29', '2026-11-30'],
  ['last-7-days', '2026-11-24', '2026-12-01'],
  ['last-30-days', '2026-11-01', '2026-12-01'],
  ['this-week', '2026-11-30', '2026-12-07'],
  ['last-week', '2026-11-23', '2026-11-30'],
  ['this-month', '2026-11-01', '2026-12-01'],
  ['last-month', '2026-10-01', '2026-11-01'],
])('%s is from %s to before %s in Berlin', (name, since, until) => {
  expect(periodOf(name, NOW, BERLIN)).toEqual({ since, until })
})

test('a day is that of the zone', () => {
  expect(periodOf('today', NOW, 'America/New_York').since).toBe('2026-11-29')
  expect(periodOf('this-week', NOW, 'America/New_York').since).toBe('2026-11-23')
})

test('a period has a name as long as it is that of today', () => {
  const { since, until } = periodOf('last-week', NOW, BERLIN)
  expect(periodName({ since, until }, NOW, BERLIN)).toBe('last-week')
  expect(periodName({ since, until }, NOW + 7 * 86_400_000, BERLIN)).toBe(null)
})

test('a saved view goes on with the calendar, and what the browser kept and cannot be opened is left out', () => {
  const query = { ...emptyQuery(BERLIN), ...periodOf('last-week', NOW, BERLIN), search: 'refund' }
  const saved = saveView('Refunds', { query, sort: NEWEST_FIRST, columns: ['id'] }, NOW)
  const later = openView(saved, NOW + 7 * 86_400_000)
  expect(later.query).toEqual({ ...query, since: '2026-11-30', until: '2026-12-07' })
  const kept = JSON.parse(JSON.stringify([saved, { ...saved, address: 'status=gone' }, { ...saved, columns: [7] }, 7, null]))
  expect(readViews(kept)).toEqual([saved])
  expect(readViews('views')).toBe(null)
})

test('filters are said in words, and each takes itself back', () => {
  const query = {
    ...emptyQuery('UTC'),
    since: '2026-01-01',
    until: '2026-01-08',
    statuses: ['no_answer' as const],
    minDurationSeconds: 60,
    hours: [8, 9, 15],
  }
  expect(activeFilters(query).map(({ name, text }) => `${name}: ${text}`)).toEqual([
    'Period: 2026-01-01 to 2026-01-07',
    'Status: no answer',
    'Duration: at least 1:00',
    'Hour: 8:00 to 10:00, 15:00 to 16:00',
  ])
  const open = Object.assign({}, query, ...activeFilters(query).map(({ without }) => without))
  expect(open).toEqual(emptyQuery('UTC'))
})
