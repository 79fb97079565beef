import { butter } from '@callspec/all'
import { isCallspecError } from '@callspec/core'
import { createMapper, resolveAssumptions } from '@callspec/provider'
import { startSimulator } from '@callspec/simulator'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROVIDERS } from './oracle.js'
import { providers } from './sources.js'

const json = fc.jsonValue({ maxDepth: 3 })
const odd = fc.oneof(
  json,
  fc.constantFrom<unknown>(null, '', 0, -1, 1e308, Number.MAX_SAFE_INTEGER + 2, [], {}, '2026-02-30T00:00:00Z', '__proto__', {
    __proto__: null,
  }),
)

describe.each(PROVIDERS)('The mapping of %s', (provider) => {
  it('makes a call or says why not of ten thousand random rows, and throws at none', async () => {
    const simulator = await startSimulator(provider, { calls: 5 })
    const rows = [...simulator.calls()].map((call) => simulator.row(call))
    await simulator.close()
    const { definition } = providers[provider]
    const keys = [
      ...new Set([
        ...rows.flatMap((row) => Object.keys(row as object)),
        'transcript',
        'call_cost',
        'call_analysis',
        'evaluation',
      ]),
    ]
    const changes = fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), odd, { maxKeys: 6 })
    const row = fc.oneof(
      json,
      fc.tuple(fc.constantFrom(...rows), changes).map(([real, change]) => ({ ...(real as object), ...change })),
    )
    const map = createMapper(definition, provider, resolveAssumptions(definition.descriptor, {}))
    fc.assert(
      fc.property(row, (value) => {
        const before = JSON.stringify(value)
        const result = map(value)
        if ('reasons' in result) expect(result.reasons.length).toBeGreaterThan(0)
        else {
          expect(result.call.id).not.toBe('')
          expect(result.call.occurredAt ?? '2026-01-01T00:00:00.000Z').toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
        }
        // A row is handed on untouched.
        expect(JSON.stringify(value)).toBe(before)
      }),
      { numRuns: 10_000, seed: 20261120 },
    )
  })
})

it('The mapping of a row that a caller hands in throws a CallspecError and nothing else', () => {
  fc.assert(
    fc.property(json, (value) => {
      try {
        // What a caller without types may pass.
        butter.toCall(value as never)
      } catch (error) {
        expect(isCallspecError(error)).toBe(true)
      }
    }),
    { numRuns: 10_000, seed: 20261120 },
  )
})
