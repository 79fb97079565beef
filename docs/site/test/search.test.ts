import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { startBrowser } from './browser.ts'
import { startSite } from './start-site.ts'

const browser = await startBrowser()
const site = await startSite()

test.each([
  ['List calls butter', 'platforms/butter/#/calls/listcalls', 'calls/listcalls'],
  ['listAgentCalls', 'platforms/talkover/#/calls/listagentcalls', 'calls/listagentcalls'],
])('a search for "%s", by the keyboard alone, leads to %s', async (words, address, id) => {
  const page = await browser.newPage()
  await page.goto(`${site.url}guides/sync/`)
  await search(page, words)
  const link = page.locator(`dialog a[href$="${address}"]`)
  await link.waitFor()
  await link.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(site.url + address)
  const operation = page.locator(`[id="${id}"]`)
  await operation.waitFor()
  await expect.poll(() => operation.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(720)
  await page.close()
})

test.each([
  ['a guide', 'overlap', 'guides/sync/'],
  ['an API', 'redactCall', 'packages/callspec/api/'],
  ['a decision', 'refused, not met with an empty result', 'decisions/0004-unsupported-filters/'],
])('a search finds %s', async (_, words, address) => {
  const page = await browser.newPage()
  await page.goto(site.url)
  await search(page, words)
  await page.locator(`dialog a[href*="${address}"]`).first().waitFor()
  await page.close()
})

async function search(page: Page, words: string): Promise<void> {
  const input = page.locator('dialog input')
  // It is made when the page has nothing else to do.
  await input.waitFor({ state: 'attached' })
  await page.keyboard.press('Control+k')
  await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type(words)
}
