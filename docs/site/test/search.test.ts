import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { providers, readSpec } from '../../../scripts/src/specs.ts'
import { type Document, operationsOf, parametersOf } from '../build/document.ts'
import { seriousViolations } from './axe.ts'
import { startBrowser } from './browser.ts'
import { startSite } from './start-site.ts'

const browser = await startBrowser()
const site = await startSite()

test.each([
  ['List calls butter', 'guides/sync/', 'platforms/butter/#/calls/listcalls', 'calls/listcalls'],
  [
    'listDeletedCalls',
    'platforms/butter/',
    'platforms/ultravox/#/deleted-calls/listdeletedcalls',
    'deleted-calls/listdeletedcalls',
  ],
])('a search for "%s" on /%s, by the keyboard alone, leads to %s', async (words, from, address, id) => {
  const page = await browser.newPage()
  await page.goto(site.url + from)
  await search(page, words)
  // Its fields lead to it as well; what is named so comes first.
  await expect.poll(() => page.locator('dialog a').first().getAttribute('href')).toBe(site.url + address)
  expect(await page.locator('dialog small').first().textContent()).toMatch(/· operation$/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(site.url + address)
  const operation = page.locator(`[id="${id}"]`)
  await operation.waitFor()
  await expect.poll(() => operation.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(720)
  await page.close()
})

test('the name of a parameter finds it in every provider that has it', async () => {
  const having = providers().flatMap((id) => {
    // `Spec` names only what the other scripts read of the same document.
    const document = readSpec(id) as unknown as Document
    const all = [...operationsOf(document)].flatMap(({ path, operation }) => parametersOf(document, path, operation))
    return all.some(({ name }) => name === 'date_from') ? [document.servers[0]!.description] : []
  })
  expect(having.length).toBeGreaterThan(1)
  const page = await browser.newPage()
  await page.goto(site.url)
  await search(page, 'date_from')
  await page.locator('dialog label', { hasText: 'Parameters' }).click()
  const found = page.locator('dialog li')
  // What was found before the choice goes first, and for a moment nothing is shown.
  const shown = async () => (await kindsIn(found)).map((text) => text.replace(/: .+ · /, ' '))
  await expect
    .poll(async () => [...new Set(await shown())].toSorted())
    .toEqual(having.map((name) => `${name} parameter`).toSorted())
  await page.close()
})

test('a field is found, and one provider chosen: with what else is shown there, axe finds nothing serious', async () => {
  const page = await browser.newPage()
  await page.goto(site.url)
  await search(page, 'duration_seconds')
  await page.locator('dialog label', { hasText: 'Fields' }).click()
  await page.locator('dialog select').selectOption('Butter AI')
  const found = page.locator('dialog li')
  const shown = async () => (await kindsIn(found)).map((text) => text.replace(/: .+ · /, ' '))
  await expect.poll(async () => [...new Set(await shown())]).toEqual(['Butter AI field'])
  expect(await found.locator('strong').first().textContent()).toBe('duration_seconds')
  expect(await seriousViolations(page)).toEqual([])
  await page.locator('dialog input[type="search"]').fill('qqqzzz')
  await page.locator('dialog', { hasText: 'Nothing found for “qqqzzz”.' }).waitFor()
  await page.keyboard.press('Escape')
  expect(await page.locator('dialog').isVisible()).toBe(false)
  await page.close()
})

test.each([
  ['a guide', 'clock of the machine that syncs', 'guides/sync/'],
  ['an API', 'redactCall', 'packages/callspec/api/'],
  ['a decision', 'refused, not met with an empty result', 'decisions/0004-unsupported-filters/'],
])('a search finds %s', async (_, words, address) => {
  const page = await browser.newPage()
  await page.goto(site.url)
  await search(page, words)
  await page.locator(`dialog a[href*="${address}"]`).first().waitFor()
  await page.close()
})

/** Where each hit is, and of what kind. */
const kindsIn = (found: ReturnType<Page['locator']>) => found.locator('small').allTextContents()

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const input = page.locator('dialog input[type="search"]')
  await expect.poll(() => input.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.type(words)
}
