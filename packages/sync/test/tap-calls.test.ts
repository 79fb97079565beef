import { startSimulator } from '@callspec/simulator'
import { SyncError, type TapState, tapCalls } from '@callspec/sync/tap'
import { expect, test } from 'vitest'
import { sourceOf } from './source-of.js'

const now = () => Date.parse('2026-11-20T12:00:00Z')

test('the state that one source keeps says nothing of a page of another that is still on its way', async () => {
  const simulators = await Promise.all((['butter', 'zudu'] as const).map((id) => startSimulator(id, { calls: 40 })))
  const sources = simulators.map((simulator) => sourceOf(simulator))
  const kept: TapState[] = []
  let zuduIsKept: () => void = () => undefined
  const untilKept = new Promise<void>((resolve) => {
    zuduIsKept = resolve
  })
  const written: string[] = []
  const tapped = tapCalls(sources, {
    now,
    async write(calls, { id }) {
      // A target that is slow with one source, and takes the other meanwhile.
      if (id === 'butter') await untilKept
      written.push(...calls.map(({ key }) => key))
    },
    keep(state) {
      kept.push(structuredClone(state))
      if (state.bookmarks.calls.sources['zudu']?.watermark) zuduIsKept()
    },
  })
  expect((await tapped).sources).toMatchObject([
    { outcome: 'whole', calls: 40 },
    { outcome: 'whole', calls: 40 },
  ])
  expect(new Set(written).size).toBe(80)
  const sourcesOf = ({ bookmarks }: TapState | { bookmarks: TapState['bookmarks'] }) => Object.keys(bookmarks.calls.sources)
  expect(sourcesOf(kept[0]!)).toEqual(['zudu'])
  expect(sourcesOf(kept.at(-1)!).sort()).toEqual(['butter', 'zudu'])
  await Promise.all(simulators.map((simulator) => simulator.close()))
})

test('what was not written comes again, and so does everything if something else is asked for', async () => {
  const simulator = await startSimulator('butter', { calls: 300, spacingSeconds: 3600 })
  for (const { id } of [...simulator.calls()]) simulator.revise(id, { state: 'completed' })
  const source = sourceOf(simulator)
  let state: TapState | undefined
  const run = async (asked: string, mostWrites = Number.POSITIVE_INFINITY) => {
    const written: string[] = []
    let writes = 0
    await tapCalls([source], {
      now,
      state,
      asked,
      async write(calls) {
        if (++writes > mostWrites) throw new Error('full')
        written.push(...calls.map(({ key }) => key))
      },
      keep(next) {
        state = next
      },
    }).catch((error: unknown) => expect(error).toEqual(new Error('full')))
    return written
  }
  const first = await run('texts', 1)
  const rest = await run('texts')
  expect(new Set([...first, ...rest]).size).toBe(300)
  expect(rest.length).toBeLessThan(300)
  expect((await run('texts')).length).toBeLessThan(60)
  expect(new Set(await run('no texts')).size).toBe(300)
  await expect(tapCalls([source], { now, state: [], write: async () => undefined, keep: () => undefined })).rejects.toThrow(
    SyncError,
  )
  await simulator.close()
})
