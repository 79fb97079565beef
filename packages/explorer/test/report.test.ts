import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serveExplorer } from '@callspec/explorer'
import { report } from '@callspec/explorer/report'
import { type Call, type CallQuery, callLog } from 'callspec'
import { type StatsGroup, stats } from 'callspec/stats'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { axeViolations } from '../../../scripts/src/axe-violations.ts'
import type { Overview } from '../src/api/answers.js'
import { startBrowser } from './page/browser.js'
import { simulatedCopy, sourceOf } from './simulated-copy.js'

const simulated = await simulatedCopy(undefined, { calls: 90, spacingSeconds: 9_000 }, { include: ['cost'] })
const browser = await startBrowser()
afterAll(() => simulated.close())

/** A period in which clocks in Berlin do not change, and that begins and ends within a day of UTC. */
const QUERY: CallQuery = { since: '2026-11-12', until: '2026-11-20', timeZone: 'Europe/Berlin' }

/** Opens a report as a file, and notes what it asks for and complains of. */
async function opened(html: string, options = {}) {
  const file = join(simulated.folder, 'report.html')
  writeFileSync(file, html)
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const heard: string[] = []
  page.on('console', (message) => heard.push(message.text()))
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) heard.push(request.url())
  })
  await page.goto(pathToFileURL(file).href)
  return { page, heard, close: () => context.close() }
}

/** The rows of a chart's table, by the names of its columns. */
async function rows(page: Page, title: string): Promise<Record<string, string>[]> {
  const table = page.getByRole('region', { name: title, exact: true }).locator('.chart-table table')
  const cells = await table.evaluate((element) =>
    [...element.querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => cell.textContent)),
  )
  const [head = [], ...body] = cells
  return body.map((row) => Object.fromEntries(row.map((cell, index) => [head[index], cell])))
}

test('a report opens from a file without a request, and its numbers are those of stats', async () => {
  const log = callLog(simulated.sources)
  const { html, calls, summary } = await report(log, QUERY)
  const [total, agents, days, hours] = await Promise.all(
    [[], ['agent', 'outcome'], ['day', 'status'], ['weekday', 'hour']].map((by) => stats(log, QUERY, { by: by as never })),
  )
  const { page, heard, close } = await opened(html, { javaScriptEnabled: true })
  expect(calls).toBe(total!.total.calls)
  expect(summary.failedSources).toEqual([])
  expect(await page.locator('h1').textContent()).toBe('Calls, 2026-11-12 to 2026-11-19')
  const totals = Object.fromEntries(
    await page
      .locator('.totals > div')
      .evaluateAll((found) => found.map((each) => [each.querySelector('dt')?.textContent, each.querySelector('b')?.textContent])),
  )
  const { answered, noAnswer, failed, cost } = total!.total
  expect(totals).toMatchObject({
    Calls: calls.toLocaleString('en'),
    Answered: String(answered),
    'No answer': String(noAnswer),
    Failed: String(failed),
  })
  expect(totals['Cost, USD']).toBe(cost.USD)
  expect(totals['Cost, credits']).toBe(cost.credits)
  const byAgent = await rows(page, 'Outcome by agent')
  const nameOf = ({ by }: StatsGroup) => `${by.agent?.name || by.agent?.id || 'no agent named'} of ${by.source}`
  const groupsOf = Object.groupBy(agents!.groups, nameOf)
  const most = Object.values(groupsOf).map((groups = []) => groups.reduce((sum, { calls }) => sum + calls, 0))
  // The agents of most calls.
  expect(byAgent.map((row) => Number(row.calls))).toEqual(most.toSorted((one, other) => other - one).slice(0, 50))
  for (const row of byAgent)
    for (const word of ['answered', 'failed'] as const) {
      const group = groupsOf[`${row.agent} of ${row.source}`]?.find(({ by }) => by.outcome === word)
      expect([row.agent, row[word]]).toEqual([row.agent, String(group?.calls ?? 0)])
    }
  const byDay = await rows(page, 'Calls over time')
  expect(byDay).toHaveLength(8)
  for (const [index, day] of [...new Set(days!.groups.map(({ by }) => by.day))].entries())
    expect(Number(byDay[index]?.all)).toBe(
      days!.groups.filter(({ by }) => by.day === day).reduce((sum, group) => sum + group.calls, 0),
    )
  const byHour = await rows(page, 'Hour and weekday')
  for (const { by, calls: count } of hours!.groups)
    expect(Number(byHour.find(({ weekday }) => weekday?.toLowerCase() === by.weekday)?.[String(by.hour)])).toBe(count)
  expect(await page.locator('script').count()).toBe(0)
  expect(heard).toEqual([])
  await close()
})

