import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { runInBrowser } from '../src/in-browser.ts'
import { runInWorkerd } from '../src/in-workerd.ts'
import { startPlatforms } from '../src/platforms.ts'
import { RUNTIMES, runIn } from '../src/runtimes.ts'

const folder = inject('strict')
let platforms: Awaited<ReturnType<typeof startPlatforms>>
/** The result of an ES module on Node 26; every other runtime has to give the same. */
let expected: Awaited<ReturnType<typeof import('../project/list-calls.ts').listCalls>>

beforeAll(async () => {
  platforms = await startPlatforms()
  // The program's type describes its output.
  expected = (await runIn('Node 26', folder, 'esm', platforms.at())) as typeof expected
})
afterAll(async () => {
  await platforms.close()
})

test('the program lists calls of every platform, pages, gets, explains, verifies, takes web hooks and is refused', () => {
  const { calls, sources, ids, mapped, got, refused, assumed, hooks, verified } = expected
  expect(sources.map(({ source }) => source)).toEqual(['agentvoice', 'autocalls', 'butter', 'talkover', 'zudu'])
  expect(sources.filter(({ count, bad, error }) => count < 10 || bad > 0 || error !== null)).toEqual([])
  expect(calls.length).toBe(sources.reduce((sum, { count }) => sum + count, 0))
  expect(ids.length).toBe(400)
  expect(mapped).toMatch(/^2026-11-\d\dT/)
  expect(['completed', 'failed']).toContain(got)
  expect(refused).toBe('unauthorized 401')
  expect(assumed.map(Boolean)).toEqual([true, true, true, true, true])
  expect(hooks).toEqual(['call_ended call_1', 'call.hangup v3:1', 'unauthorized'])
  expect(verified).toContain('row-order confirmed')
})

describe.each(RUNTIMES)('%s gives the same', (runtime) => {
  test('from an ES module', async () => {
    expect(await runIn(runtime, folder, 'esm', platforms.at())).toEqual(expected)
  })

  test('from CommonJS, by require of ES modules', async () => {
    expect(await runIn(runtime, folder, 'cjs', platforms.at())).toEqual(expected)
  })
})

test('workerd gives the same, to two requests at once', async () => {
  expect(await runInWorkerd(folder, platforms.at())).toEqual([expected, expected])
})

test('Chromium gives the same from a bundle, and the page has nothing to complain of', async () => {
  const { listed, complaints } = await runInBrowser(folder, platforms.baseUrls, platforms.at)
  expect(listed).toEqual(expected)
  // The browser's own message about the refused request.
  expect(complaints).toEqual(['Failed to load resource: the server responded with a status of 401 (Unauthorized)'])
})
