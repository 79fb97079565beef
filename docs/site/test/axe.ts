import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core holds to be a serious or critical violation on a page. No rule is left out. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // By the debugger, which no policy of the page holds back.
  await page.evaluate(axe)
  const { violations }: AxeResults = await page.evaluate('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)
}
