// Reads what the built command knows and prints; rewrites the blocks between the markers in README.md. With --check it
// writes nothing and exits 1 if a block is stale. Exits 1 if a marker is missing. Runs after the build.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { LEGEND, providerCells } from '../../packages/cli/dist/print/provider-cells.js'
import { providerTable } from '../../packages/cli/dist/provider-table.js'
import { table } from './markdown.ts'
import { renewBlocks } from './renew-blocks.ts'
import { root } from './specs.ts'

renewBlocks('README.md', { demo: demo(), explain: explain(), providers: providers() })

function providers(): string {
  const [head = [], ...rows] = providerCells(providerTable()).map((cells) => cells.map(withoutEmphasis))
  return `${table(head, rows)}\n\n${withoutEmphasis(LEGEND.join(' '))}`
}

/** What the demo prints; its data is the same every day, and its summary, which tells seconds, goes to stderr. */
function demo(): string {
  return callspec(['demo', '--limit', '10'])
}

/** What a query becomes at one platform; no request is sent, so any key will do. */
function explain(): string {
  return callspec(['explain', '--since', '2026-11-01', '--status', 'completed'])
}

function callspec(args: string[]): string {
  const printed = execFileSync(process.execPath, [join(root, 'packages/cli/dist/bin.js'), ...args], {
    encoding: 'utf8',
    env: { COLUMNS: '150', TALKOVER_API_KEY: 'any' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return ['```', printed.trimEnd(), '```'].join('\n')
}

/** Text whose asterisks Markdown leaves as they are. */
function withoutEmphasis(text: string): string {
  return text.replaceAll('*', '\\*')
}
