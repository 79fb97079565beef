// Reads what the built command knows and prints; rewrites the blocks between the markers in README.md. With --check it
// writes nothing and exits 1 if a block is stale. Exits 1 if a marker is missing. Runs after the build.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LEGEND, providerCells } from '../../packages/cli/dist/provider-cells.js'
import { providerTable } from '../../packages/cli/dist/provider-table.js'
import { replaceBlock } from './block.ts'
import { root } from './specs.ts'

const path = join(root, 'README.md')
const text = readFileSync(path, 'utf8')
const blocks = { demo: demo(), explain: explain(), providers: providers() }
const next = Object.entries(blocks).reduce((written, [name, block]) => replaceBlock(written, name, block), text)

if (next === text) console.log('README.md: fresh')
else if (process.argv.includes('--check')) {
  console.error('README.md: a block is stale. Fix: pnpm tables')
  process.exitCode = 1
} else {
  writeFileSync(path, next)
  console.log('wrote README.md')
}

function providers(): string {
  const [head = [], ...cells] = providerCells(providerTable())
  const line = (texts: readonly string[]) => `| ${texts.map(escapeText).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...cells.map(line), '', escapeText(LEGEND.join(' '))].join('\n')
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

/** Text that Markdown leaves as it is. */
function escapeText(text: string): string {
  return text.replace(/[|*]/g, '\\$&')
}
