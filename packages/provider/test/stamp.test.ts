import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainDecimal } from '../src/map/row-reader.js'
import { fromEpoch, parseStamp, stampAfter, toInstant } from '../src/time/stamp.js'
import { fromZoned, readingsIn, toZoned } from '../src/time/zone.js'

describe('parseStamp', () => {
  it.each([
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000Z'],
    ['2024-01-15T10:30:00.000Z', '2024-01-15T10:30:00.000Z'],
    ['2026-03-09T10:00:00.123456Z', '2026-03-09T10:00:00.123Z'],
    ['2026-03-09T10:00:00.5+02:00', '2026-03-09T08:00:00.500Z'],
    ['2026-03-09 10:00:00-0330', '2026-03-09T13:30:00.000Z'],
    ['2024-02-29T23:59:59z', '2024-02-29T23:59:59.000Z'],
    ['2026-03-09 10:00:00.123456Z', '2026-03-09T10:00:00.123Z'],
    ['2026-03-09 10:00:00Z', '2026-03-09T10:00:00.000Z'],
    ['2026-03-09T10:00:00.1239Z', '2026-03-09T10:00:00.123Z'],
    ['0001-01-01T00:00:00+00:00', '0001-01-01T00:00:00.000Z'],
    ['0000-02-29T01:00:00+01:00', '0000-02-29T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseStamp(text)).toBe(expected)
  })

  it.each([
    '',
    'yesterday',
    '2025-02-29T00:00:00Z',
    '2025-04-31T00:00:00.000Z',
    '2025-01-01T24:00:00.000Z',
    '2025-13-01T00:00:00Z',
    '2025-01-01',
    '2025-01-01T00:00:00',
    '1703097600',
    '2026-03-09T10:00:00+99:99',
    // Outside the years of four digits, and so no RFC 3339.
    '9999-12-31T23:00:00-02:00',
    '0000-01-01T00:00:00+01:00',
  ])('does not take %j for a stamp', (text) => {
    expect(parseStamp(text)).toBeNull()
  })

  it('reads a stamp without an offset in the zone that is given', () => {
    expect(parseStamp('2025-08-04 14:30:00', 'UTC')).toBe('2025-08-04T14:30:00.000Z')
    expect(parseStamp('2025-08-04 14:30:00', 'Europe/Berlin')).toBe('2025-08-04T12:30:00.000Z')
    expect(parseStamp('2025-01-04 14:30:00', 'Europe/Berlin')).toBe('2025-01-04T13:30:00.000Z')
    expect(parseStamp('2025-08-04T14:30:00.1234', 'UTC')).toBe('2025-08-04T14:30:00.123Z')
    // An offset in the stamp wins.
    expect(parseStamp('2025-08-04T14:30:00Z', 'Europe/Berlin')).toBe('2025-08-04T14:30:00.000Z')
  })

  it('takes the earlier instant where clocks show a time twice, and goes on as before where they skip one', () => {
    // On 2025-10-26 Berlin shows 02:30 at 00:30 and again at 01:30 UTC; on 2025-03-30 it shows no 02:30.
    expect(parseStamp('2025-10-26 02:30:00', 'Europe/Berlin')).toBe('2025-10-26T00:30:00.000Z')
    expect(parseStamp('2025-03-30 02:30:00', 'Europe/Berlin')).toBe('2025-03-30T01:30:00.000Z')
  })

  it('reads the plain forms, and what is nearly one, as it reads every other form', () => {
    const forms = fc.constantFrom(
      '2024-02-29T23:59:59',
      '1900-12-31 00:00:00',
      '2025-11-30T19:08:07.123',
      '2000-02-28 12:30:45.1234567',
    )
    const cases = fc.tuple(forms, fc.constantFrom('', 'Z', 'z', '+00:00'), fc.nat(30), fc.constantFrom(...' -/0123456789:;.TZaé'))
    fc.assert(
      fc.property(cases, ([form, end, at, character]) => {
        const text = form + end
        const changed = text.slice(0, at) + character + text.slice(at + 1)
        for (const zone of ['UTC', undefined]) {
          const instant = toInstant(changed, zone)
          expect(parseStamp(changed, zone), changed).toBe(instant === null ? null : fromEpoch(instant))
        }
      }),
      { seed: 3, numRuns: 20_000 },
    )
  })

  it('gives back every instant that it is given in the unified form', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
        expect(parseStamp(date.toISOString())).toBe(date.toISOString())
        expect(fromEpoch(date.getTime())).toBe(date.toISOString())
      }),
    )
  })

  it('agrees with the clocks of a zone, there and back', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Asia/Kolkata',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    )
    const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) })
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const shown = toZoned(instant, zone)
        const back = fromZoned(shown, zone)
        // Where clocks show a time twice, the earlier of the two comes back.
        expect(toZoned(back, zone)).toBe(shown)
        expect(back).toBeLessThanOrEqual(instant)
      }),
    )
  })
})

