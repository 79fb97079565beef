import { printed } from '../../../../scripts/src/printed.ts'
import type { Page } from './page.ts'
import { platformList } from './platforms-page.ts'

/**
 * The readme as a front page: its first sentence is the title, the output has its colours, the three doors are cards, and the platforms
 * stand in place of their table.
 */
export function indexPage(readme: Page): Page {
  const [, sentence, rest] = /^\s*(.+)\n\n([\s\S]+)$/.exec(readme.body) ?? []
  if (sentence === undefined || rest === undefined) throw new Error('README.md: has no sentence below its title. Fix: write one.')
  const parts: [name: string, pattern: RegExp, replacement: string][] = [
    ['the block "demo"', /<!-- demo -->[\s\S]*<!-- \/demo -->/, demo()],
    ['a list of three doors, "- **I …**"', /(?:^- \*\*I .+\n){3}/m, '<div class="doors">\n\n$&\n</div>\n'],
    [
      'the block "providers"',
      /<!-- providers -->[\s\S]*<!-- \/providers -->/,
      `${platformList()}\n\n[All of them, side by side](specs)`,
    ],
  ]
  const body = parts.reduce((text, [name, pattern, replacement]) => {
    if (!pattern.test(text))
      throw new Error(`README.md: lacks ${name}, which the front page shows. Fix: put it back, or change index-page.ts.`)
    return text.replace(pattern, replacement)
  }, rest)
  const head = [{ tag: 'title', content: 'callspec: one call log over every voice-AI platform' }]
  const frontmatter = { template: 'splash', tableOfContents: false }
  return { ...readme, title: sentence.replace(/\.$/, ''), body, head, frontmatter }
}

/** What the command prints on a terminal, with its escape codes, which the site draws as colours. */
function demo(): string {
  const block = printed(['demo', '--limit', '6'], { FORCE_COLOR: '1', COLUMNS: '132' })
  // Dim text would be half transparent, whatever the contrast: it becomes grey, a colour with one that is chosen.
  return block.replace('```', '```ansi').replaceAll('\u001b[2m', '\u001b[90m').replaceAll('\u001b[22m', '\u001b[39m')
}
