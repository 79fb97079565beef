import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLOCK, DURATION, type Form, fromDebit, fromMinutes, Reader, RFC_2822 } from '../src/index.js'

const read = <Value>(form: Form<Value>, value: unknown) => {
  const reader = new Reader(() => 'member')
  // A platform may send anything.
  return { value: reader.as(form, value as string), problems: reader.problems }
}

describe('RFC_2822', () => {
  test.each([
    ['Fri, 18 Oct 2019 17:03:00 +0000', '2019-10-18T17:03:00.000Z'],
    ['18 Oct 2019 17:03:00 GMT', '2019-10-18T17:03:00.000Z'],
    ['Tue, 31 Dec 2024 23:30:00 -0500', '2025-01-01T04:30:00.000Z'],
    ['Thu, 29 Feb 2024 00:15 +0545', '2024-02-28T18:30:00.000Z'],
  ])('%s is %s', (text, stamp) => expect(read(RFC_2822, text)).toEqual({ value: stamp, problems: [] }))

  test.each([
    'Fri, 31 Feb 2020 17:03:00 +0000',
    'Fri, 18 Okt 2019 17:03:00 +0000',
    '18 Oct 2019 17:03:00',
    '2019-10-18T17:03:00Z',
    'Mon, 18 Oct 1999 17:03:00 +0000',
    'Fri, 18 Oct 2019 24:03:00 +0000',
  ])('%s is a problem', (text) =>
    expect(read(RFC_2822, text)).toEqual({
      value: null,
      problems: ['member is a text of another form, expected a date like Fri, 18 Oct 2019 17:00:00 +0000'],
    }),
  )

  test.each(['Mon, 01 Jan 0001 00:00:00 +0000', 'Thu, 01 Jan 1970 00:00:00 +0000', 'Wed, 31 Dec 1969 19:00:00 -0500'])(
    '%s stands for none, as the same stamp in ISO does',
    (text) => expect(read(RFC_2822, text)).toEqual({ value: null, problems: [] }),
  )

  test('every second of these years comes back, in every offset', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2000, 0, 2) / 1000, max: Date.UTC(2099) / 1000 }),
        fc.integer({ min: -12 * 60, max: 14 * 60 }),
        (seconds, offset) => {
          const local = new Date((seconds + offset * 60) * 1000).toUTCString().replace(' GMT', '')
          const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
            String(part).padStart(2, '0'),
          )
          expect(RFC_2822.parse(`${local} ${offset < 0 ? '-' : '+'}${hours}${minutes}`)).toBe(
            new Date(seconds * 1000).toISOString(),
          )
        },
      ),
    )
  })
})

test.each([
  [DURATION, '12.300s', 12.3],
  [DURATION, '0s', 0],
  [CLOCK, '1:05', 65],
  [CLOCK, '75:00', 4500],
  [CLOCK, '1:02:03', 3723],
])('a duration is read in seconds', (form, text, seconds) => expect(read(form, text)).toEqual({ value: seconds, problems: [] }))

test.each([
  [DURATION, '12.3'],
  [DURATION, '-1s'],
  [DURATION, 12],
  [CLOCK, '1:65'],
  [CLOCK, '105'],
])('a duration of another form is a problem', (form, value) => {
  const { value: read_, problems } = read(form, value)
  expect([read_, problems.length]).toEqual([null, 1])
})

test.each([null, undefined, '', 'null', {}, []])('%j is nothing', (value) =>
  expect(read(RFC_2822, value)).toEqual({ value: null, problems: [] }),
)

test('minutes are seconds to the millisecond, and a debit is a cost with all its digits', () => {
  expect([0.1, 1.5, 0.016666, null].map(fromMinutes)).toEqual([6, 90, 1, null])
  expect(['-0.00450', '0.1', null].map(fromDebit)).toEqual(['0.00450', '0.1', null])
})
