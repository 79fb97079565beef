import type { Browser, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { launchChromium } from '../../../scripts/src/chromium.ts'

/** Chromium until the tests of the file are done. */
export async function startBrowser(): Promise<Browser> {
  const browser = await launchChromium()
  afterAll(() => browser.close())
  return browser
}

/** What a page complains of, and what it asks for outside of its origin, from now on. */
export function watch(page: Page, origin: string): { complaints: string[]; strangers: string[] } {
  const complaints: string[] = []
  const strangers: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (![origin, 'data:', 'blob:'].some((start) => request.url().startsWith(start))) strangers.push(request.url())
  })
  return { complaints, strangers }
}

/** Opens a page and waits until its scripts have drawn it and asked for what they ask for. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForLoadState('networkidle')
  // A platform's page is Redoc's in the end.
  await page.locator('#reference').waitFor({ state: 'detached' })
  const { hash } = new URL(url)
  if (hash !== '') await page.locator(`[id="${idIn(hash)}"]`).waitFor()
}

/** The id of the element that a link to an operation of a platform's page leads to. */
export function idIn(anchor: string): string {
  return anchor.replace(/^#\/?/, '')
}
