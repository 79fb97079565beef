import { serveExplorer } from '@callspec/explorer'
import { sync } from '@callspec/sync'
import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { axeViolations } from '../../../scripts/src/axe-violations.ts'
import { type Opened, openPage, startBrowser } from './page/browser.js'
import { simulatedCopy, sourceOf } from './simulated-copy.js'

// Two weeks of calls of two platforms, at every hour, and a third account whose key is wrong.
const simulated = await simulatedCopy(['butter', 'autocalls'], { calls: 160, spacingSeconds: 7_600 })
await sync([sourceOf(simulated.simulators[0]!, { id: 'broken', apiKey: 'wrong' })], simulated.store)
const explorer = await serveExplorer(simulated.copy)
const browser = await startBrowser()
afterAll(async () => {
  await explorer.close()
  await simulated.close()
})

const chart = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

/** The page once all of its calls are drawn. */
async function opened(search = 'zone=UTC', options = {}): Promise<Opened> {
  const page = await openPage(browser, explorer.address, search, options)
  await chart(page.page, 'Calls over time').waitFor()
  return page
}

/** The total above the charts, when it is this. */
async function expectCalls(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.locator('.totals dd b').first().textContent()).toBe(count.toLocaleString('en'))
}

/** How many calls the words of a bar or a square tell. */
const told = (text: string | null) => Number(/: ([\d,]+) calls?/.exec(text ?? '')?.[1]?.replaceAll(',', ''))

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0)

async function words(options: Locator): Promise<(string | null)[]> {
  return options.evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label')))
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('There is nothing to drag over.')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 })
  await page.mouse.up()
}

test('bars of time that are dragged over become the period, into which the chart zooms, and out again', async () => {
  const { page, complaints, close } = await opened()
  const time = chart(page, 'Calls over time')
  const bars = time.getByRole('option')
  const before = await words(bars)
  await drag(page, bars.nth(2), bars.nth(4))
  const chosen = sum(before.slice(2, 5).map(told))
  expect(chosen).toBeGreaterThan(0)
  await expectCalls(page, chosen)
  expect(new URL(page.url()).searchParams.get('since')).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/)
  // A shorter period has shorter units.
  await expect.poll(() => time.locator('.chart-unit').textContent()).toContain('per hour')
  const hours = await words(bars)
  expect(sum(hours.map(told))).toBe(chosen)
  await drag(page, bars.nth(10), bars.nth(20))
  await expectCalls(page, sum(hours.slice(10, 21).map(told)))
  await time.getByRole('button', { name: 'Remove' }).click()
  await expectCalls(page, chosen)
  await time.getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => words(bars)).toEqual(before)
  expect(complaints).toEqual([])
  await close()
})

test('the keyboard chooses durations, and those that were not chosen stay beside them', async () => {
  const { page, close } = await opened()
  const durations = chart(page, 'Duration')
  const bars = durations.getByRole('option')
  const before = await words(bars)
  await durations.getByRole('listbox').focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter'])
    await page.keyboard.press(key)
  await expectCalls(page, sum(before.slice(2, 5).map(told)))
  await expect.poll(() => durations.locator('[role=option][aria-selected=true]').count()).toBe(3)
  expect(await words(bars)).toEqual(before)
  await durations.getByRole('button', { name: 'Remove' }).click()
  await expect.poll(() => durations.locator('[role=option][aria-selected=true]').count()).toBe(0)
  await close()
})

test('an agent and what became of their calls are chosen by a click, among the others', async () => {
  const { page, close } = await opened()
  const outcomes = chart(page, 'Outcome by agent')
  const failed = outcomes.getByRole('button', { name: / failed by / }).first()
  const count = Number(/\d+/.exec((await failed.textContent()) ?? '')?.[0])
  const agents = await outcomes.locator('.agents > li').count()
  await failed.click()
  await expectCalls(page, count)
  await expect.poll(() => failed.getAttribute('aria-pressed')).toBe('true')
  expect(await outcomes.locator('.agents > li').count()).toBe(agents)
  await outcomes.getByRole('button', { name: 'Remove: Outcome' }).click()
  const cost = chart(page, 'Minutes and cost by agent')
  const name = await cost.locator('.agent[aria-pressed=true] .agent-name').textContent()
  const calls = await cost.locator('table').evaluate((table, agent) => {
    const row = [...table.querySelectorAll('tbody tr')].find((each) => each.querySelector('th')?.textContent === agent)
    return Number(row?.querySelectorAll('td')[1]?.textContent)
  }, name)
  await expectCalls(page, calls)
  await cost.locator('.agent[aria-pressed=true]').click()
  await expectCalls(page, 320)
  await close()
})

test('hours of the week are chosen by dragging and with the keyboard', async () => {
  const { page, close } = await opened()
  const week = chart(page, 'Hour and weekday')
  const cell = (weekday: number, hour: number) => week.locator(`[data-place="${weekday} ${hour}"]`)
  const counts = await Promise.all(
    [1, 2].flatMap((weekday) => [8, 9, 10].map(async (hour) => told(await cell(weekday, hour).getAttribute('aria-label')))),
  )
  await drag(page, cell(1, 8), cell(2, 10))
  await expectCalls(page, sum(counts))
  await expect.poll(() => week.locator('.cell[aria-pressed=true]').count()).toBe(6)
  const before = told(await cell(3, 9).getAttribute('aria-label'))
  await cell(2, 9).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expectCalls(page, before)
  await week.getByRole('button', { name: 'Remove' }).click()
  await expectCalls(page, 320)
  await close()
})

test('charts say which sources are not whole, which calls they cannot show, and that there are none', async () => {
  const { page, close } = await opened()
  const badge = chart(page, 'Calls over time').locator('.badge')
  expect(await badge.locator('summary').textContent()).toBe('1 of 3 sources is not whole')
  await badge.locator('summary').click()
  expect(await badge.locator('li').textContent()).toMatch(/^broken: .*401/)
  await chart(page, 'Duration').getByText('As table').click()
  const durations = await chart(page, 'Duration')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => Number(row.querySelector('td')?.textContent)))
  const without = Number(
    /Of (\d+) calls? the platform tells no duration/.exec((await chart(page, 'Duration').textContent()) ?? '')?.[1] ?? 0,
  )
  expect(sum(durations) + without).toBe(320)
  await close()
  const empty = await opened('zone=UTC&search=nobody-has-this-name')
  await expect.poll(() => empty.page.locator('.chart-empty').count()).toBe(5)
  await empty.close()
})

test.each([
  ['light', {}],
  ['dark and as wide as a telephone', { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } }],
])('axe finds nothing wrong with charts that are %s', async (_, options) => {
  const { page, close } = await opened(
    'zone=UTC&min-duration=30&weekday=monday&weekday=tuesday&weekday=wednesday&since=2026-11-09',
    options,
  )
  const more = page.getByRole('button', { name: 'More charts' })
  if (await more.isVisible()) await more.click()
  await chart(page, 'Duration').getByText('As table').click()
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await close()
})
