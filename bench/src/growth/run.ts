import { readdirSync, statSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { run } from '../../../scripts/src/run.ts'
import { providers } from '../../../scripts/src/specs.ts'
import { saveResult } from '../results.ts'
import { grownTree } from './grown-tree.ts'
import { type Use, useSite } from './use.ts'

const MANY = 30

export interface Grown extends Use {
  providers: number
  buildSeconds: number
  /** Of the pages and what they load; the single files to take along are counted apart. */
  bytes: number
  singleBytes: number
  files: number
  indexBytes: number
}

export interface GrowthResult {
  date: string
  node: string
  cpu: string
  cores: number
  load: number
  sites: Grown[]
}

/** Builds the site with the providers that there are, and with thirty, and uses both. */
export async function runGrowth(): Promise<void> {
  const load = loadavg()[0]!
  const sites: Grown[] = []
  for (const count of [providers().length, MANY]) sites.push(await grow(count))
  saveResult('growth', {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load,
    sites,
  } satisfies GrowthResult)
}

async function grow(count: number): Promise<Grown> {
  const tree = grownTree(count)
  try {
    const began = performance.now()
    // Without the build of the packages: they came built.
    const build = `await (await import('./docs/site/build/build-site.ts')).buildSite(); process.exit()`
    const { ok, output } = run('node', ['--input-type=module', '-e', build], tree.root)
    if (!ok) throw new Error(`The site with ${count} providers does not build:\n${output}`)
    const buildSeconds = (performance.now() - began) / 1000
    const site = join(tree.root, 'site')
    const files = filesIn(site)
    const isSingle = (path: string) => /platforms\/([^/]+)\/\1\.html$/.test(path)
    const grown = {
      providers: count,
      buildSeconds,
      files: files.length,
      bytes: sizeOf(files.filter((path) => !isSingle(path))),
      singleBytes: sizeOf(files.filter(isSingle)),
      indexBytes: sizeOf(files.filter((path) => path.startsWith(join(site, 'pagefind')))),
      ...(await useSite(site)),
    }
    console.error(`${count} providers: ${JSON.stringify(grown)}`)
    return grown
  } finally {
    tree.remove()
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )

const sizeOf = (files: readonly string[]) => files.reduce((sum, path) => sum + statSync(path).size, 0)
