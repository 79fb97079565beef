import { setTimeout as wait } from 'node:timers/promises'
import type { Simulator } from '@callspec/simulator'
import { openStore } from '@callspec/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountOf, expectCopy, listRequests, startButter } from './butter.ts'
import { killMoments, PHASES } from './kill-moments.ts'
import { startProcess } from './processes/start-process.ts'
import { STORES, type TestStores } from './stores.ts'

/** Some of those that `pnpm bench kill` goes through. */
const SAMPLES = { SQLite: Number(process.env.CALLSPEC_KILLS ?? 10), Postgres: Number(process.env.CALLSPEC_KILLS ?? 6) } as const

describe.each(STORES)('a sync into $name that is killed', ({ name, start }) => {
  let stores: TestStores

  beforeAll(async () => {
    stores = await start()
  })
  afterAll(() => stores?.close())

  test.each(killMoments(SAMPLES[name], 11))(
    'after request $request and $delayMs ms of its $phase goes on at once, and the copy is whole',
    async (moment) => {
      const address = await stores.address()
      const phase = PHASES[moment.phase]
      const simulator = await startButter(phase.calls, 3)
      try {
        await phase.before(address, simulator)
        simulator.requests.clear()
        const killed = startProcess('run-sync.ts', { ...accountOf(simulator), address, include: phase.include })
        await kill(killed, simulator, moment)
        expect(killed.errors()).toBe('')
        const again = startProcess('run-sync.ts', { ...accountOf(simulator), address, include: phase.include })
        expect(await again.message()).toMatchObject({ sources: [{ outcome: 'whole', bad: 0 }] })
        expect(await again.exit).toBe(0)
        const asked = listRequests(simulator)
        const store = await openStore(address, { create: false })
        await expectCopy(store, simulator, { turns: phase.include.length > 0 })
        // Every pass is whole, and none read a page again that was written.
        const passes = await store.all('SELECT outcome, calls FROM passes ORDER BY id')
        const [first, ...later] = passes.slice(-2)
        expect(passes.map(([outcome]) => outcome)).toEqual(passes.map(() => 'whole'))
        if (moment.phase !== 'later pass') expect(first).toEqual(['whole', phase.calls])
        // What the killed process had asked for and not written comes again.
        const pages = [first, ...later].reduce((sum, pass) => sum + Math.ceil(Number(pass?.[1]) / 100) + 1, 0)
        expect(asked).toBeLessThanOrEqual(pages + 3)
        await store.close()
      } finally {
        await simulator.close()
      }
    },
  )
})

/** Kills a process some time after the platform got a number of its requests. */
async function kill(
  { child, exit }: ReturnType<typeof startProcess>,
  simulator: Simulator,
  { request, delayMs }: { request: number; delayMs: number },
): Promise<void> {
  while (simulator.requests.length < request && child.exitCode === null) await wait(1)
  if (delayMs > 0) await wait(delayMs)
  child.kill('SIGKILL')
  expect(await exit).toBe(null)
}
