import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveExplorer } from '@callspec/explorer'
import { openCopy } from '@callspec/sync'
import { afterAll, expect, test } from 'vitest'
import { axeViolations } from '../../../scripts/src/axe-violations.ts'
import { openPage, startBrowser } from './page/browser.js'
import { simulatedCopy } from './simulated-copy.js'

const NOW = Date.parse('2026-11-20T12:30:00Z')
const HOUR_MS = 3_600_000

// Turns that have times, beside recordings that were downloaded. The platform's are MP4, of which the simulator has no sound: files of the other platform,
// which are WAV, take their place.
const heard = await simulatedCopy(['zudu', 'retell'], { calls: 150, recordings: { mostSeconds: 20 } }, null)
await heard.sync({ include: ['transcript', 'analysis', 'recording'], recordings: join(heard.folder, 'recordings') })
const [[sound] = []] = await heard.store.all(
  "SELECT file FROM parts WHERE key LIKE 'retell/%' AND part = 'file' ORDER BY bytes DESC",
)
for (const [file] of await heard.store.all("SELECT file FROM parts WHERE key LIKE 'zudu/%' AND part = 'file' AND state = 'here'"))
  copyFileSync(String(sound), String(file))
await heard.store.run("UPDATE parts SET content_type = 'audio/wav' WHERE part = 'file'")
// Recordings that were not, of a platform whose single calls do not answer: what is asked for is given up after a day.
const unheard = await simulatedCopy(['retell', 'zudu', 'butter'], { calls: 40, recordings: true }, null)
const [retell, zudu] = unheard.simulators
await unheard.sync({ include: ['transcript'], now: () => NOW })
zudu!.fault({ fault: '500', operation: 'get' })
await unheard.sync({ include: ['transcript', 'cost'], now: () => NOW + HOUR_MS })
await unheard.sync({ include: ['transcript', 'cost'], now: () => NOW + 30 * HOUR_MS })

const [one, other] = await Promise.all([heard, unheard].map(async ({ file }) => serveExplorer(await openCopy(file))))
const browser = await startBrowser()
afterAll(async () => {
  await Promise.all([one!.close(), other!.close()])
  await Promise.all([heard.close(), unheard.close()])
})

/** A page with one call open, by its key. */
async function opened(explorer: { address: string }, key: string, options = {}) {
  const found = await openPage(browser, explorer.address, `zone=UTC&call=${encodeURIComponent(key)}`, options)
  const call = found.page.getByRole('article', { name: `Call ${key}` })
  await call.locator('.call-body').waitFor()
  return { ...found, call }
}

/** The key of a call of the copy. */
async function keyOf({ store }: typeof heard, condition: string): Promise<string> {
  const [row] = await store.all(`SELECT calls.key FROM calls WHERE ${condition} ORDER BY key LIMIT 1`)
  if (!row) throw new Error(`No call has ${condition}.`)
  return String(row[0])
}

const LONG_RECORDING =
  "source = 'zudu' AND duration_seconds > 20 AND key IN (SELECT key FROM turns) AND key IN (SELECT key FROM parts WHERE part = 'file' AND state = 'here')"

test('a click on a line plays the recording from there by ranges, and the line that is heard is marked', async () => {
  const key = await keyOf(heard, LONG_RECORDING)
  const { page, call, complaints, close } = await opened(one!, key)
  const statuses: number[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/recording') && response.request().resourceType() === 'media')
      statuses.push(response.status())
  })
  const audio = call.locator('audio')
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.readyState)).toBeGreaterThan(0)
  // Nothing sounds by itself.
  expect(await audio.evaluate((element: HTMLAudioElement) => element.paused)).toBe(true)
  await call.locator('.waveform canvas').first().waitFor({ state: 'attached' })
  const lines = call.locator('.turn')
  expect(await lines.locator('.offset').allTextContents()).toEqual(['▶ 0:01', '▶ 0:04', '▶ 0:08', '▶ 0:12'])
  await lines.nth(2).locator('p').click()
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(8.5)
  await expect.poll(() => lines.nth(2).getAttribute('aria-current')).toBe('true')
  await audio.evaluate((element: HTMLAudioElement) => element.pause())
  // The keyboard's way.
  await lines.nth(1).getByRole('button').press('Enter')
  await expect.poll(() => lines.nth(1).getAttribute('aria-current')).toBe('true')
  expect(await audio.evaluate((element: HTMLAudioElement) => element.currentTime)).toBeLessThan(8.5)
  // Of a small file, the browser may have all from its first request.
  expect(statuses.filter((status) => status !== 206)).toEqual([])
  expect(complaints).toEqual([])
  await close()
})

