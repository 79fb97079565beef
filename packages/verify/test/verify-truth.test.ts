import { knobs, type ProviderId, startSimulator } from '@callspec/simulator'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { providers, sourceOf } from '../../callspec/test/sources.js'
import { registeredValues } from '../../callspec/test/verify-outcomes.js'
import { verify } from '../src/index.js'

const PROVIDERS = Object.keys(knobs) as ProviderId[]
const ZONES = ['UTC', 'Europe/Berlin', 'Africa/Algiers', 'America/New_York', 'America/Bogota', 'Asia/Kolkata', 'Pacific/Honolulu']

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterAll(() => {
  vi.useRealTimers()
})

const oneOfEach = (values: Record<string, readonly string[]>) =>
  fc.record(Object.fromEntries(Object.entries(values).map(([id, allowed]) => [id, fc.constantFrom(...allowed)])))

/** An account of any size at any time, behaving in any way and assumed to behave in any other. */
const accounts = (provider: ProviderId, calls: fc.Arbitrary<number>) =>
  fc.record({
    turned: oneOfEach(
      Object.fromEntries(
        Object.entries(knobs[provider])
          // A platform that ignores filters has no behaviour of theirs to find.
          .filter(([id]) => id !== 'filters')
          .map(([id, { values }]) => [id, values === 'time-zone' ? ZONES : values]),
      ),
    ),
    assumed: oneOfEach(
      Object.fromEntries(
        Object.keys(providers[provider].definition.descriptor.assumptions).map((id) => [
          id,
          registeredValues(providers[provider].definition.descriptor, id) ?? ZONES,
        ]),
      ),
    ),
    calls,
    spacingSeconds: fc.constantFrom(20, 600, 3600, 20_000),
    newest: fc.date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2025-12-31T00:00:00Z'), noInvalidDate: true }),
    seed: fc.nat(1_000_000),
    maxRequests: fc.constantFrom(20, 20, 20, 12, 6),
  })

const SIZES = {
  'any size': { calls: fc.constantFrom(1, 5, 30, 150, 400, 2000), numRuns: 25 },
  // Where little is seen, the most is taken for granted.
  'a few calls': { calls: fc.integer({ min: 2, max: 12 }), numRuns: 150 },
}

describe.each(Object.entries(SIZES))('Of an account of %s', (_, { calls, numRuns }) => {
  const title = 'verify of %s never says of a value that it holds when it does not, nor the other way round'
  it.each(PROVIDERS)(title, async (provider) => {
    await fc.assert(
      fc.asyncProperty(
        accounts(provider, calls),
        async ({ turned, assumed, calls, spacingSeconds, newest, seed, maxRequests }) => {
          // What is read back from now on is there.
          vi.setSystemTime(newest)
          const simulator = await startSimulator(provider, {
            calls,
            spacingSeconds,
            newest: newest.toISOString(),
            seed,
            knobs: turned,
          })
          const { results, requests } = await verify(sourceOf(simulator, { assumptions: assumed }), { maxRequests })
          await simulator.close()
          expect(simulator.requests.length).toBe(requests)
          expect(requests).toBeLessThanOrEqual(maxRequests)
          for (const { id, assumed: value, found, verdict } of results) {
            const truth = turned[id]
            if (found !== null) expect({ id, found }).toEqual({ id, found: truth })
            if (verdict === 'confirmed' && value !== 'unknown') expect({ id, value }).toEqual({ id, value: truth })
            if (verdict === 'refuted') expect({ id, value }).not.toEqual({ id, value: truth })
          }
        },
      ),
      { numRuns, seed: 20261121 },
    )
  })
})
