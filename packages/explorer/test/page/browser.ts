import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { launchChromium } from '../../../../scripts/src/chromium.ts'

/** Chromium until the tests of the file are done. */
export async function startBrowser(): Promise<Browser> {
  const browser = await launchChromium()
  afterAll(() => browser.close())
  return browser
}

export interface Opened {
  page: Page
  grid: Locator
  /** The rows that are drawn, without the head. */
  rows: Locator
  search: Locator
  /** What the page complained of, and what it asked for outside of its origin. */
  complaints: string[]
  close(): Promise<void>
}

/** Opens an explorer's address in a profile of its own; `search` is the query that its address holds. */
export async function openPage(
  browser: Browser,
  address: string,
  search = '',
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(address).origin)) complaints.push(request.url())
  })
  const url = new URL(address)
  url.search = search
  await page.goto(url.href)
  const grid = page.getByRole('grid')
  return {
    page,
    grid,
    rows: grid.locator('.grid-body').getByRole('row'),
    search: page.getByRole('searchbox'),
    complaints,
    close: () => context.close(),
  }
}

/** Asks at short intervals until the answer is the expected one. */
export const until = <Answer>(ask: () => Answer | Promise<Answer>) => expect.poll(ask, { interval: 30 })
