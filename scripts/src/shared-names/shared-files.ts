import { spawnSync } from 'node:child_process'
import { read, walk } from '../files.ts'

/** Folders whose files may name providers, wherever they stand. */
const EXEMPT_PARTS = new Set(['test', 'tests', 'fixtures', 'templates', 'generated'])

/** Folders of the root, and of `packages/`, that may name providers. */
const EXEMPT_PATHS = /^(?:specs|docs|bench|consumers|\.changeset|packages\/all)\//

/** Written by pnpm, like a generated file. */
const LOCKFILE = 'pnpm-lock.yaml'

/** The hand-written files that belong to no provider: those that thirty providers share. Markdown is documentation. */
export function sharedFiles(base: string, ids: readonly string[]): string[] {
  return sources(base)
    .filter((path) => path !== LOCKFILE && !path.endsWith('.md') && !EXEMPT_PATHS.test(path))
    .filter((path) => !path.split('/').some((part) => EXEMPT_PARTS.has(part) || ids.some((id) => isOf(id, part))))
    .filter((path) => !/\.test(?:-d)?\.[jt]s$/.test(path) && !isGenerated(path, base))
}

const isOf = (id: string, part: string) => part === id || part.startsWith(`${id}.`) || part.startsWith(`${id}-`)

const isGenerated = (path: string, base: string) =>
  path.endsWith('.schema.json') || /\bGenerated\b/.test((read(base, path) ?? '').split('\n', 3).join('\n'))

/** What git knows or would take. A folder that is no repository is read as it is. */
function sources(base: string): string[] {
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: base,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const known = (stdout ?? '').split('\0').filter((path) => path !== '')
  return known.length > 0 ? known.sort() : walk(base)
}
