import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, ImpactValue } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core holds to be a violation on a page: of any impact, or of one of these. No rule is left out. */
export async function axeViolations(page: Page, impacts?: readonly ImpactValue[]): Promise<string[]> {
  // By the debugger, which no policy of the page holds back.
  await page.evaluate(axe)
  // Every rule is run, but what passes it is not described: that would take more than twice as long.
  const { violations }: AxeResults = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
  return violations
    .filter(({ impact }) => impacts === undefined || impacts.includes(impact ?? null))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)
}
