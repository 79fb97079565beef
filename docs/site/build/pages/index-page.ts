import { type ProviderRow, providerTable } from '../../../../packages/cli/dist/provider-table.js'
import { code, table } from '../../../../scripts/src/markdown.ts'
import type { Page } from './page.ts'
import { platformList } from './platforms-page.ts'

/** The readme with the platforms' pages in front of its table of platforms, and with what is assumed behind it. */
export function indexPage(readme: Page): Page {
  const rows = providerTable()
  const [before, after] = readme.body.split('<!-- /providers -->')
  if (before === undefined || after === undefined || !before.includes('\n## Providers\n')) {
    throw new Error('README.md: has no table of providers. Fix: put it under "## Providers", between its markers.')
  }
  const body = [
    before.replace('\n## Providers\n', `\n## Providers\n\n${platformList(rows)}\n`),
    after,
    '\n## What is assumed\n',
    "What a platform's documentation leaves open and a listing has to rely on: the `*` of the table. A source's `assumptions` set what holds for an account.\n",
    assumptions(rows),
  ].join('\n')
  const frontmatter = {
    // Without it the title would be "callspec | callspec".
    head: [{ tag: 'title', content: 'callspec: one call log over every voice-AI platform' }],
    // Its place goes to the widest tables.
    tableOfContents: false,
  }
  return { ...readme, body, frontmatter }
}

function assumptions(rows: readonly ProviderRow[]): string {
  return table(
    ['platform', 'assumption', 'taken as', 'says'],
    rows.flatMap(({ name, assumptions }) =>
      assumptions.map(({ id, default: value, text }) => [name, code(id), code(value), text]),
    ),
  )
}
