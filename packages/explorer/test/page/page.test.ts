import { readFileSync } from 'node:fs'
import { serveExplorer } from '@callspec/explorer'
import { type Copy, openCopy } from '@callspec/sync'
import type { Call } from 'callspec'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../../../../scripts/src/axe-violations.ts'
import { copyAsCode } from '../../src/api/copy-as-code.ts'
import { copyAsCommand } from '../../src/api/copy-as-command.ts'
import { emptyQuery } from '../../src/api/explorer-query.ts'
import { type Opened, openPage, startBrowser, until } from './browser.ts'
import { CALLS_PER_SOURCE, smallCopy } from './small-copy.ts'

const browser = await startBrowser()
const small = await smallCopy()
const copy: Copy = await openCopy(small.file)
const explorer = await serveExplorer(copy)
const calls: Call[] = []
for await (const call of copy.log().list({ include: ['transcript'] })) calls.push(call)
afterAll(async () => {
  await explorer.close()
  await copy.close()
  await small.store.close()
})

const open = (search = '', options = {}) => openPage(browser, explorer.address, search, options)
const texts = (rows: Opened['rows']) => rows.allInnerTexts()
const queryOf = (page: Page) => new URL(page.url()).searchParams
const spoken = calls.find(({ transcript }) => transcript && transcript.length > 1)!

let shared: Opened
beforeAll(async () => {
  shared = await open()
  await shared.rows.first().waitFor()
})

test('shows every call in one grid, the newest first, without a word of complaint', async () => {
  const { grid, rows, complaints, page } = shared
  expect(await grid.count()).toBe(1)
  expect(await grid.getAttribute('aria-rowcount')).toBe(String(2 * CALLS_PER_SOURCE + 1))
  expect(await rows.first().textContent()).toContain(calls[0]?.id)
  expect(await page.getByRole('searchbox').count()).toBe(1)
  expect(await page.getByRole('heading', { name: '300 calls' }).isVisible()).toBe(true)
  // What scrolls is within the page.
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true)
  expect(complaints).toEqual([])
})

test('typing a whole id leaves that call, the address holds it, and one step back brings all calls again', async () => {
  const { page, rows, grid, search } = await open()
  await search.fill(spoken.id)
  await until(() => rows.count()).toBe(1)
  expect(await rows.first().textContent()).toContain(spoken.id)
  expect(queryOf(page).get('search')).toBe(spoken.id)
  expect(page.url()).toContain('#token=')
  await page.goBack()
  await until(() => grid.getAttribute('aria-rowcount')).toBe('301')
  expect(await search.inputValue()).toBe('')
  await page.context().close()
})

test('opens a call by a click with its turns as text, and Escape closes it', async () => {
  const { page, rows } = await open(`?search=${spoken.id}`)
  await rows.first().click()
  const call = page.getByRole('complementary', { name: 'Call' })
  for (const { text } of spoken.transcript ?? []) await call.getByText(text, { exact: true }).first().waitFor()
  expect(queryOf(page).get('call')).toBe(spoken.key)
  await page.keyboard.press('Escape')
  await until(() => call.count()).toBe(0)
  await page.context().close()
})

test('a reload and another reader of the address see the same', async () => {
  const { page, rows, grid } = await open(`?status=completed&sort=-durationSeconds&source=butter&call=${spoken.key}`)
  await rows.first().waitFor()
  const seen = await texts(rows)
  const wanted = calls.filter(({ status, source }) => status === 'completed' && source === 'butter')
  expect(await grid.getAttribute('aria-rowcount')).toBe(String(wanted.length + 1))
  await page.reload()
  await rows.first().waitFor()
  expect(await texts(rows)).toEqual(seen)
  await page
    .getByText(spoken.transcript?.[0]?.text ?? '', { exact: true })
    .first()
    .waitFor()
  await page.context().close()
})

test('sorts by a click on a head, and says so', async () => {
  const { page, rows } = await open()
  const head = page.getByRole('columnheader', { name: 'Duration' })
  await head.getByRole('button').click()
  const longest = Math.max(...calls.map(({ durationSeconds }) => durationSeconds ?? 0))
  await until(() => rows.first().locator('[data-column=durationSeconds] span').getAttribute('title')).toBe(`${longest} s`)
  expect(await head.getAttribute('aria-sort')).toBe('descending')
  await head.getByRole('button').click()
  await until(() => head.getAttribute('aria-sort')).toBe('ascending')
  expect(await page.getByRole('columnheader', { name: 'Time' }).getAttribute('aria-sort')).toBe('none')
  await page.context().close()
})

