import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromCents, Reader } from '../src/index.js'

const read = new Reader(() => 'cost')
const amount = (value: number | string | null) => fromCents(read.decimal(value))

it.each([
  [0, '0.00'],
  [5, '0.05'],
  [70, '0.70'],
  [1234, '12.34'],
  [-5, '-0.05'],
  [-1250, '-12.50'],
  [12.5, '0.125'],
  [0.1, '0.001'],
  [1e-7, '0.000000001'],
  [1e21, '10000000000000000000.00'],
  ['070.0', '0.700'],
  ['12e3', '120.00'],
  [null, null],
])('%s cents are %s', (cents, expected) => {
  expect(amount(cents)).toBe(expected)
})

it('moves the point and keeps every digit, whatever the amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.stringMatching(/^\d{0,20}$/), (whole, fraction) => {
      const text = `${whole}${fraction && `.${fraction}`}`
      const shifted = amount(text)!
      // Read back by hand: the digits without the point are those of the cents, two of them behind it more.
      const [before = '', after = ''] = shifted.replace('-', '').split('.')
      expect(after).toHaveLength(fraction.length + 2)
      expect(BigInt(before + after)).toBe(BigInt(`${whole < 0n ? -whole : whole}${fraction}`))
      expect(shifted.startsWith('-')).toBe(whole < 0n)
    }),
  )
})
