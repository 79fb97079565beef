import type { Page } from './page.ts'
import { platformList } from './platforms-page.ts'

/** The readme with the platforms' pages in front of its table of platforms. */
export function indexPage(readme: Page): Page {
  const heading = '\n## Providers\n'
  if (!readme.body.includes(heading)) {
    throw new Error('README.md: has no heading "## Providers". Fix: put it above the table of providers.')
  }
  const body = readme.body.replace(heading, `${heading}\n${platformList()}\n`)
  const frontmatter = {
    // Without it the title would be "callspec | callspec".
    head: [{ tag: 'title', content: 'callspec: one call log over every voice-AI platform' }],
    // Its place goes to the widest tables.
    tableOfContents: false,
  }
  return { ...readme, body, frontmatter }
}
