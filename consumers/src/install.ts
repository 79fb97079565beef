import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'

/** Installs all tarballs into a fresh folder with pnpm, where each package reaches only its own dependencies. */
export async function installWithPnpm(folder: string, tarballs: Record<string, string>): Promise<void> {
  const dependencies = Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]))
  // Required by the simulator's readme.
  const devDependencies = { '@types/node': '26.6.6' }
  write(folder, 'package.json', { name: 'consumer', private: true, type: 'module', dependencies, devDependencies })
  // The packages depend on each other, and this version is not on the registry.
  write(folder, 'pnpm-workspace.yaml', { overrides: dependencies, minimumReleaseAge: 0, pmOnFail: 'ignore' })
  await run('pnpm', ['install', '--prefer-offline', '--ignore-scripts'], folder)
}

/** Installs some tarballs, and nothing else by name, into a fresh folder with npm. */
export async function installWithNpm(folder: string, tarballs: readonly string[]): Promise<void> {
  write(folder, 'package.json', { name: 'consumer', private: true })
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  await run('npm', ['install', '--prefer-offline', '--ignore-scripts', ...quiet, ...tarballs], folder)
}

/** JSON, which is YAML as well. */
function write(folder: string, file: string, content: object): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, file), `${JSON.stringify(content, null, 2)}\n`)
}
