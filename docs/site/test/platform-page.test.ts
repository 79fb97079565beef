import type { BrowserContextOptions, Page, Request } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { samples } from '../build/samples/samples.ts'
import { seriousViolations } from './axe.ts'
import { idIn, open, startBrowser, watch } from './browser.ts'
import { platforms } from './site-files.ts'
import { startSite } from './start-site.ts'

const browser = await startBrowser()
const site = await startSite()

/** Redoc itself, which all platforms share. */
const BUNDLE = /\/redoc\/redoc\.[0-9a-f]+\.js$/
const MOST_BYTES = 150_000

/** A page that gets Redoc only when `release` is called. */
async function withoutRedoc(options: BrowserContextOptions = {}): Promise<{ page: Page; release: () => void }> {
  const page = await browser.newPage(options)
  const { promise, resolve: release } = Promise.withResolvers<void>()
  await page.route(BUNDLE, async (route) => {
    await promise
    await route.continue()
  })
  return { page, release }
}

describe.each(platforms)('$path', ({ path, anchors }) => {
  test('without any script it shows an operation and its parameters at its link, and begins with its operations; no license is named', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false })
    // The list of calls is the first operation of most, and the first list of all.
    const anchor = anchors.find((name) => /\/list\w+$/.test(name))!
    await page.goto(site.url + path + anchor)
    const article = page.locator('article', { has: page.locator(`[id="${idIn(anchor)}"]`) })
    for (const part of [article.locator('h3'), article.locator('.ref-fields li').first()]) {
      await expect.poll(async () => (await part.boundingBox())!.y).toBeGreaterThan(56)
      expect((await part.boundingBox())!.y).toBeLessThan(720)
    }

    const heads = await page.locator('main h2').allTextContents()
    const sections = heads.slice(heads.indexOf('How its fields become a Call'))
    expect(heads[0]).toBe('Calls')
    expect(sections.slice(0, 3)).toEqual(['How its fields become a Call', 'Limits', 'Assumptions'])
    expect(await page.locator('main article').count()).toBe(anchors.length)
    expect(await page.locator('main section').first().textContent()).toMatch(/Compared \d{4}-\d\d-\d\d\s+Auth .+\s+Limits /)
    const text = (await page.locator('main').textContent()) ?? ''
    expect(text).not.toMatch(/\blicen[sc]e\b/i)
    expect(text).toMatch(/last\s+compared\s+with\s+(?:it|them)\s+on \d{4}-\d\d-\d\d/)
    await page.close()
  })

  test('beside the bundle of all platforms it weighs at most 150 kB; in Redoc every operation has its link, and all that we send a sample with the client', async () => {
    const own = new Map(
      samples().flatMap(({ id, operationId, samples }) =>
        path === `platforms/${id}/` ? [[operationId.toLowerCase(), samples[0]!.source]] : [],
      ),
    )
    const page = await browser.newPage()
    const requests: Request[] = []
    page.on('requestfinished', (request) => requests.push(request))
    await open(page, site.url + path)
    // Only now: what comes later would still be on the scales when the page is closed.
    const files = await Promise.all(
      requests.map(async (request) => [request.url(), (await request.sizes()).responseBodySize] as const),
    )
    expect(files.filter(([url]) => BUNDLE.test(url)).length).toBe(1)
    const others = files.filter(([url]) => !BUNDLE.test(url))
    expect(others.reduce((sum, [, size]) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES)

    for (const anchor of anchors) {
      await page.evaluate((hash) => location.assign(hash), anchor)
      const operation = page.locator(`#redoc [id="${idIn(anchor)}"]`)
      const sample = own.get(anchor.split('/').at(-1)!)
      if (sample === undefined) {
        // The platform sends it.
        expect(anchor).toContain('/hook-')
        await operation.locator('h2', { hasText: /\w/ }).first().waitFor()
        continue
      }
      const panel = operation.locator('.panel-request-samples pre')
      await expect.poll(async () => letters((await panel.textContent()) ?? '')).toContain(letters(sample))
    }
    await page.close()
  })
})

