import { serveExplorer } from '@callspec/explorer'
import { openCopy } from '@callspec/sync'
import { expect, test } from 'vitest'
import { openPage, startBrowser, until } from './browser.ts'
import { copyOf } from './small-copy.ts'

const CALLS = 50_000
const idOf = (index: number) => `call_${String(index).padStart(6, '0')}`

const browser = await startBrowser()

test('a table of fifty thousand calls is one that can be scrolled, sorted and searched anywhere', async () => {
  const { file, store } = await copyOf(CALLS, (index) => ({
    id: idOf(index),
    agent: `Agent ${index % 7}`,
    number: '+15550101000',
    at: Date.UTC(2026, 10, 20) - index * 60_000,
  }))
  const copy = await openCopy(file)
  const explorer = await serveExplorer(copy)
  const { page, grid, rows, search, complaints, close } = await openPage(browser, explorer.address)
  await until(() => grid.getAttribute('aria-rowcount')).toBe(String(CALLS + 1))
  const scrollTo = (share: number) =>
    grid.evaluate((element, to) => {
      element.scrollTop = (element.scrollHeight - element.clientHeight) * to
    }, share)
  const rowOf = (index: number) => grid.getByRole('row', { name: idOf(index) })

  await scrollTo(1)
  await rowOf(CALLS - 1).waitFor()
  expect(await rowOf(CALLS - 1).getAttribute('aria-rowindex')).toBe(String(CALLS + 1))
  await scrollTo(0.5)
  await rowOf(CALLS / 2).waitFor()
  expect(await rows.count()).toBeLessThan(80)

  await page.keyboard.press('Home')
  await rowOf(0).waitFor()
  await page.keyboard.press('End')
  await until(() => page.evaluate(() => document.activeElement?.textContent)).toContain(idOf(CALLS - 1))

  await grid.getByRole('columnheader', { name: 'Time' }).getByRole('button').click()
  await until(() => rows.first().textContent()).toContain(idOf(CALLS - 1))
  await search.fill(idOf(31_415))
  await until(() => grid.getAttribute('aria-rowcount')).toBe('2')
  await rowOf(31_415).click()
  await page.getByRole('complementary', { name: 'Call' }).getByText(idOf(31_415)).first().waitFor()
  expect(complaints).toEqual([])
  await close()
  await explorer.close()
  await copy.close()
  await store.close()
})
