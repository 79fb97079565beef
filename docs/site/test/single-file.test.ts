import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { output } from '../build/folders.ts'
import { idIn, startBrowser, watch } from './browser.ts'
import { platforms } from './site-files.ts'

const browser = await startBrowser()

test.each(platforms)(
  'the single file of $path opens at a link, without a complaint or a request, and may send none',
  async (platform) => {
    const { path, anchors } = platform
    const id = path.split('/')[1]!
    const file = pathToFileURL(join(output, path, `${id}.html`)).href
    const page = await browser.newPage()
    const seen = watch(page, file)
    const anchor = anchors.at(-1)!
    await page.goto(file + anchor)
    await page.locator('#reference').waitFor({ state: 'detached' })
    const operation = page.locator(`[id="${idIn(anchor)}"]`)
    await operation.waitFor()
    // In sight: the last operation of a page may not reach its top.
    await expect.poll(() => operation.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(720)
    expect(seen).toEqual({ complaints: [], strangers: [] })

    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
    const outcome = await page.evaluate(
      () =>
        new Promise((resolve) => {
          // Redoc tries whether it may evaluate texts, and does without: that is not what is looked for.
          addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
            if (effectiveDirective === 'connect-src') resolve('refused')
          })
          // Without a policy, what fails is the look-up of the name.
          fetch('https://callspec.invalid/').catch(() => setTimeout(() => resolve('nothing'), 1000))
        }),
    )
    await page.close()
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(outcome).toBe('refused')
  },
)
