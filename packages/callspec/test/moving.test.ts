import { type Simulator, startSimulator } from '@callspec/simulator'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callLog } from '../src/index.js'
import { isFirstOfKind } from './first-of-kind.js'
import { PROVIDERS } from './oracle.js'
import { collect, sourceOf } from './sources.js'

/** What happens to a list just before one of the requests reaches the platform. */
interface Event {
  /** Milliseconds that the request is under way, so that requests overtake each other. */
  delay: number
  arrive: number
  /** Calls that vanish, counted from the newest. */
  vanish: number[]
}

const delay = fc.integer({ min: 0, max: 3 })
const ranks = (minLength: number, maxLength: number) =>
  fc.array(fc.noBias(fc.integer({ min: 0, max: 999 })), { minLength, maxLength })

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ delay, arrive: fc.constant(0), vanish: fc.constant<number[]>([]) }),
  fc.record({ delay, arrive: fc.integer({ min: 0, max: 30 }), vanish: ranks(0, 60) }),
  // As many arrive as vanish, so that the total tells nothing.
  fc
    .record({ delay, vanish: fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 30 }) })
    .map(({ delay, vanish }) => ({ delay, arrive: vanish.length, vanish })),
)

const cases = fc.record({
  calls: fc.noBias(fc.integer({ min: 300, max: 1000 })),
  seed: fc.integer({ min: 1, max: 1000 }),
  concurrency: fc.integer({ min: 1, max: 8 }),
  limited: fc.boolean(),
  events: fc.array(event, { minLength: 1, maxLength: 30 }),
})

function happen(simulator: Simulator, { arrive, vanish }: Event): void {
  const ids = vanish.length === 0 ? [] : [...simulator.calls()].map(({ id }) => id)
  simulator.arrive(arrive)
  for (const fromNewest of vanish) {
    const id = ids[ids.length - 1 - fromNewest]
    if (id !== undefined) simulator.vanish(id)
  }
}

describe('While calls arrive at the newest end and vanish anywhere', () => {
  it.each(PROVIDERS)('every call of %s that was there throughout is yielded, and no call twice', async (provider) => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ calls, seed, concurrency, limited, events }) => {
        const simulator = await startSimulator(provider, { calls, seed })
        try {
          const before = new Set([...simulator.calls()].map(({ id }) => id))
          const left = [...events]
          const source = sourceOf(simulator, {
            concurrency,
            fetch: async (request) => {
              const next = left.shift()
              if (next) {
                await new Promise((resolve) => setTimeout(resolve, next.delay))
                happen(simulator, next)
              }
              return fetch(request)
            },
          })
          // A limit that is never reached makes the reading careful without ending it.
          const stream = callLog([source]).list(limited ? { limit: 100_000 } : {})
          const yielded = (await collect(stream)).map(({ id }) => id)
          expect((await stream.summary()).missing).toBe(0)
          const after = [...simulator.calls()].map(({ id }) => id)
          expect(new Set(yielded).size).toBe(yielded.length)
          const got = new Set(yielded)
          expect(after.filter((id) => before.has(id) && !got.has(id))).toEqual([])
        } finally {
          await simulator.close()
        }
      }),
      { numRuns: isFirstOfKind(provider) ? 150 : 40, seed: 20261120 },
    )
  })
})

describe('Pages that overtake each other while as many calls arrive as vanish', () => {
  it.each([
    ['agentvoice', ['offset', '99'], ['offset', '198']],
    ['talkover', ['page', '2'], ['page', '3']],
  ] as const)('lose no call of %s, although the total stays the same', async (provider, early, late) => {
    const simulator = await startSimulator(provider, { calls: 600, seed: 5 })
    const before = [...simulator.calls()]
    const overtaken = Promise.withResolvers<void>()
    const asks = (request: Request, [name, value]: readonly [string, string]) =>
      new URL(request.url).searchParams.get(name) === value
    let first = true
    const source = sourceOf(simulator, {
      concurrency: 6,
      fetch: async (request) => {
        if (first && asks(request, early)) {
          first = false
          await overtaken.promise
        }
        const response = await fetch(request)
        if (asks(request, late)) {
          // The later page was read; now the list moves, and only then the earlier page is read.
          if (before.length > 0) {
            simulator.arrive(20)
            for (const { id } of before.splice(0, 20)) simulator.vanish(id)
            before.length = 0
          }
          overtaken.resolve()
        }
        return response
      },
    })
    const stayed = [...simulator.calls()].slice(20).map(({ id }) => id)
    const got = new Set((await collect(callLog([source]).list())).map(({ id }) => id))
    expect(stayed.filter((id) => !got.has(id))).toEqual([])
    await simulator.close()
  })
})
