import { expect, test } from 'vitest'
import { periodPieces } from '../src/index.js'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-20T12:00:00Z')
const LONGEST = { by: periodPieces, seconds: 7 * 86_400, beginning: '2026-11-01T00:00:00Z' }
const GUARANTEED = { order: { direction: 'descending', startsLater: false }, endsEarly: {} } as const

const planned = (since: string | null, longest = LONGEST) =>
  periodPieces.plan(
    longest,
    {
      since: since === null ? null : Date.parse(since),
      until: null,
      order: 'newest',
      strict: false,
      limit: Number.POSITIVE_INFINITY,
    },
    GUARANTEED,
    DAY_MS,
    [],
  ).cut

test.each([
  [null, '2026-11-01T00:00:00.000Z'],
  ['0000-01-01T00:00:00Z', '2026-11-01T00:00:00.000Z'],
  ['2026-11-05T00:00:00Z', '2026-11-05T00:00:00.000Z'],
])('a period from %s on begins at %s where nothing was before the beginning', (since, begins) => {
  const cut = planned(since)
  expect(new Date(cut.since ?? Number.NaN).toISOString()).toBe(begins)
  const pieces = [...periodPieces.cut(cut, cut.since ?? Number.NaN, NOW, undefined)]
  // Three weeks are more than two pieces of less than one.
  expect(pieces.length).toBeLessThanOrEqual(4)
  expect(pieces.at(-1)?.since).toBe(Date.parse(begins))
  for (const [index, { since }] of pieces.slice(0, -1).entries()) expect(pieces[index + 1]?.until).toBe(since)
})

test('a list whose beginning is not documented is read as far back as is asked for, and not without that', () => {
  const { beginning: _, ...open } = LONGEST
  expect(planned('0000-01-01T00:00:00Z', open as typeof LONGEST).since).toBe(Date.parse('0000-01-01T00:00:00Z'))
  expect(periodPieces.lacksSince(open, null)).toBe('each request names its period, and nothing says when the first call was')
  expect(periodPieces.lacksSince(LONGEST, null)).toBeUndefined()
})
