import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSimulator } from '@callspec/simulator'
import { expect, it } from 'vitest'
import { callLog } from '../src/index.js'
import { collect, sourceOf } from './sources.js'
import { type Copy, sync } from './sync-example.js'

const NEWEST = '2026-11-20T12:00:00Z'
const LATER = new Date('2026-11-20T15:00:00Z')

/** The example as its readers import it. */
const example = () => readFileSync(join(import.meta.dirname, 'sync-example.ts'), 'utf8').replace('../src/index.js', 'callspec')
const page = () => readFileSync(join(import.meta.dirname, '../../../docs/sync.md'), 'utf8')

it('docs/sync.md shows the example that is run here', () => {
  expect(page()).toContain(`\`\`\`ts\n${example()}\`\`\`\n`)
})

it('a copy holds what the platform holds after every sync, and is read again only where it may have changed', async () => {
  // Ten days of calls, an hour apart.
  const simulator = await startSimulator('zudu', { calls: 240, spacingSeconds: 3600, newest: NEWEST })
  try {
    const log = callLog([sourceOf(simulator)])
    const copy: Copy = { calls: new Map(), syncedUntil: null }
    const everything = async () => new Map((await collect(log.list())).map((call) => [call.key, call]))

    await sync(log, copy, new Date(NEWEST))
    expect(copy).toEqual({ calls: await everything(), syncedUntil: new Date(NEWEST) })

    simulator.arrive(3)
    for (const [key, call] of copy.calls) copy.calls.set(key, { ...call, isFinal: true })
    const { rows } = await sync(log, copy, LATER)
    expect(rows).toBe(100)
    const known = await everything()
    expect(new Set(copy.calls.keys())).toEqual(new Set(known.keys()))
    expect(copy.syncedUntil).toEqual(LATER)

    // A call of eight days ago that was still under way when it was copied.
    const open = [...copy.calls.values()].find(({ occurredAt }) => occurredAt < '2026-11-12T13')!
    copy.calls.set(open.key, { ...open, isFinal: false, status: 'in_progress' })
    await sync(log, copy, LATER)
    expect(copy.calls.get(open.key)).toEqual(known.get(open.key))
  } finally {
    await simulator.close()
  }
})

it('a sync that could not read everything does not count as one', async () => {
  const simulator = await startSimulator('butter', { calls: 10, newest: NEWEST })
  try {
    const log = callLog([sourceOf(simulator, { id: 'wrong' }), sourceOf(simulator)], { onSourceError: () => undefined })
    const refused = callLog(
      [sourceOf(simulator), sourceOf({ ...simulator, credentials: { apiKey: 'wrong' } }, { id: 'refused' })],
      {
        onSourceError: () => undefined,
      },
    )
    const copy: Copy = { calls: new Map(), syncedUntil: null }
    expect((await sync(refused, copy, LATER)).failedSources).toEqual(['refused'])
    expect([copy.calls.size, copy.syncedUntil]).toEqual([10, null])
    await sync(log, copy, LATER)
    expect([copy.calls.size, copy.syncedUntil]).toEqual([20, LATER])
  } finally {
    await simulator.close()
  }
})
