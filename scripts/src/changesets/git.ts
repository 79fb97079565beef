import { spawnSync } from 'node:child_process'

/** The output of a git command, or undefined if it failed: no repository, no such commit. */
export function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  return status === 0 ? stdout.trimEnd() : undefined
}

/** Files that differ from a commit, committed or not. */
export function changedSince(commit: string, folder: string): string[] {
  const tracked = git(folder, 'diff', '--name-only', '--no-renames', '-z', commit) ?? ''
  const untracked = git(folder, 'ls-files', '--others', '--exclude-standard', '-z') ?? ''
  return [...new Set(`${tracked}\0${untracked}`.split('\0'))].filter((path) => path !== '').sort()
}