const VAPI = platforms.find(({ path }) => path === 'platforms/vapi/')!

test.each([
  ['a link to an operation', '#/calls/getcall', 0],
  ['an older link to an operation', '#operation/getCall', 0],
  ['a link to a section', '#/limits', 0],
  ['somewhere in an operation', '#/calls/listcalls', 300],
  ['somewhere on the page', '', 1500],
])('Redoc takes the place of the page without moving the heading that is looked at: %s', async (_, hash, scrolled) => {
  const { page, release } = await withoutRedoc({ viewport: { width: 1280, height: 900 } })
  const seen = watch(page, site.url)
  await page.goto(site.url + VAPI.path + hash)
  await page.evaluate((by) => scrollBy(0, by), scrolled)
  // The last heading above the middle of the window.
  const before = await page.evaluate(() => {
    const headings = [...document.querySelectorAll('main :is(h2, h3)[id]')]
    const heading = headings.findLast((one) => one.getBoundingClientRect().top < innerHeight / 2)!
    return { text: heading.textContent!, top: heading.getBoundingClientRect().top }
  })
  release()
  await page.locator('#reference').waitFor({ state: 'detached' })
  const heading = page.locator('#redoc :is(h2, h3)', { hasText: new RegExp(`^${before.text}$`) }).first()
  await expect.poll(async () => Math.abs((await heading.boundingBox())!.y - before.top)).toBeLessThan(24)
  await page.close()
  expect(seen).toEqual({ complaints: [], strangers: [] })
})

test.each([
  ['a link of the list', 1280, 'nav a[href="#/artifacts"]', 'Artifacts'],
  ['a link to another page', 390, 'a[href="exactness/"]', 'What a list rests on'],
  ['a sample, which Redoc draws otherwise', 390, 'article:has(h3:text-is("Get a campaign")) pre', 'Get a campaign'],
])('who has come by keyboard to %s, is there still when Redoc has taken over', async (_, width, selector, text) => {
  const { page, release } = await withoutRedoc({ viewport: { width, height: 900 } })
  await page.goto(site.url + VAPI.path)
  await page.locator(`#reference ${selector}`).first().focus()
  release()
  await page.locator('#reference').waitFor({ state: 'detached' })
  expect((await page.locator('#content :focus').textContent())!.trim()).toBe(text)
  await page.close()
})

test('a platform whose Redoc does not come stays readable, and its links lead on', async () => {
  const { page } = await withoutRedoc()
  await page.goto(site.url + VAPI.path)
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'List campaigns' }).click()
  const heading = page.getByRole('heading', { name: 'List campaigns', exact: true })
  await expect.poll(async () => (await heading.boundingBox())!.y).toBeLessThan(300)
  await page.close()
})

test.each([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const)('before Redoc has come, $colorScheme, $width pixels wide, nothing is a serious violation', async (look) => {
  const { colorScheme, width } = look
  const { page } = await withoutRedoc({ colorScheme, viewport: { width, height: 900 } })
  await page.goto(site.url + VAPI.path)
  expect(await seriousViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  await page.close()
})

test('a single example says in Redoc, too, that it is synthetic', async () => {
  const page = await browser.newPage()
  await open(page, `${site.url}${VAPI.path}#/calls/getcall`)
  const panel = page.locator('[id="calls/getcall"] .panel-response-samples')
  await expect.poll(() => panel.textContent()).toContain('Synthetic: what the simulator responds, not the platform.')
  await page.close()
})

test('the keys for the search open the search of the site, and only that', async () => {
  const page = await browser.newPage()
  await open(page, site.url + VAPI.path)
  await page.keyboard.press('Control+k')
  await page.locator('.shell-dialog').waitFor()
  expect(await page.locator('dialog[open], [role="dialog"]').count()).toBe(1)
  await page.close()
})

/** Without the white space, which a page may fold. */
const letters = (text: string) => text.replaceAll(/\s/g, '')
