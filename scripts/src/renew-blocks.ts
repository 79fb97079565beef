import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceBlock } from './block.ts'
import { root } from './specs.ts'

/**
 * Rewrites a page's blocks, by the names of their markers, and prints whether anything changed. With --check on the command line it writes
 * nothing, and a stale block makes the process exit with 1.
 */
export function renewBlocks(page: string, blocks: Record<string, string>): void {
  const path = join(root, page)
  const text = readFileSync(path, 'utf8')
  const next = Object.entries(blocks).reduce((written, [name, block]) => replaceBlock(written, name, block), text)
  if (next === text) console.log(`${page}: fresh`)
  else if (process.argv.includes('--check')) {
    console.error(`${page}: a block is stale. Fix: pnpm tables`)
    process.exitCode = 1
  } else {
    writeFileSync(path, next)
    console.log(`wrote ${page}`)
  }
}
