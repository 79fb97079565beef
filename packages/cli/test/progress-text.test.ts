import type { SourceProgress } from 'callspec'
import { expect, test } from 'vitest'
import { progressLine, progressLines } from '../src/progress/progress-text.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')

const source = (id: string, more: Partial<SourceProgress> = {}): SourceProgress => ({
  source: id,
  state: 'reading',
  calls: 0,
  rows: 0,
  requests: 0,
  total: null,
  waiting: null,
  ...more,
})

const waiting = { state: 'waiting', waiting: { until: '2026-11-20T12:00:38Z', because: '100 requests in 60 s' } } as const

const lines = (sources: SourceProgress[], more = {}) => progressLines({ sources, elapsedMs: 10_000, ...more }, 78, 4, NOW)

test('the whole comes first, then what each source does or waits for', () => {
  const sources = [
    source('acme-eu', { calls: 300, rows: 300, requests: 3, total: 1500, ...waiting }),
    source('butter', { calls: 900, rows: 900, requests: 9, total: 900, state: 'done' }),
    source('zudu', { state: 'failed', requests: 1 }),
  ]
  expect(lines(sources)).toEqual([
    '1,200 of 2,400 calls, 13 requests, 120 calls/s, about 10 s left',
    '  acme-eu  300 of 1,500 calls, 3 requests, waits 38 s: 100 requests in 60 s',
    '  butter   900 calls, 9 requests, done',
    '  zudu     1 request, failed',
  ])
  expect(progressLine({ sources, elapsedMs: 10_000 }, NOW)).toBe(
    '1,200 of 2,400 calls, 13 requests, 120 calls/s, about 10 s left; acme-eu waits 38 s: 100 requests in 60 s; zudu failed',
  )
})

test.each<[string, Partial<SourceProgress>, object, string[]]>([
  ['without a total', { calls: 25, rows: 25, requests: 1 }, {}, ['25 calls, 1 request, 2.5 calls/s, 10 s so far']],
  ['before any answer', {}, {}, ['0 calls, 10 s so far']],
  ['for a single call', { requests: 1 }, {}, ['1 request, 10 s so far']],
  [
    'where rows do not match',
    { calls: 100, rows: 400, requests: 4, total: 1000 },
    {},
    ['100 calls, 400 of 1,000 rows, 4 requests, 10 calls/s, about 15 s left'],
  ],
  [
    'up to a limit',
    { calls: 100, rows: 100, requests: 1, total: 9000 },
    { limit: 150 },
    ['100 of 150 calls, 1 request, 10 calls/s, about 5 s left'],
  ],
  [
    'for hours',
    { calls: 100, rows: 100, requests: 1, total: 100_000, ...waiting },
    {},
    ['100 of 100,000 calls, 1 request, 10 calls/s, about 2 h 47 min left', '  main waits 38 s: 100 requests in 60 s'],
  ],
])('one source %s', (_, more, options, expected) => {
  expect(lines([source('main', more)], options)).toEqual(expected)
})

test('a wait of less than a second is not shown, because it would flicker', () => {
  const soon = { until: '2026-11-20T12:00:00.900Z', because: '10 requests in 1 s' }
  expect(lines([source('main', { state: 'waiting', waiting: soon })])).toEqual(['0 calls, 10 s so far'])
})

test('of many sources those come first that are not done, and no line is longer than the terminal', () => {
  const many = Array.from({ length: 9 }, (_, index) =>
    source(`source-${index}`, { requests: 1, ...(index < 7 ? { state: 'done' } : waiting) }),
  )
  expect(progressLines({ sources: many, elapsedMs: 1000 }, 40, 4, NOW)).toEqual([
    '9 requests, 1 s so far',
    '  source-7  1 request, waits 38 s: 100 …',
    '  source-8  1 request, waits 38 s: 100 …',
    '  source-0  1 request, done',
    '  and 6 more sources',
  ])
})
