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
const next = replaceBlock(replaceBlock(text, 'providers', providers()), 'demo', demo())

if (next === text) console.log('README.md: fresh')
else if (process.argv.includes('--check')) {
  console.error('README.md: a block is stale. Fix: node scripts/src/readme.ts')
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
  const table = execFileSync(process.execPath, [join(root, 'packages/cli/dist/bin.js'), 'demo', '--limit', '10'], {
    encoding: 'utf8',
    env: { ...process.env, COLUMNS: '150' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return ['```', table.trimEnd(), '```'].join('\n')
}

/** Text that Markdown leaves as it is. */
function escapeText(text: string): string {
  return text.replace(/[|*]/g, '\\$&')
}
