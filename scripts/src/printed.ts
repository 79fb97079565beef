import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './specs.ts'

/** The built command's stdout as a code block. */
export function printed(args: string[], environment: Record<string, string> = {}): string {
  const text = execFileSync(process.execPath, [join(root, 'packages/cli/dist/bin.js'), ...args], {
    encoding: 'utf8',
    env: { COLUMNS: '150', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return ['```', text.trimEnd(), '```'].join('\n')
}
