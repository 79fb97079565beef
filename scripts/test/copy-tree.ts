import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { providers, root } from '../src/specs.ts'

export interface Tree {
  root: string
  /** Replaces the first occurrence of a text that has to be there. */
  edit(path: string, from: string, to: string): void
  /** Makes every file what it was, and takes away what came. */
  restore(): void
  remove(): void
}

/** The providers of a copy: one that is read by GET and one by POST. What is shared is tested, and the tree itself by `pnpm check`. */
const COPIED = ['butter', 'zudu']

/**
 * The specs and packages of the repository in a folder of their own, with two of its providers, to be broken at will. It lies inside the
 * repository, so that packages that the root has installed are found, and is ignored by git and every tool.
 */
export function copyTree(): Tree {
  const copy = mkdtempSync(join(root, '.tmp-'))
  const others = new Set(providers().filter((id) => !COPIED.includes(id)))
  const isWanted = (path: string) =>
    !['node_modules', 'dist', '.turbo'].includes(basename(path)) && !others.has(basename(path, '.ts'))
  for (const part of ['specs', 'packages', 'tsconfig.package.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: isWanted })
  }
  // Outside the copy, which has none of its own: git says what changed since.
  const original = mkdtempSync(join(tmpdir(), 'callspec-original-'))
  const git = (...args: string[]) => execFileSync('git', [`--git-dir=${original}`, `--work-tree=${copy}`, ...args], { cwd: copy })
  git('init', '-q')
  git('add', '--all', '--force')
  return {
    root: copy,
    edit(path, from, to) {
      const text = readFileSync(join(copy, path), 'utf8')
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}. Bring this test up to date.`)
      writeFileSync(join(copy, path), text.replace(from, to))
    },
    restore() {
      git('checkout-index', '--all', '--force')
      git('clean', '-qffdx')
    },
    remove() {
      for (const folder of [copy, original]) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Makes what a package has installed from the registry available in the copy. */
export function linkModules(tree: Tree, name: string): void {
  const installed = join(root, 'packages', name, 'node_modules')
  if (existsSync(installed)) symlinkSync(installed, join(tree.root, 'packages', name, 'node_modules'), 'junction')
}
