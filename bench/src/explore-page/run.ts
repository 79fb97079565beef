import { cpus, loadavg } from 'node:os'
import { serveExplorer } from '@callspec/explorer'
import { openCopy } from '@callspec/sync'
import type { Page } from 'playwright-core'
import { launchChromium } from '../../../scripts/src/chromium.ts'
import { CALLS, largeCopy } from '../large-copy.ts'
import { saveResult } from '../results.ts'
import type { ExplorePageResult, Scroll } from './result.ts'

const SECONDS = 5
const JUMPS = 30
/** Rows that go by in a frame: who scrolls with a wheel, who hurries, who drags the bar over everything. */
const PACES: Record<string, number> = {
  '2 rows a frame': 2,
  '20 rows a frame': 20,
  'all in five seconds': CALLS / (60 * SECONDS),
}
/** As long as a frame of a screen of 60 Hz. */
const FRAME_MS = 1000 / 60

/** Scrolls the explorer's table of a million calls in Chromium without a graphics card. */
export async function runExplorePage(): Promise<void> {
  const copy = await openCopy(await largeCopy())
  const explorer = await serveExplorer(copy)
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(explorer.address)
  await page.locator(`[role=grid][aria-rowcount="${CALLS + 1}"]`).waitFor({ timeout: 600_000 })
  await page.getByRole('button', { name: `${CALLS.toLocaleString('en')} calls` }).click()
  const load = loadavg()[0] ?? 0
  const scrolls: Scroll[] = []
  for (const [task, rows] of Object.entries(PACES)) scrolls.push({ task, ...(await scroll(page, rows / CALLS)) })
  const jumps: number[] = []
  for (let jump = 0; jump < JUMPS; jump++) jumps.push(await jumpTo(page, ((jump * 7919) % 1000) / 1000))
  const result: ExplorePageResult = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    chromium: browser.version(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load: [load, loadavg()[0] ?? 0],
    scrolls,
    jumps,
  }
  await browser.close()
  await explorer.close()
  await copy.close()
  saveResult('explore-page', result)
}

/** Scrolls from the top, so far of the whole in each frame, for five seconds. */
function scroll(page: Page, share: number): Promise<Omit<Scroll, 'task'>> {
  return page.locator('[role=grid]').evaluate(
    async (grid, { share, ms, frameMs }) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      grid.scrollTop = 0
      await frame()
      const step = (grid.scrollHeight - grid.clientHeight) * share
      const startedAt = await frame()
      const took: number[] = []
      for (let last = startedAt; last - startedAt < ms; ) {
        grid.scrollTop += step
        const now = await frame()
        took.push(now - last)
        last = now
      }
      return {
        frames: took.length,
        ms: took.reduce((sum, each) => sum + each, 0),
        late: took.filter((each) => each > 1.5 * frameMs).length,
        longestMs: Math.max(...took),
      }
    },
    { share, ms: SECONDS * 1000, frameMs: FRAME_MS },
  )
}

/** Jumps to a place that was not seen so far, and waits until every row there has its call. */
function jumpTo(page: Page, share: number): Promise<number> {
  return page.locator('[role=grid]').evaluate(async (grid, share) => {
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const startedAt = performance.now()
    grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * share
    // The first one draws the rows of the place.
    do await frame()
    while (grid.querySelector('[role=row][aria-busy=true]') !== null || performance.now() === startedAt)
    return performance.now() - startedAt
  }, share)
}
