import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSimulator } from '@callspec/simulator'
import { expect, it } from 'vitest'
import { callLog } from '../src/index.js'
import { goOn, type Store } from './pieces-example.js'
import { collect, sourceOf } from './sources.js'
import { type Copy, sync } from './sync-example.js'

const NEWEST = '2026-11-20T12:00:00Z'
const LATER = new Date('2026-11-20T15:00:00Z')

/** An example as its readers import it. */
const example = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8').replace('../src/index.js', 'callspec')
const page = () => readFileSync(join(import.meta.dirname, '../../../docs/sync.md'), 'utf8')

it.each(['sync-example.ts', 'pieces-example.ts'])('docs/sync.md shows %s, which is run here', (name) => {
  expect(page()).toContain(`\`\`\`ts\n${example(name)}\`\`\`\n`)
})

it('a listing that breaks off goes on where it was stored, and gives each call once', async () => {
  const simulator = await startSimulator('zudu', { calls: 1000, newest: NEWEST })
  try {
    const log = callLog([sourceOf(simulator)])
    const keys: string[] = []
    const store: Store = {
      state: undefined,
      async add(calls, state) {
        // As another process would find it.
        store.state = JSON.parse(JSON.stringify(state))
        keys.push(...calls.map(({ key }) => key))
        if (keys.length === 300) throw new Error('the disk is full')
      },
    }
    await expect(goOn(log, store)).rejects.toThrow('the disk is full')
    expect(keys).toHaveLength(300)
    const aborted = AbortSignal.abort(new Error('enough'))
    await expect(goOn(log, store, aborted)).rejects.toThrow('enough')
    await goOn(log, store)
    expect(keys).toEqual((await collect(log.list({ since: '2026-11-01' }))).map(({ key }) => key))
    expect(keys).toHaveLength(1000)
  } finally {
    await simulator.close()
  }
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

it('a row that stays bad does not hold up a sync, and is told of each time', async () => {
  const simulator = await startSimulator('butter', { calls: 10, newest: NEWEST, faults: [{ fault: 'wrong-types' }] })
  try {
    const aside: unknown[] = []
    const log = callLog([sourceOf(simulator)], { onBadRow: ({ raw }) => aside.push(raw) })
    const copy: Copy = { calls: new Map(), syncedUntil: null }
    const { bad } = await sync(log, copy, LATER)
    expect(bad).toBeGreaterThan(0)
    expect([aside.length, copy.calls.size, copy.syncedUntil]).toEqual([bad, 10 - bad, LATER])
  } finally {
    await simulator.close()
  }
})
