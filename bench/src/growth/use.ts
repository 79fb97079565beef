import type { Page, Request } from 'playwright-core'
import { launchChromium } from '../../../scripts/src/chromium.ts'
import { serveCompressed } from '../site/compressed-server.ts'

/** What a reader meets who looks for something on the site. */
export interface Use {
  /** What comes over the wire for a guide, with an empty cache, and for a provider's page without Redoc. */
  guideBytes: number
  frontBytes: number
  /** From the first key to the first hits, and what comes over the wire for it. */
  searchMs: number
  searchBytes: number
  /** Hits of kind parameter for `date_from`. */
  hits: number
  /** How much higher than a laptop's window the list of providers is, 0 if it fits. */
  switcherOverflow: number
  /** Providers left after one word in the switcher. */
  filtered: number
}

/** Uses a built site in Chromium, with an empty cache. */
export async function useSite(folder: string): Promise<Use> {
  const site = await serveCompressed(folder)
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const requests: Request[] = []
    page.on('requestfinished', (request) => requests.push(request))
    const taken = async () => {
      const sizes = await Promise.all(requests.splice(0).map((request) => request.sizes()))
      return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
    }
    await page.goto(site.url, { waitUntil: 'networkidle' })
    const frontBytes = await taken()
    await page.goto(`${site.url}guides/sync/`, { waitUntil: 'networkidle' })
    const guideBytes = await taken()
    const found = await search(page)
    const searchBytes = await taken()
    await page.keyboard.press('Escape')
    return { frontBytes, guideBytes, ...found, searchBytes, ...(await useSwitcher(page)) }
  } finally {
    await browser.close()
    site.close()
  }
}

async function search(page: Page): Promise<{ searchMs: number; hits: number }> {
  const began = performance.now()
  await page.keyboard.press('Control+k')
  await page.locator('dialog input[type="search"]').fill('date_from')
  await page.locator('dialog li').first().waitFor()
  const searchMs = performance.now() - began
  const label = await page.locator('dialog label', { hasText: 'Parameters' }).textContent()
  return { searchMs, hits: Number(/\d+/.exec(label ?? '')?.[0]) }
}

async function useSwitcher(page: Page): Promise<{ switcherOverflow: number; filtered: number }> {
  await page.locator('.shell-switch').click()
  const list = page.locator('.shell-providers')
  const switcherOverflow = await list.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)
  await page.keyboard.type('famulor')
  return { switcherOverflow, filtered: await list.locator('li:visible').count() }
}
