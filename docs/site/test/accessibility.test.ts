import { expect, test } from 'vitest'
import { seriousViolations } from './axe.ts'
import { open, startBrowser } from './browser.ts'
import { startSite } from './start-site.ts'

/** A page of each kind; pages.test.ts looks at all, in the light colours and on a wide screen. */
const PAGES = [
  '',
  'call/',
  'guides/',
  'guides/exactness/',
  'no/such/page/',
  'packages/butter/api/',
  'platforms/talkover/',
  'platforms/talkover/#/calls/listcalls',
]
const LOOKS = [
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 390 },
] as const

const browser = await startBrowser()
const site = await startSite()

test.concurrent.each(PAGES.flatMap((path) => LOOKS.map((look) => ({ path, ...look }))))(
  '/$path, $colorScheme, $width pixels wide, has no serious violation',
  async ({ path, colorScheme, width }) => {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } })
    await open(page, site.url + path)
    expect(await seriousViolations(page)).toEqual([])
    await page.close()
  },
)

test('the choice of colours is one for the whole site', async () => {
  const context = await browser.newContext({ colorScheme: 'light' })
  const page = await context.newPage()
  const isDark = () =>
    page.locator('html').evaluate(({ classList, dataset }) => classList.contains('dark') || dataset.theme === 'dark')

  await page.goto(site.url)
  await page.locator('.shell-theme').selectOption('dark')
  await open(page, `${site.url}platforms/butter/`)
  expect(await isDark()).toBe(true)

  await page.locator('.shell-theme').selectOption('light')
  await expect.poll(isDark).toBe(false)
  await page.goto(site.url)
  expect(await isDark()).toBe(false)
  await context.close()
})
