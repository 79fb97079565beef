// Packs all packages and installs them outside the repository, where nothing of it can be found: with pnpm in `strict`, where
// each package reaches only what it names, and one client alone with npm in `alone`. The consumer's program is
// put beside and compiled.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
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
    alone: string
  }
}

export default async function setUp(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'callspec-packed-'))
  const [strict, alone] = [join(folder, 'strict'), join(folder, 'alone')]
  const tarballs = await packAll(join(folder, 'tarballs'))
  const butter = ['@callspec/core', '@callspec/butter'].map((name) => tarballs[name] ?? name)
  await Promise.all([installWithPnpm(strict, tarballs), installWithNpm(alone, butter)])
  const program = join(import.meta.dirname, '../project/list-calls.ts')
  for (const extension of ['ts', 'cts']) copyFileSync(program, join(strict, `list-calls.${extension}`))
  await compile(strict, '7', 'nodenext', { outDir: 'compiled' })
  project.provide('tarballs', tarballs)
  project.provide('strict', strict)
  project.provide('alone', alone)
  return () => rmSync(folder, { recursive: true, force: true })
}