test('is used by keys alone', async () => {
  const { page, rows, search } = await open()
  await rows.first().waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))
  for (const [key, row] of [
    ['j', '2'],
    ['j', '3'],
    ['ArrowDown', '4'],
    ['k', '3'],
    ['End', '301'],
    ['Home', '2'],
  ] as const) {
    await page.keyboard.press(key)
    await until(focused).toBe(row)
  }
  await page.keyboard.press('Enter')
  await until(() => queryOf(page).get('call')).toBe(calls[0]?.key)
  await page.keyboard.press('j')
  await until(() => queryOf(page).get('call')).toBe(calls[1]?.key)
  await page.keyboard.press('Escape')
  await until(focused).toBe('3')
  await page.keyboard.press('/')
  expect(await search.evaluate((input) => input === document.activeElement)).toBe(true)
  await page.keyboard.type('j?')
  expect(await search.inputValue()).toBe('j?')
  await search.fill('')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.context().close()
})

test('chips filter, count what they would leave, and are taken back one by one', async () => {
  const { page, grid } = await open()
  const rowcount = () => grid.getAttribute('aria-rowcount')
  const failed = calls.filter(({ status }) => status === 'failed').length
  const inbound = calls.filter(({ status, direction }) => status === 'failed' && direction === 'inbound').length
  await page
    .getByRole('group', { name: 'Status' })
    .getByRole('button', { name: `failed ${failed}` })
    .click()
  await until(rowcount).toBe(String(failed + 1))
  await page
    .getByRole('group', { name: 'Direction' })
    .getByRole('button', { name: `inbound ${inbound}` })
    .click()
  await until(rowcount).toBe(String(inbound + 1))
  await page.getByRole('button', { name: 'Remove Status: failed' }).click()
  await expect.poll(() => queryOf(page).getAll('status')).toEqual([])
  await page.getByRole('button', { name: 'Clear all' }).click()
  await until(rowcount).toBe('301')
  await page.context().close()
})

test('gives the same query as a command and as code', async () => {
  const { page } = await open('?status=failed&zone=Europe/Berlin&search=o%27clock')
  await page.getByRole('button', { name: 'Copy as' }).first().click()
  const query = { ...emptyQuery('Europe/Berlin'), statuses: ['failed' as const], search: "o'clock" }
  const copied = { from: copy.address, query }
  const snippets = await page.locator('.copy-as pre').allInnerTexts()
  expect(snippets.map((text) => text.trim())).toEqual([copyAsCommand(copied), copyAsCode(copied).trim()])
  await page.context().close()
})

test('masks people wherever it shows them, once the switch is on, and the address says so', async () => {
  const { page, rows } = await open()
  const number = calls.find(({ customerNumber }) => customerNumber)?.customerNumber ?? ''
  await page.getByText(number).first().waitFor()
  const masks = page.getByRole('switch', { name: 'Redact' })
  expect(await masks.getAttribute('aria-checked')).toBe('false')
  await masks.click()
  await until(() => rows.first().getAttribute('aria-busy')).toBe('false')
  expect(queryOf(page).get('redact')).toBe('1')
  expect(await page.locator('#page').textContent()).not.toMatch(/\+1555\d{7}/)
  await page.context().close()
})

test('columns are chosen and kept, a view brings query, order and columns back', async () => {
  const { page, grid } = await open('?status=failed&sort=agent')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Customer' }).click()
  await page.getByRole('checkbox', { name: 'Channel' }).click()
  await page.keyboard.press('Escape')
  const heads = () => grid.getByRole('columnheader').allInnerTexts()
  const chosen = ['Time', 'Status', 'Agent', 'Duration', 'Cost', 'Source', 'Id', 'Channel']
  expect(await heads()).toEqual(chosen)
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByLabel('Save filters, order and columns as').fill('Failed by agent')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Clear all' }).click()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('button', { name: 'Failed by agent', exact: true }).click()
  expect(await heads()).toEqual(chosen)
  expect([queryOf(page).getAll('status'), queryOf(page).get('sort')]).toEqual([['failed'], 'agent'])
  await page.context().close()
})

test('exports the calls that are shown, with the columns that are shown', async () => {
  const { page } = await open('?source=vapi&sort=occurredAt')
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines[0]?.split(',')).toContain('customer_number')
  expect(lines).toHaveLength(1 + CALLS_PER_SOURCE)
  await page.context().close()
})

test.each([
  ['light', '', {}],
  ['dark, with a call', `?call=${spoken.key}`, { colorScheme: 'dark' }],
  ['on a phone', '?status=completed', { viewport: { width: 390, height: 844 } }],
  ['on a phone, with a call', `?call=${spoken.key}`, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const)('has nothing that axe objects to: %s', async (_, search, options) => {
  const { page, rows } = await open(search, options)
  await rows.first().waitFor()
  if (search.includes('call='))
    await page
      .getByText(spoken.transcript?.[0]?.text ?? '', { exact: true })
      .first()
      .waitFor()
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.context().close()
})
