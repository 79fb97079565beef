import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'

const root = join(import.meta.dirname, '../..')

/** Folders of all published packages. */
export const PACKAGES = readdirSync(join(root, 'packages')).sort()

/** Whether a package is bundled into one file; command and simulators are not, because nobody imports them for speed. */
export const isJoined = (folder: string) => !['cli', 'simulator', 'all'].includes(folder)

export const packageName = (folder: string) => (folder === 'callspec' ? folder : `@callspec/${folder}`)

/** Packs every package as it would be published; returns the path of each tarball by package name. */
export async function packAll(destination: string): Promise<Record<string, string>> {
  mkdirSync(destination, { recursive: true })
  await run('pnpm', ['-r', '--filter', './packages/*', 'pack', '--pack-destination', destination], root)
  const files = readdirSync(destination)
  return Object.fromEntries(
    PACKAGES.map((folder) => {
      const name = packageName(folder)
      const start = `${name.replace('@', '').replace('/', '-')}-`
      const file = files.find((each) => each.startsWith(start) && /^\d/.test(each.slice(start.length)))
      if (!file) throw new Error(`pnpm pack made no tarball of ${name}. It made ${files.join(', ')}.`)
      return [name, join(destination, file)]
    }),
  )
}
