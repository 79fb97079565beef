import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaledScroll } from '../../src/page/table/scaled-scroll.ts'

test('rows of any height are scrolled from the first to the last by an element that browsers allow', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000_000 }), fc.integer({ min: 1, max: 3000 }), (rows, view) => {
      const { height, toRows, toBar } = scaledScroll(rows, view)
      expect(height).toBeLessThanOrEqual(15_000_000)
      expect(toRows(0)).toBe(0)
      if (rows > view) expect(toRows(height - view)).toBeCloseTo(rows - view, 3)
      expect(toBar(toRows(view))).toBeCloseTo(view, 6)
    }),
  )
})

test('a bar is not scaled as long as all rows fit', () => {
  expect(scaledScroll(3_400_000, 600)).toMatchObject({ height: 3_400_000, isScaled: false })
  expect(scaledScroll(34_000_000, 600).isScaled).toBe(true)
})
