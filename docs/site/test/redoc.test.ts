import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { output } from '../build/folders.ts'
import { samples } from '../build/samples/samples.ts'
import { idIn, open, startBrowser, watch } from './browser.ts'
import { platforms } from './site-files.ts'

const browser = await startBrowser()

describe.each(platforms)('$path from a file', ({ path, anchors }) => {
  const file = pathToFileURL(join(output, path, 'index.html')).href

  test('opens at a link to an operation, without a complaint or a request', async () => {
    const page = await browser.newPage()
    const seen = watch(page, file)
    const anchor = anchors.at(-1)!
    await open(page, file + anchor)
    const top = await page.locator(`[id="${idIn(anchor)}"]`).evaluate((element) => element.getBoundingClientRect().top)
    await page.close()
    expect(seen).toEqual({ complaints: [], strangers: [] })
    // In sight: the last operation of a page may not reach its top.
    expect(top).toBeLessThan(720)
  })

  test('knows the link of every operation, and shows a sample with the client there', async () => {
    const own = new Map(
      samples().flatMap(({ id, operationId, samples }) =>
        path === `platforms/${id}/` ? [[operationId.toLowerCase(), samples[0]!.source]] : [],
      ),
    )
    const page = await browser.newPage()
    await page.goto(file)
    for (const anchor of anchors) {
      await page.evaluate((hash) => location.assign(hash), anchor)
      const panel = page.locator(`[id="${idIn(anchor)}"] .panel-request-samples pre`)
      const sample = own.get(anchor.split('/').at(-1)!)!
      await expect.poll(async () => letters((await panel.textContent()) ?? '')).toContain(letters(sample))
    }
    await page.close()
  })

  test('tells its date in a sentence, and nothing behind its title', async () => {
    const page = await browser.newPage()
    await page.goto(file)
    expect(await page.locator('h1').first().textContent()).toMatch(/ calls$/)
    expect(await page.locator('body').textContent()).toMatch(/last compared with it on \d{4}-\d\d-\d\d/)
    await page.close()
  })

  test('says in its policy that nothing leaves it', async () => {
    const page = await browser.newPage()
    await page.goto(file)
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
  })
})

/** Without the white space, which a page may fold. */
const letters = (text: string) => text.replaceAll(/\s/g, '')
