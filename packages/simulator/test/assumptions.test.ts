import { expect, test } from 'vitest'
import { knobs } from '../src/index.js'
import { providers, start } from './each.js'
import { readSpec } from './spec.js'

test.each(providers)('every assumption of %s is a knob with all its values', (provider) => {
  const assumptions: Record<string, { default: string; values?: string[]; format?: string }> =
    readSpec(provider)['x-callspec'].assumptions
  for (const [id, assumption] of Object.entries(assumptions)) {
    const knob = knobs[provider][id]
    const values = assumption.format === 'time-zone' ? 'time-zone' : assumption.values?.filter((value) => value !== 'unknown')
    // Where code knows but one value to rely on, the simulator turns it to one that no spec registers.
    const turned = Array.isArray(values) && values.length === 1 ? knob?.values.slice(0, 1) : knob?.values
    expect({ id, values: turned }).toEqual({ id, values })
    if (knob?.values !== 'time-zone') expect(knob?.values.length).toBeGreaterThan(1)
    // The simulator has to take a side where the code takes none.
    const side = assumption.default !== 'unknown' ? assumption.default : values === 'time-zone' ? 'UTC' : values?.[0]
    expect({ id, default: knob?.default }).toEqual({ id, default: side })
  }
})

test('an unknown knob is refused with the allowed ones', async () => {
  await expect(start('butter', { knobs: { 'row-oder': 'newest-first' } })).rejects.toThrow(
    'Unknown knob "row-oder" of butter. Known: row-order, last-cursor, transcript-speakers, preview-calls, tool-end-call.',
  )
})

test('a wrong value of a knob is refused with the allowed ones', async () => {
  await expect(start('butter', { knobs: { 'row-order': 'random' } })).rejects.toThrow(
    'Invalid knob row-order of butter: received "random". Pass one of newest-first, oldest-first, unordered.',
  )
  await expect(start('autocalls', { knobs: { 'date-zone': 'Mars/Olympus' } })).rejects.toThrow(
    'Invalid knob date-zone of autocalls: received "Mars/Olympus". Pass an IANA zone like Europe/Berlin.',
  )
})
