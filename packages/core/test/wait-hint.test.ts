import { expect, test } from 'vitest'
import { backOff, retryDelay } from '../src/transport/retry.js'
import { waitHint } from '../src/transport/wait-hint.js'

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
  expect(waitHint(headers, 503, now)).toBe(expected)
})

test('Retry-After wins over X-RateLimit-Reset', () => {
  const headers = new Headers({ 'retry-after': '2', 'x-ratelimit-reset': '30', 'x-ratelimit-remaining': '0' })
  expect(waitHint(headers, 503, now)).toBe(2000)
})

test.each<[string, Record<string, string>, number | undefined]>([
  ['the standard field', { ratelimit: '"default";r=0;t=12' }, 12_000],
  ['parameters in another order, with blanks', { ratelimit: '"default" ; t=12 ; r=0' }, 12_000],
  ['a policy without quotes', { ratelimit: 'default;r=0;t=12;pk=:cHNsZWQ=:' }, 12_000],
  ['the longest of the policies that are used up', { ratelimit: '"s";r=0;t=2, "m";r=0;t=30, "d";r=7;t=3600' }, 30_000],
  ['a name that looks like a policy', { ratelimit: '"a,b;r=0;t=99";r=3;t=5' }, undefined],
  ['a policy that is not used up', { ratelimit: '"default";r=5;t=12' }, undefined],
  ['no time', { ratelimit: '"default";r=0' }, undefined],
  ['no remainder', { ratelimit: '"default";t=12' }, undefined],
  ['a negative time', { ratelimit: '"default";r=0;t=-12' }, undefined],
  ['what is no field', { ratelimit: '"' }, undefined],
  ['an earlier draft', { ratelimit: 'limit=100, remaining=0, reset=12' }, 12_000],
  ['an earlier draft with something left', { ratelimit: 'limit=100, remaining=10, reset=12' }, undefined],
  ['fields of their own', { 'ratelimit-limit': '100', 'ratelimit-remaining': '0', 'ratelimit-reset': '12' }, 12_000],
  ['fields of their own with something left', { 'ratelimit-remaining': '10', 'ratelimit-reset': '12' }, undefined],
  ['an instant', { 'ratelimit-remaining': '0', 'ratelimit-reset': '2026-11-20T10:00:07Z' }, 7000],
  ['Retry-After-Ms', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1500],
  ['Retry-After-Ms that is none', { 'retry-after-ms': 'soon', 'retry-after': '2' }, 2000],
  ['a negative Retry-After-Ms', { 'retry-after-ms': '-1' }, undefined],
  ['Retry-After of none beside a limit that is used up', { 'retry-after': '0', ratelimit: '"default";r=0;t=12' }, 12_000],
  ['Retry-After of none', { 'retry-after': '0' }, 0],
  ['Retry-After that a proxy wrote once more', { 'retry-after': '2, 2' }, 2000],
  ['Retry-After beyond all numbers', { 'retry-after': '1e400' }, undefined],
  ['a word with a number', { 'retry-after': 'window 2099' }, undefined],
  [
    "a date, by the platform's own clock",
    { 'retry-after': 'Fri, 20 Nov 2026 12:00:03 GMT', date: 'Fri, 20 Nov 2026 12:00:00 GMT' },
    3000,
  ],
])('%s: how long to wait', (_, fields, expected) => {
  expect('date' in fields ? waitHint(new Headers(fields)) : waitHint(new Headers(fields), 503, now)).toBe(expected)
})

test.each([
  [{ 'ratelimit-reset': '12' }, 12_000],
  [{ 'x-ratelimit-reset': String(now / 1000 + 12) }, 12_000],
  [{ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '12' }, undefined],
])('a 429 with %j has nothing left unless it says so: %s ms', (fields, expected) => {
  expect(waitHint(new Headers(fields as Record<string, string>), 429, now)).toBe(expected)
})

test('what the platform asks for is waited, but never less than the least back-off', () => {
  const delays = (hint: number | undefined) => [0, 1, 2].map((attempt) => retryDelay(hint, attempt, () => 0.5))
  expect(delays(undefined)).toEqual([375, 750, 1500])
  expect(delays(0)).toEqual([375, 750, 1500])
  expect(delays(600)).toEqual([600, 600, 1500])
  expect(delays(5000)).toEqual([5000, 5000, 5000])
})

test('the back-off doubles up to 8 s, and its upper half is drawn', () => {
  const tries = [0, 1, 2, 3, 4, 5, 1000]
  expect(tries.map((attempt) => backOff(attempt, () => 0))).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000])
  expect(tries.map((attempt) => backOff(attempt, () => 0.5))).toEqual([375, 750, 1500, 3000, 6000, 6000, 6000])
})