describe('The readings of what clocks show', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'America/Havana', 'Australia/Lord_Howe', 'Antarctica/Troll')

  it('have the instant among them, and every one of them shows it', () => {
    // Around changes, which random instants hardly meet.
    const days = fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01')
    const instants = fc
      .tuple(days, fc.integer({ min: -86_400, max: 86_400 }))
      .map(([day, seconds]) => Date.parse(day) + seconds * 1000)
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const shown = toZoned(instant, zone)
        const readings = readingsIn(zone, shown)
        expect(readings).toContain(instant)
        expect(readings.map((reading) => toZoned(reading!, zone))).toEqual(readings.map(() => shown))
        expect(readings).toEqual([...new Set(readings)].toSorted((a, b) => a! - b!))
      }),
      { numRuns: 2000, seed: 20261129 },
    )
  })

  it('are off by less than a day in any year, also below 100', () => {
    const instants = fc.integer({ min: Date.parse('0000-01-02T00:00:00Z'), max: Date.UTC(2100) })
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        expect(Math.abs(fromZoned(instant, zone) - instant)).toBeLessThan(86_400_000)
      }),
      { numRuns: 500, seed: 20261129 },
    )
    expect(parseStamp('0050-06-01 12:00:00', 'Europe/Berlin')).toBe('0050-06-01T11:06:32.000Z')
  })
})

describe('plainDecimal', () => {
  it.each([
    [0.02, '0.02'],
    [12.35, '12.35'],
    [1e-7, '0.0000001'],
    [1.25e-9, '0.00000000125'],
    [-3e-7, '-0.0000003'],
    [1e21, '1000000000000000000000'],
    [1.5e22, '15000000000000000000000'],
    [0, '0'],
  ])('writes %d without an exponent', (value, text) => {
    expect(plainDecimal(value)).toBe(text)
  })

  it('keeps the value of every number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = plainDecimal(value)
        expect(text).toMatch(/^-?\d+(\.\d+)?$/)
        expect(Number(text) === value || Object.is(value, -0)).toBe(true)
      }),
    )
  })
})

describe('Epoch milliseconds', () => {
  it('become what the runtime makes of them, over the whole range of dates', () => {
    fc.assert(
      fc.property(fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true }), (ms) => {
        const text = new Date(ms).toISOString()
        // A year of more digits than four, or with a sign, is no RFC 3339.
        expect(fromEpoch(ms)).toBe(text.length === 24 ? text : null)
      }),
      { numRuns: 10_000, seed: 20261121 },
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
        expect(fromEpoch(ms)).toBe(new Date(ms).toISOString())
      }),
      { numRuns: 10_000, seed: 20261121 },
    )
  })
})

describe('stampAfter', () => {
  it.each([
    ['2026-03-09T10:00:00.500Z', 0, '2026-03-09T10:00:00.500Z'],
    ['2026-03-09T10:00:00.000Z', 1.2, '2026-03-09T10:00:01.200Z'],
    ['2026-03-09T23:59:59.999Z', 0.001, '2026-03-10T00:00:00.000Z'],
    // In floating point, 1.1 + 2.2 is more than 3.3.
    ['2026-03-09T10:00:00.000Z', 1.1 + 2.2, '2026-03-09T10:00:03.300Z'],
    [null, 1, null],
    ['2026-03-09T10:00:00.000Z', null, null],
  ])('%s and %s seconds are %s', (stamp, seconds, expected) => {
    expect(stampAfter(stamp, seconds)).toBe(expected)
  })
})
