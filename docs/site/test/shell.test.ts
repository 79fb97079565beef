import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { printed } from '../../../scripts/src/printed.ts'
import { providers } from '../../../scripts/src/specs.ts'
import { output } from '../build/folders.ts'
import { startBrowser } from './browser.ts'
import { pages } from './site-files.ts'
import { startSite } from './start-site.ts'

const browser = await startBrowser()
const site = await startSite()

test('the first screen says what callspec is, what to type, what that prints and where to go', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(site.url)
  expect(await page.locator('h1').textContent()).toBe('Every call your voice agents took, on every platform, in one exact log')
  for (const part of ['pre >> text=demo --limit', 'pre >> text=when (UTC)']) {
    expect(await page.locator(part).first().isVisible()).toBe(true)
  }
  const doors = page.locator('.doors li')
  expect(await doors.locator('strong').allTextContents()).toEqual(['I have accounts.', 'I build a product.', 'I run a platform.'])
  const { y, height } = (await doors.last().boundingBox())!
  expect(y + height).toBeLessThan(900)
  const first = await doors
    .locator('a:first-of-type')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  expect(first).toEqual(['guides/accounts/', 'packages/callspec/', 'guides/own-platform/'].map((path) => site.url + path))
  const output = page.locator('pre[data-language="ansi"]')
  expect(await output.textContent()).not.toContain('\u001b')
  const colors = await output
    .locator('span')
    .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size)
  expect(colors).toBe(colorsPrinted())
  await page.close()
})

/** The text's own colour, and those that the command sets for the same lines. */
function colorsPrinted(): number {
  const text = printed(['demo', '--limit', '6'], { FORCE_COLOR: '1' })
  const codes = text.split('\u001b[').flatMap((part) => /^(?:2|3[1-7]|9[0-7])m/.exec(part) ?? [])
  return new Set(codes).size + 1
}

test.concurrent.each(['guides/sync/', 'platforms/talkover/'])('on /%s the first tab stop leads past the header', async (path) => {
  const page = await browser.newPage()
  await page.goto(site.url + path)
  await page.keyboard.press('Tab')
  const skip = page.locator(':focus')
  expect(await skip.textContent()).toBe('Skip to content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').evaluate((element) => element.closest('.shell') === null)).toBe(true)
  await page.close()
})

test.each(['guides/sync/', 'platforms/talkover/'])(
  'on /%s the switcher finds a provider by the name of a brand, by the keyboard alone',
  async (path) => {
    const page = await browser.newPage()
    await page.goto(site.url + path)
    await page.locator('.shell-switch').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator(':focus').getAttribute('type')).toBe('search')
    await page.keyboard.type('famulor')
    expect(await page.locator('.shell-providers li:visible').allTextContents()).toEqual(['Autocalls'])
    await page.keyboard.press('Enter')
    await page.waitForURL(`${site.url}platforms/autocalls/`)
    expect(await page.locator('.shell-switch').textContent()).toBe('Autocalls')
    await page.close()
  },
)

test('a provider is one entry of the navigation, which is the current one on each of its pages', async () => {
  const page = await browser.newPage()
  const [id = ''] = providers()
  await page.goto(`${site.url}packages/${id}/api/`)
  const links = await page
    .locator('#starlight__sidebar a')
    .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).pathname))
  const own = (of: string) => links.filter((path) => path.split('/')[2] === of)
  for (const of of providers()) expect(own(of)).toEqual([`/platforms/${of}/`])
  expect(await page.locator('#starlight__sidebar a[aria-current="page"]').getAttribute('href')).toBe(`/platforms/${id}/`)
  const tabs = page.locator('.shell-tabs a')
  expect(await tabs.allTextContents()).toEqual(['Operations', 'In the call log', 'Package', 'Reference'])
  await page.close()
})

test('an address without a page is answered with 404, and a page that leads on', async () => {
  const page = await browser.newPage()
  const answer = await page.goto(`${site.url}guides/nothing/here/`)
  expect(answer?.status()).toBe(404)
  expect(await page.locator('h1').textContent()).toBe('There is no such page')
  const links = await page
    .locator('main a')
    .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).pathname.slice(1)))
  expect(links.length).toBeGreaterThan(3)
  for (const link of links) expect(pages).toContain(link)
  await page.close()
})

test('every page is also Markdown, which llms.txt lists, with links to Markdown', () => {
  const missing = pages.filter((path) => !existsSync(join(output, path, 'index.md')))
  expect(missing).toEqual([])
  const listed = linksIn('llms.txt')
  expect(listed.length).toBeGreaterThan(pages.length / 2)
  const broken = ['llms.txt', ...pages.map((path) => `${path}index.md`)].flatMap((file) =>
    linksIn(file).flatMap((link) => (existsSync(join(output, link)) ? [] : [`${file}: ${link}`])),
  )
  expect(broken).toEqual([])
})

/** The files that a Markdown file links to. */
function linksIn(file: string): string[] {
  const text = readFileSync(join(output, file), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '')
  const links = [...text.matchAll(/\]\(([./][^)#\s]*index\.md)/g)].map(([, link = '']) => link)
  return links.map((link) => new URL(link, `http://site/${file}`).pathname)
}

test('on a phone a narrow table is cards with the heads in them, and a wide one keeps its first column', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(`${site.url}call/`)
  const card = page.locator('tbody tr').first()
  expect(await card.evaluate((row) => getComputedStyle(row).display)).toBe('block')
  const second = card.getByRole('cell').nth(1)
  expect(await second.evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain('value')

  await page.goto(`${site.url}platforms/`)
  const table = page.locator('table')
  const first = table.locator('tbody td').first()
  const before = (await first.boundingBox())!.x
  await table.evaluate((element) => element.scrollTo(element.scrollWidth, 0))
  expect((await table.locator('tbody td').nth(1).boundingBox())!.x).toBeLessThan(0)
  expect((await first.boundingBox())!.x).toBe(before)
  await page.close()
})

test('no button lies over code', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  await page.goto(`${site.url}guides/sync/`)
  const over = await page.locator('.expressive-code').evaluateAll(
    (blocks) =>
      blocks.filter((block) => {
        const [code, button] = ['pre', 'button'].map((name) => block.querySelector(name)?.getBoundingClientRect())
        return code && button && button.left < code.right && button.top < code.bottom && button.bottom > code.top
      }).length,
  )
  expect(over).toBe(0)
  await page.close()
})
