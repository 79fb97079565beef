import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../src/specs.ts'

export interface Tree {
  root: string
  /** Replaces the first occurrence of a text that has to be there. */
  edit(path: string, from: string, to: string): void
  remove(): void
}

/**
 * The specs and packages of the repository in a folder of their own, to be broken at will. It lies inside the repository,
 * so that packages that the root has installed are found, and is ignored by git and every tool.
 */
export function copyTree(): Tree {
  const copy = mkdtempSync(join(root, '.tmp-'))
  const isSource = (path: string) => !['node_modules', 'dist', '.turbo'].includes(basename(path))
  for (const part of ['specs', 'packages', 'tsconfig.package.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: isSource })
  }
  return {
    root: copy,
    edit(path, from, to) {
      const text = readFileSync(join(copy, path), 'utf8')
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}. Bring this test up to date.`)
      writeFileSync(join(copy, path), text.replace(from, to))
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  }
}

/** Makes what a package has installed from the registry available in the copy. */
export function linkModules(tree: Tree, name: string): void {
  const installed = join(root, 'packages', name, 'node_modules')
  if (existsSync(installed)) symlinkSync(installed, join(tree.root, 'packages', name, 'node_modules'), 'junction')
}
