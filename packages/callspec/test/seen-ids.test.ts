import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SeenIds } from '../src/read/seen-ids.js'

it('knows each id that came and no other, as a set does', () => {
  const id = fc.oneof(fc.uuid(), fc.nat(5000).map(String), fc.string({ maxLength: 3 }))
  fc.assert(
    fc.property(fc.array(id, { maxLength: 3000, size: 'max' }), (ids) => {
      const [seen, set] = [new SeenIds(), new Set<string>()]
      for (const id of ids) {
        expect(seen.add(id)).toBe(!set.has(id))
        set.add(id)
      }
    }),
    { seed: 20, numRuns: 50 },
  )
})

it('tells 200,000 ids apart that differ in a digit', () => {
  const seen = new SeenIds()
  const ids = Array.from({ length: 200_000 }, (_, index) => `call_${index}`)
  expect(ids.filter((id) => !seen.add(id))).toEqual([])
  expect(ids.filter((id) => seen.add(id))).toEqual([])
})