test('charts of a report and of the page show the same calls of a copy', async () => {
  const explorer = await serveExplorer(simulated.copy)
  try {
    const { origin, hash } = new URL(explorer.address)
    const asked = new URLSearchParams({ since: '2026-11-12', until: '2026-11-20', zone: 'Europe/Berlin' })
    const response = await fetch(`${origin}/api/overview?${asked}`, {
      headers: { authorization: `Bearer ${hash.replace('#token=', '')}` },
    })
    // What the server answers, of its own type.
    const overview = (await response.json()) as Overview
    const { html } = await report(simulated.copy.log(), { ...QUERY, include: ['cost'] }, { from: simulated.copy.address })
    const { page, close } = await opened(html)
    const count = (text: string | undefined) => Number(text?.replaceAll(',', ''))
    expect((await rows(page, 'Calls over time')).map(({ all }) => count(all))).toEqual(
      overview.time.buckets.map(({ calls }) => Object.values(calls).reduce((sum, each) => sum + each, 0)),
    )
    expect((await rows(page, 'Duration')).map(({ calls }) => count(calls))).toEqual(overview.durations.map(({ calls }) => calls))
    expect(
      (await rows(page, 'Minutes and cost by agent')).map(({ agent, calls, credits }) => [agent, count(calls), credits]),
    ).toEqual(
      overview.agents.map(({ agent, measures }) => [
        agent?.name ?? agent?.id ?? 'no agent named',
        measures.calls,
        measures.cost.credits ?? '–',
      ]),
    )
    await close()
  } finally {
    await explorer.close()
  }
})

test('a report says which source failed and what is assumed, and holds no key', async () => {
  const [butter] = simulated.simulators.filter(({ provider }) => provider === 'butter')
  const log = callLog([...simulated.sources, sourceOf(butter!, { id: 'broken', apiKey: 'sk-wrong' })], {
    onSourceError: () => undefined,
  })
  const { html, summary } = await report(log, QUERY)
  expect(summary.failedSources).toEqual(['broken'])
  const { page, close } = await opened(html)
  expect(await page.locator('.report-incomplete li').textContent()).toMatch(
    /^broken: It failed, and none of its calls are counted\. .*401/,
  )
  expect(await page.locator('.report-notes').textContent()).toContain('row-order = newest-first')
  expect(html).not.toContain('sk-wrong')
  await close()
})

test('hostile names are text in a report', async () => {
  const name = '</style></script><script>document.title = "run"</script><img src=x onerror=alert(1)>'
  const live = callLog(simulated.sources)
  const log = {
    list(query?: CallQuery) {
      const stream = live.list(query)
      return {
        summary: () => stream.summary(),
        async *[Symbol.asyncIterator]() {
          for await (const call of stream) yield { ...call, agent: { id: null, name } } satisfies Call
        },
      }
    },
  }
  const { html } = await report(log, { ...QUERY, agentId: undefined }, { from: name })
  const { page, heard, close } = await opened(html)
  expect(await page.title()).toBe('Calls, 2026-11-12 to 2026-11-19')
  expect(await page.locator('.agent-name').first().textContent()).toBe(name)
  expect(await page.locator('script, img').count()).toBe(0)
  expect(heard).toEqual([])
  await close()
})

test.each([
  ['light', {}],
  ['dark and as wide as a telephone', { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } }],
])('axe finds nothing wrong with a report that is %s', async (_, options) => {
  const { html } = await report(callLog(simulated.sources), QUERY)
  const { page, close } = await opened(html, options)
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await close()
})
