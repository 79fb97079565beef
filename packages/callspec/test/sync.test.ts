import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startSimulator } from '@callspec/simulator'
import { expect, it } from 'vitest'
import { type Call, type CallLog, callLog, type Source } from '../src/index.js'
import { collect, sourceOf } from './sources.js'
import { type Copy, type Progress, sync } from './sync-example.js'

const NEWEST = '2026-11-20T12:00:00Z'
const LATER = new Date('2026-11-20T15:00:00Z')

/** An example as its readers import it. */
const example = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8').replace('../src/index.js', 'callspec')
const page = () => readFileSync(join(import.meta.dirname, '../../../docs/sync.md'), 'utf8')

it('docs/sync.md shows sync-example.ts, which is run here', () => {
  expect(page()).toContain(`\`\`\`ts\n${example('sync-example.ts')}\`\`\`\n`)
})

/** A log in which a failing source stops no other. */
const openLog = (sources: Source[], tell: (text: string) => void = console.error) =>
  callLog(sources, { onSourceError: (error) => tell(error.message) })

/** A copy in memory, which holds what another process would find. */
class MemoryCopy implements Copy {
  readonly calls = new Map<string, Call>()
  /** Keys as they were written, those that came again too. */
  readonly written: string[] = []
  #progress = JSON.stringify({ syncedUntil: null, pass: null })
  /** Fails before the write that would be the one after so many. */
  writesLeft = Number.POSITIVE_INFINITY

  async progress(): Promise<Progress> {
    return JSON.parse(this.#progress, (key, value) =>
      ['syncedUntil', 'startedAt', 'since'].includes(key) && value !== null ? new Date(value) : value,
    ) as Progress
  }

  async write(calls: Call[], progress: Progress): Promise<void> {
    if (this.writesLeft-- === 0) throw new Error('the disk is full')
    for (const call of calls) this.calls.set(call.key, call)
    this.written.push(...calls.map(({ key }) => key))
    this.#progress = JSON.stringify(progress)
  }

  async oldestOpen(since: Date): Promise<Date | null> {
    const open = [...this.calls.values()].filter(
      ({ isFinal, occurredAt }) => !isFinal && (occurredAt ?? '') > since.toISOString(),
    )
    return open.length === 0 ? null : new Date(Math.min(...open.map(({ occurredAt }) => Date.parse(occurredAt ?? ''))))
  }
}

const everything = async (log: CallLog<Source>) => new Map((await collect(log.list())).map((call) => [call.key, call]))

it('a sync that breaks off goes on after the last page that was written, in its own query, and moves on from where it began', async () => {
  const simulator = await startSimulator('zudu', { calls: 1000, newest: NEWEST })
  try {
    const log = openLog([sourceOf(simulator)])
    const copy = new MemoryCopy()
    const begun = new Date(NEWEST)
    copy.writesLeft = 3
    await expect(sync(log, copy, begun)).rejects.toThrow('the disk is full')
    expect([copy.written.length, (await copy.progress()).syncedUntil]).toEqual([300, null])
    copy.writesLeft = Number.POSITIVE_INFINITY
    await expect(sync(log, copy, LATER, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
    // It is later now, which moves no start.
    await sync(log, copy, LATER)
    expect(copy.written).toHaveLength(1000)
    expect([copy.calls, await copy.progress()]).toEqual([await everything(log), { syncedUntil: begun, pass: null }])

    // The next one has another start, and breaks off as well.
    for (const [key, call] of copy.calls) copy.calls.set(key, { ...call, isFinal: true })
    simulator.arrive(5)
    copy.writesLeft = 2
    await expect(sync(log, copy, LATER)).rejects.toThrow('the disk is full')
    expect((await copy.progress()).pass?.since).toEqual(new Date('2026-11-18T12:00:00Z'))
    copy.writesLeft = Number.POSITIVE_INFINITY
    await sync(log, copy, new Date('2026-11-21T00:00:00Z'))
    expect(new Set(copy.calls.keys())).toEqual(new Set((await everything(log)).keys()))
    expect(await copy.progress()).toEqual({ syncedUntil: LATER, pass: null })
  } finally {
    await simulator.close()
  }
})

it('a copy holds what the platform holds after every sync, and is read again only where it may have changed', async () => {
  // Ten days of calls, an hour apart.
  const simulator = await startSimulator('zudu', { calls: 240, spacingSeconds: 3600, newest: NEWEST })
  try {
    const log = openLog([sourceOf(simulator)])
    const copy = new MemoryCopy()
    await sync(log, copy, new Date(NEWEST))
    expect([copy.calls, await copy.progress()]).toEqual([await everything(log), { syncedUntil: new Date(NEWEST), pass: null }])

    simulator.arrive(3)
    for (const [key, call] of copy.calls) copy.calls.set(key, { ...call, isFinal: true })
    const { rows } = await sync(log, copy, LATER)
    expect(rows).toBe(100)
    const known = await everything(log)
    expect(new Set(copy.calls.keys())).toEqual(new Set(known.keys()))
    expect((await copy.progress()).syncedUntil).toEqual(LATER)

    // A call of eight days ago that was still under way when it was copied.
    const open = [...copy.calls.values()].find(({ occurredAt }) => String(occurredAt) < '2026-11-12T13')!
    copy.calls.set(open.key, { ...open, isFinal: false, status: 'in_progress' })
    await sync(log, copy, LATER)
    expect(copy.calls.get(open.key)).toEqual(known.get(open.key))
  } finally {
    await simulator.close()
  }
})

it('a sync that could not read everything does not count as one, and is repeated from the same start', async () => {
  const simulator = await startSimulator('butter', { calls: 10, newest: NEWEST })
  const told: string[] = []
  try {
    const wrong = sourceOf({ ...simulator, credentials: { apiKey: 'wrong' } }, { id: 'refused' })
    const refused = openLog([sourceOf(simulator), wrong], (text) => told.push(text))
    const copy = new MemoryCopy()
    expect((await sync(refused, copy, new Date(NEWEST))).failedSources).toEqual(['refused'])
    expect(told).toEqual([expect.stringMatching(/^butter \(refused\) GET \/api\/calls: 401 unauthorized/)])
    expect([copy.calls.size, (await copy.progress()).syncedUntil]).toEqual([10, null])
    // The key was mended meanwhile.
    await sync(openLog([sourceOf(simulator), sourceOf(simulator, { id: 'refused' })]), copy, LATER)
    expect([copy.calls.size, await copy.progress()]).toEqual([20, { syncedUntil: new Date(NEWEST), pass: null }])
  } finally {
    await simulator.close()
  }
})

it('a row that stays bad does not hold up a sync, and is told of each time', async () => {
  const simulator = await startSimulator('butter', { calls: 10, newest: NEWEST, faults: [{ fault: 'wrong-types' }] })
  try {
    const aside: unknown[] = []
    const log = callLog([sourceOf(simulator)], { onBadRow: ({ raw }) => aside.push(raw) })
    const copy = new MemoryCopy()
    const { bad } = await sync(log, copy, LATER)
    expect(bad).toBeGreaterThan(0)
    expect([aside.length, copy.calls.size, (await copy.progress()).syncedUntil]).toEqual([bad, 10 - bad, LATER])
  } finally {
    await simulator.close()
  }
})
