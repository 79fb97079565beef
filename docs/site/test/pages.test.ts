import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seriousViolations } from './axe.ts'
import { open, startBrowser, watch } from './browser.ts'
import { idsOf, pages, platforms } from './site-files.ts'
import { startSite } from './start-site.ts'

const browser = await startBrowser()
/** For pages that are whole as they come: what they share is loaded once. */
const context = await browser.newContext()
const site = await startSite()

test('there is a page for every platform, and the pages of the repository', () => {
  expect(pages).toEqual(expect.arrayContaining(['', 'call/', 'guides/exactness/', ...platforms.map(({ path }) => path)]))
})

test('the text of the index, and the API of each client, lead to the platforms', async () => {
  const page = await browser.newPage()
  const linksOf = async (path: string) => {
    await page.goto(site.url + path)
    return page
      .locator('main a[href]')
      .evaluateAll((anchors) => anchors.map((anchor) => new URL((anchor as HTMLAnchorElement).href).pathname))
  }
  expect(await linksOf('')).toEqual(expect.arrayContaining(platforms.map(({ path }) => `/${path}`)))
  for (const { path } of platforms) expect(await linksOf(`${path.replace('platforms', 'packages')}api/`)).toContain(`/${path}`)
  await page.close()
})

test('the list of platforms leads to each of them, and is where their pages lead back to', async () => {
  const page = await browser.newPage()
  await open(page, `${site.url}${platforms[0]!.path}`)
  await page.locator('.shell-switch').click()
  await page.getByRole('link', { name: 'All, side by side', exact: true }).click()
  await page.waitForURL(`${site.url}platforms/`)
  const links = await page
    .locator('main a[href]')
    .evaluateAll((anchors) => anchors.map((anchor) => new URL((anchor as HTMLAnchorElement).href).pathname))
  expect(links).toEqual(expect.arrayContaining(platforms.map(({ path }) => `/${path}`)))
  await page.close()
})

test('an API page begins with what is called: the functions, then the providers', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}packages/butter/api/`)
  const heads = await page.locator('main .sl-markdown-content h2').allTextContents()
  await page.close()
  expect(heads).toEqual(['Functions', 'Providers', 'Type Aliases', 'Variables', 'References'])
})

test('every member of a call and of a query is described', async () => {
  const page = await browser.newPage()
  await page.goto(`${site.url}call/`)
  const cells = await page.locator('main td:last-child').allTextContents()
  await page.close()
  expect(cells.length).toBeGreaterThan(50)
  expect(cells.filter((text) => text.trim() === '')).toEqual([])
})

test.concurrent.each(['light', 'dark'] as const)(
  'what scrolls sideways shows it at the edge that hides something, %s',
  async (colorScheme) => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 1200 } })
    await page.goto(`${site.url}guides/sync/`)
    const table = page.locator('pre', { hasText: 'callspec sync --to calls.db' })
    const { x, y, width, height } = (await table.boundingBox())!
    // A strip within each edge, below the text of the last line.
    const strip = (left: number) => page.screenshot({ clip: { x: left, y: y + height - 10, width: 8, height: 4 } })
    const edges = async () => [await strip(x + 4), await strip(x + width - 12)]
    const [shownBegin, hiddenEnd] = await edges()
    expect(hiddenEnd!.equals(shownBegin!)).toBe(false)
    await table.evaluate((element) => element.scrollTo(element.scrollWidth, 0))
    const [hiddenBegin, shownEnd] = await edges()
    expect(shownEnd!.equals(shownBegin!)).toBe(true)
    expect(hiddenBegin!.equals(shownBegin!)).toBe(false)
    await page.close()
  },
)

test.concurrent.each(pages)(
  '/%s loads without a complaint or a request elsewhere, its links lead somewhere, axe finds nothing serious, and no phone scrolls it sideways',
  async (path) => {
    // Redoc waits until its tab is looked at, and so needs a window of its own.
    const isDrawn = platforms.some((platform) => platform.path === path)
    const page = await (isDrawn ? browser : context).newPage()
    const seen = watch(page, site.url)
    await open(page, site.url + path)
    const links = await page
      .locator('a[href]')
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href))
    const serious = await seriousViolations(page)
    const sideways = [await overflow(page, 390), await overflow(page, 320)]
    await page.close()

    expect(seen).toEqual({ complaints: [], strangers: [] })
    expect(links.length).toBeGreaterThan(0)
    expect([...new Set(links)].filter((link) => !leadsSomewhere(link))).toEqual([])
    expect(serious).toEqual([])
    expect(sideways).toEqual([0, 0])
  },
)

/** By how many pixels a page is wider than a window of that width. */
async function overflow(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 800 })
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Other sites are not asked; of them, only the form of the address is known. */
function leadsSomewhere(link: string): boolean {
  const { origin, pathname, hash, protocol } = new URL(link)
  if (origin !== new URL(site.url).origin) return protocol === 'https:' || protocol === 'mailto:'
  const path = decodeURI(pathname.slice(1))
  const ids = idsOf(path)
  if (!ids) return false
  if (ids.has(decodeURIComponent(hash.slice(1)))) return true
  const platform = platforms.find((known) => known.path === path)
  // Redoc's own sections are drawn as one goes along; those of operations are all opened in platform-page.test.ts.
  if (platform && hash.startsWith('#/')) return isRoute(hash, platform.anchors)
  return hash === '' || hash === '#_top'
}

/** An operation or something in it, a tag, or a section of the description. */
function isRoute(hash: string, anchors: readonly string[]): boolean {
  const route = hash.split('#', 2).join('#').replace(/\/$/, '')
  const isSection = /^#(?:\/section\/[\w-]+)?$/.test(route)
  return isSection || anchors.some((anchor) => anchor === route || anchor.startsWith(`${route}/`))
}
