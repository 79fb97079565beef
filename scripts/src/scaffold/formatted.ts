import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from '../run.ts'
import { root } from '../specs.ts'

/** The files in the form that the formatter of this repository gives them, with their imports in order. */
export function formatted(files: readonly [path: string, text: string][]): [string, string][] {
  const folder = mkdtempSync(join(tmpdir(), 'callspec-scaffold-'))
  try {
    const { vcs: _none, ...rest } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
    for (const [path, text] of [...files, ['biome.json', JSON.stringify(rest)] as const]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      // A line of blanks is what stood for nothing.
      writeFileSync(join(folder, path), text.replaceAll(/^[ \t]+\n/gm, ''))
    }
    const { ok, output } = run('biome', ['check', '--write', '--colors=off', '.'], folder)
    if (!ok) throw new Error(output)
    return files.map(([path]) => [path, readFileSync(join(folder, path), 'utf8')])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
