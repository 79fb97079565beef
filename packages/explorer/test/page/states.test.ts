import { providers } from '@callspec/all'
import { serveExplorer } from '@callspec/explorer'
import { startSimulator } from '@callspec/simulator'
import { openCopy, openStore, type Store, sync } from '@callspec/sync'
import { expect, test } from 'vitest'
import { openPage, startBrowser, until } from './browser.ts'
import { copyOf, newCopy } from './small-copy.ts'

const browser = await startBrowser()

/** The page over a copy that `store` writes. */
async function pageOver(store: Store, file: string) {
  const copy = await openCopy(file)
  const explorer = await serveExplorer(copy)
  const opened = await openPage(browser, explorer.address)
  return {
    ...opened,
    address: explorer.address,
    end: () => explorer.close(),
    async close() {
      await opened.close()
      await explorer.close()
      await copy.close()
      await store.close()
    },
  }
}

test('an empty copy says how to fill it, and shows calls as they come, from where one was', async () => {
  const file = newCopy()
  const store = await openStore(file)
  const { page, grid, rows, complaints, close } = await pageOver(store, file)
  await page.getByRole('heading', { name: 'This copy has no calls yet' }).waitFor()
  expect(await page.locator('main').textContent()).toContain(`callspec sync --to ${file}`)
  const simulators = await Promise.all(
    (['butter', 'vapi'] as const).map((id) => startSimulator(id, { calls: 120, spacingSeconds: 60 })),
  )
  const [butter, vapi] = simulators.map(({ baseUrl, credentials }) => ({
    baseUrl,
    apiKey: credentials.apiKey ?? '',
    rateLimit: null,
  }))
  await sync([providers.butter(butter!)], store)
  await rows.first().waitFor()
  expect(await grid.getAttribute('aria-rowcount')).toBe('121')
  await grid.evaluate((element) => {
    element.scrollTop = 1700
  })
  await sync([providers.vapi(vapi!)], store)
  await until(() => grid.getAttribute('aria-rowcount')).toBe('241')
  expect(await grid.evaluate((element) => element.scrollTop)).toBe(1700)
  await until(() => grid.getByRole('row', { name: /vapi/ }).count()).toBeGreaterThan(0)
  expect(complaints).toEqual([])
  await Promise.all(simulators.map((simulator) => simulator.close()))
  await close()
})

test('a source that failed says so in its pill, and why in a sentence', async () => {
  const file = newCopy()
  const store = await openStore(file)
  const simulator = await startSimulator('butter', { calls: 1 })
  await sync([providers.butter({ apiKey: 'wrong', baseUrl: simulator.baseUrl })], store)
  const { page, close } = await pageOver(store, file)
  await page.getByRole('button', { name: /Source butter.*failed.*401/ }).click()
  await until(() => page.locator('.source-told').textContent()).toMatch(/key/)
  await simulator.close()
  await close()
})

const HOSTILE = [
  '<img src=x onerror="document.title=\'hacked\'"><script>document.title=1</script>',
  '\u202Egnp.exe \u2066\u2067 \u0007 \uD83D\uDC69\u200D\uD83D\uDE80 e\u0301\u0301\u0301\u0301',
  'x'.repeat(10_000),
  '"; </style></script><!-- {{7*7}} %00 \\',
]

test('hostile names are text, and break neither the page nor its layout', async () => {
  const { file, store } = await copyOf(HOSTILE.length, (index) => ({
    id: `call_${index}`,
    agent: HOSTILE[index]!,
    number: '+15550101000',
    at: Date.UTC(2026, 10, 20) - index * 60_000,
  }))
  const { page, rows, complaints, close } = await pageOver(store, file)
  await rows.first().waitFor()
  const shown = await rows.locator('[data-column=agent]').evaluateAll((cells) => cells.map(({ textContent }) => textContent))
  expect(shown).toEqual(HOSTILE)
  const heights = await rows.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height))
  expect(new Set(heights)).toEqual(new Set([34]))
  await rows.nth(2).click()
  await page.getByRole('complementary', { name: 'Call' }).getByText('xxxxx').first().waitFor()
  expect(await page.evaluate(() => [document.title, document.documentElement.scrollWidth <= innerWidth])).toEqual([
    'Calls · callspec',
    true,
  ])
  expect(await page.locator('main').evaluate((main) => main.scrollWidth <= main.clientWidth)).toBe(true)
  expect(complaints).toEqual([])
  await close()
})

test('a wrong token, and a command that has ended, are said in a sentence', async () => {
  const file = newCopy()
  const store = await openStore(file)
  const { page, address, end, close } = await pageOver(store, file)
  await page.getByRole('heading', { name: 'This copy has no calls yet' }).waitFor()
  const wrong = await openPage(browser, `${address}x`)
  await until(() => wrong.page.getByRole('alert').textContent()).toMatch(/token is missing or wrong/)
  await wrong.close()
  await end()
  await until(() => page.getByRole('alert').textContent()).toMatch(/The command has ended. Run callspec explore again/)
  await close()
})
