import { expect, test } from 'vitest'
import { backOff } from '../src/retry.js'
import { waitHint } from '../src/wait-hint.js'

const now = Date.parse('2026-11-20T10:00:00Z')

test.each([
  ['30', '0', 30_000],
  ['0', '0', 0],
  [String(now / 1000 + 30), '0', 30_000],
  [String(now + 30), '0', 30],
  [String(now / 1000 - 30), '0', undefined],
  ['-5', '0', undefined],
  ['soon', '0', undefined],
  ['', '0', undefined],
  ['30', '7', undefined],
  ['30', undefined, undefined],
])('X-RateLimit-Reset "%s" with %s requests left is %s ms', (reset, remaining, expected) => {
  const headers = new Headers({
    'x-ratelimit-reset': reset,
    ...(remaining !== undefined && { 'x-ratelimit-remaining': remaining }),
  })
  expect(waitHint(headers, now)).toBe(expected)
})

test('Retry-After wins over X-RateLimit-Reset', () => {
  const headers = new Headers({ 'retry-after': '2', 'x-ratelimit-reset': '30', 'x-ratelimit-remaining': '0' })
  expect(waitHint(headers, now)).toBe(2000)
})

test('the back-off doubles up to 8 s, and its upper half is drawn', () => {
  const tries = [0, 1, 2, 3, 4, 5, 1000]
  expect(tries.map((attempt) => backOff(attempt, () => 0))).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000])
  expect(tries.map((attempt) => backOff(attempt, () => 0.5))).toEqual([375, 750, 1500, 3000, 6000, 6000, 6000])
})
