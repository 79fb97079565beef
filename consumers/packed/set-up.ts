// Packs all packages and installs them outside the repository, where nothing of it can be found by accident: with pnpm in `strict`, where each
// package reaches only its own dependencies, and the log and one provider with npm in `npm`. The consumer's program is added and compiled.
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { installWithNpm, installWithPnpm } from '../src/install.ts'
import { packAll } from '../src/tarballs.ts'
import { compile } from '../src/typescript.ts'

declare module 'vitest' {
  interface ProvidedContext {
    tarballs: Record<string, string>
    strict: string
    npm: string
  }
}

/** The log with one provider, and what they need. */
export const LOG = ['callspec', '@callspec/butter', '@callspec/core', '@callspec/provider']

export default async function setUp(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'callspec-packed-'))
  const [strict, npm] = [join(folder, 'strict'), join(folder, 'npm')]
  const tarballs = await packAll(join(folder, 'tarballs'))
  const log = LOG.flatMap((name) => tarballs[name] ?? [])
  await Promise.all([installWithPnpm(strict, tarballs), installWithNpm(npm, log)])
  const program = join(import.meta.dirname, '../project')
  cpSync(program, strict, { recursive: true })
  copyFileSync(join(program, 'list-calls.ts'), join(strict, 'list-calls.cts'))
  await compile(strict, '7', 'nodenext', { outDir: 'compiled' })
  project.provide('tarballs', tarballs)
  project.provide('strict', strict)
  project.provide('npm', npm)
  return () => rmSync(folder, { recursive: true, force: true })
}
