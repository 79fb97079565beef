// Reads what the built command knows and prints; rewrites the blocks between the markers in README.md. With --check it
// writes nothing and exits 1 if a block is stale. Exits 1 if a marker is missing. Runs after the build.
import { LEGEND, providerCells } from '../../packages/cli/dist/print/provider-cells.js'
import { providerTable } from '../../packages/cli/dist/provider-table.js'
import { table } from './markdown.ts'
import { printed } from './printed.ts'
import { renewBlocks } from './renew-blocks.ts'

// The demo's data is the same every day; its summary, which tells seconds, goes to stderr.
renewBlocks('README.md', { demo: printed(['demo', '--limit', '10']), providers: providers() })

function providers(): string {
  const [head = [], ...rows] = providerCells(providerTable()).map((cells) => cells.map(withoutEmphasis))
  return `${table(head, rows)}\n\n${withoutEmphasis(LEGEND.join(' '))}`
}

/** Text whose asterisks Markdown leaves as they are. */
function withoutEmphasis(text: string): string {
  return text.replaceAll('*', '\\*')
}
