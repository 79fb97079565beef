import { firstSentence } from './first-sentence.ts'
import type { Page } from './page.ts'

/** The guides by what the reader is after, in the order of reading. */
export const GUIDES = {
  'I have accounts': ['accounts', 'sync', 'receive', 'explore', 'report', 'mcp', 'copy', 'exactness', 'reliability', 'verify'],
  'I run a platform': ['own-platform', 'add-a-provider'],
  'How it works': ['architecture'],
} as const

/** Where the navigation's "Guides" leads: every guide with its first sentence. */
export function guidesPage(pages: readonly Page[]): Page {
  const guides = new Map(
    pages.filter(({ slug }) => slug.startsWith('guides/')).map((page) => [page.slug.replace('guides/', ''), page]),
  )
  const listed: readonly string[] = Object.values(GUIDES).flat()
  const left = [...guides.keys()].find((name) => !listed.includes(name))
  if (left !== undefined)
    throw new Error(`docs/${left}.md: is in no group of guides. Fix: name it in docs/site/build/pages/guides-page.ts.`)
  const line = (page: Page | undefined) => (page ? `- [${page.title}](${page.source}): ${firstSentence(page)}` : '')
  const groups = Object.entries(GUIDES).map(
    ([name, names]) => `## ${name}\n\n${names.map((guide) => line(guides.get(guide))).join('\n')}`,
  )
  const product =
    '## I build a product\n\n- [The call log in code](packages/callspec/README.md): `callLog()`, one query, typed calls.\n- [Calls into files](packages/export/README.md): CSV, Excel, Parquet, NDJSON, vCon.\n- [Calls as traces](packages/otel/README.md): OpenTelemetry, by the GenAI conventions.\n- [Every provider simulated](packages/simulator/README.md), to test with.'
  const body = [groups[0], product, ...groups.slice(1)].join('\n\n')
  return { source: 'docs', slug: 'guides', title: 'Guides', body }
}