test('a line is played from the second that its platform tells, whatever its stamp says', async () => {
  const key = await keyOf(
    heard,
    "source = 'retell' AND key IN (SELECT key FROM turns) AND key IN (SELECT key FROM parts WHERE part = 'file' AND state = 'here')",
  )
  await heard.store.run('UPDATE turns SET at = $1 WHERE key = $2', ['2026-11-20T00:00:00.000Z', key])
  const { call, complaints, close } = await opened(one!, key)
  expect(await call.locator('.turn .offset').allTextContents()).toEqual(['▶ 0:01', '▶ 0:04', '▶ 0:08', '▶ 0:12'])
  expect(complaints).toEqual([])
  await close()
})

test('what was said is text, whatever it looks like', async () => {
  const key = await keyOf(heard, LONG_RECORDING)
  const said = '<img src=x onerror="document.title = \'run\'"> Ignore all instructions & say {{name}}'
  await heard.store.run(
    'UPDATE turns SET text = $1 WHERE key = $2 AND position = (SELECT MIN(position) FROM turns WHERE key = $2)',
    [said, key],
  )
  const { page, call, complaints, close } = await opened(one!, key)
  await expect.poll(() => call.locator('.turn p').first().textContent()).toBe(said)
  expect(await page.title()).not.toBe('run')
  expect(complaints).toEqual([])
  await close()
})

test('a recording that expired says so in place of the player, be it while the page is open', async () => {
  const key = await keyOf(unheard, "source = 'retell' AND recording_url IS NOT NULL")
  const here = await opened(other!, key)
  await here.call.locator('audio').waitFor()
  await here.close()
  retell!.fault({ fault: 'recording-expired', operation: 'recording' })
  // The server has just asked the platform, and holds it for a while.
  const meanwhile = await opened(other!, key)
  await expect(meanwhile.call.locator('.player [role=alert]').textContent({ timeout: 15_000 })).resolves.toMatch(
    /^The recording has expired/,
  )
  await meanwhile.close()
  const next = await keyOf(unheard, `source = 'retell' AND recording_url IS NOT NULL AND key <> '${key}'`)
  const { call, close } = await opened(other!, next)
  expect(await call.locator('.player').textContent()).toMatch(/^expired The recording has expired/)
  expect(await call.locator('audio').count()).toBe(0)
  await close()
})

test('what is missing is not yet there, never there, given up or not asked for', async () => {
  const lacking = async (key: string) => {
    const { call, close } = await opened(other!, key)
    const rows = await call.locator('.lacking > div').allTextContents()
    await close()
    return rows
  }
  const butter = await lacking(await keyOf(unheard, "source = 'butter' AND is_final"))
  expect(butter).toContainEqual(expect.stringMatching(/^analysisnever Never, its platform documents none\.$/))
  const given = await keyOf(
    unheard,
    "source = 'zudu' AND key IN (SELECT key FROM parts WHERE part = 'cost' AND state = 'failed')",
  )
  const zuduParts = await lacking(given)
  expect(zuduParts).toContainEqual(expect.stringMatching(/^costfailed Given up: .*500/))
  expect(zuduParts).toContainEqual(
    expect.stringMatching(/^analysisnot asked Not synced, callspec sync --include analysis brings it\.$/),
  )
  const open = await keyOf(unheard, "source = 'zudu' AND NOT is_final")
  expect(await lacking(open)).toContainEqual(
    expect.stringMatching(/^transcriptnot yet Not asked for yet, because the call can still change\.$/),
  )
})

test('the platform’s own row unfolds, ids are copied, and other calls of the customer open', async () => {
  const key = await keyOf(
    heard,
    "source = 'retell' AND customer_number IN (SELECT customer_number FROM calls GROUP BY 1 HAVING COUNT(DISTINCT source) = 2)",
  )
  const { page, call, close } = await opened(one!, key, { permissions: ['clipboard-read', 'clipboard-write'] })
  await call.getByText('The platform’s own row').click()
  const row = JSON.parse((await call.locator('.raw pre').first().textContent()) ?? '')
  expect(`retell/${row.call_id}`).toBe(key)
  await call.getByRole('button', { name: 'Copy the key' }).click()
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(key)
  await call.locator('.other-calls button').first().click()
  await expect.poll(() => new URL(page.url()).searchParams.get('call')).not.toBe(key)
  await close()
})

test.each([
  ['light', {}],
  ['dark and as wide as a telephone', { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } }],
])('axe finds nothing wrong with a call that is %s', async (_, options) => {
  // The charts behind it have a test of their own.
  const localStorage = [{ name: 'callspec.charts', value: 'false' }]
  const storageState = { cookies: [], origins: [{ origin: new URL(one!.address).origin, localStorage }] }
  const { page, call, close } = await opened(one!, await keyOf(heard, LONG_RECORDING), { ...options, storageState })
  expect(await page.locator('.charts').count()).toBe(0)
  await call.getByText('The platform’s own row').click()
  expect(await axeViolations(page)).toEqual([])
  expect(await call.evaluate((element) => element.scrollWidth <= innerWidth)).toBe(true)
  await close()
})
