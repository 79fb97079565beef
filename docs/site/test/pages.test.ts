import { expect, test } from 'vitest'
import { seriousViolations } from './axe.ts'
import { open, startBrowser, watch } from './browser.ts'
import { idsOf, pages, platforms } from './site-files.ts'
import { startSite } from './start-site.ts'

const browser = await startBrowser()
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

test.concurrent.each(pages)(
  '/%s loads without a complaint or a request elsewhere, its links lead somewhere, and axe finds nothing serious',
  async (path) => {
    const page = await browser.newPage()
    const seen = watch(page, site.url)
    await open(page, site.url + path)
    const links = await page
      .locator('a[href]')
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href))
    const serious = await seriousViolations(page)
    await page.close()

    expect(seen).toEqual({ complaints: [], strangers: [] })
    expect(links.length).toBeGreaterThan(0)
    expect([...new Set(links)].filter((link) => !leadsSomewhere(link))).toEqual([])
    expect(serious).toEqual([])
  },
)

/** Other sites are not asked; of them, only the form of the address is known. */
function leadsSomewhere(link: string): boolean {
  const { origin, pathname, hash, protocol } = new URL(link)
  if (origin !== new URL(site.url).origin) return protocol === 'https:' || protocol === 'mailto:'
  const path = decodeURI(pathname.slice(1))
  const ids = idsOf(path)
  if (!ids) return false
  const platform = platforms.find((known) => known.path === path)
  // Redoc's own sections are drawn as one goes along; those of operations are all opened in redoc.test.ts.
  if (platform && hash.startsWith('#/')) return isRoute(hash, platform.anchors)
  return hash === '' || hash === '#_top' || ids.has(decodeURIComponent(hash.slice(1)))
}

/** An operation or something in it, a tag, or a section of the description. */
function isRoute(hash: string, anchors: readonly string[]): boolean {
  const route = hash.split('#', 2).join('#').replace(/\/$/, '')
  const isSection = /^#(?:\/section\/[\w-]+)?$/.test(route)
  return isSection || anchors.some((anchor) => anchor === route || anchor.startsWith(`${route}/`))
}
