import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startSimulator } from '@callspec/simulator'
import { openStore } from '@callspec/sync'
import { expect, test } from 'vitest'
import { startProcess } from './processes/start-process.ts'

/** Requests for a file before the process is killed, and how long after the last of them. Some of those that `pnpm bench kill` goes through. */
const MOMENTS = Array.from({ length: Number(process.env.CALLSPEC_KILLS ?? 6) }, (_, index) => ({
  request: 1 + ((index * 7) % 40),
  delayMs: (index * 3) % 11,
}))

test.each(MOMENTS)(
  'a sync that is killed $delayMs ms after request $request for a recording has each of them in the end, whole and once',
  async ({ request, delayMs }) => {
    const folder = mkdtempSync(join(tmpdir(), 'callspec-kill-recordings-'))
    const recordings = join(folder, 'recordings')
    const simulator = await startSimulator('retell', { calls: 80, latencyMs: 2, recordings: { mostSeconds: 2 } })
    const job = {
      address: join(folder, 'calls.db'),
      provider: 'retell',
      recordings,
      baseUrl: simulator.baseUrl,
      ...simulator.credentials,
    }
    const downloads = () => [...simulator.requests].filter(({ storage }) => storage).length
    try {
      const killed = startProcess('run-sync.ts', job)
      while (downloads() < request && killed.child.exitCode === null) await wait(1)
      if (delayMs > 0) await wait(delayMs)
      killed.child.kill('SIGKILL')
      await killed.exit
      const again = startProcess('run-sync.ts', job)
      expect(await again.message()).toMatchObject({ sources: [{ outcome: 'whole', unreached: { count: 0 } }] })
      expect(await again.exit).toBe(0)

      const store = await openStore(job.address, { create: false })
      const files = await store.all(
        "SELECT calls.id, parts.file FROM parts JOIN calls ON calls.key = parts.key WHERE part = 'file' AND state = 'here'",
      )
      await store.close()
      const recorded = [...simulator.calls()].filter(({ id, state }) => simulator.recording(id) && state !== 'in_progress')
      expect(files.map(([id]) => id).sort()).toEqual(recorded.map(({ id }) => id).sort())
      for (const [id, file] of files) expect(readFileSync(String(file)).equals(simulator.recording(String(id))!)).toBe(true)
      // No half of a file is left, and none came again but those that were under way.
      expect(readdirSync(recordings).length).toBe(files.length)
      expect(downloads()).toBeLessThanOrEqual(files.length + 4)
    } finally {
      await simulator.close()
      rmSync(folder, { recursive: true })
    }
  },
)
