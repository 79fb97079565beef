import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capabilities } from '../../../scripts/src/capabilities.ts'
import type { ShellOptions } from '../src/shell/shell-header.ts'
import { output, root, site } from './folders.ts'

/** What the header of every page shows, but for what differs from page to page. */
export function shellOptions(): Pick<ShellOptions, 'providers' | 'repository'> {
  const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return {
    providers: capabilities.map(({ id, name, brands }) => ({ id, name, brands: brands.map((brand) => brand.name) })),
    repository: repository.url.replace(/^git\+|\.git$/g, ''),
  }
}

/** The style and the scripts that every page loads from one address. */
export function copyShell(): void {
  mkdirSync(join(output, 'shell'), { recursive: true })
  for (const file of ['shell.css', 'shell.js', 'search.css', 'search.js']) {
    copyFileSync(join(site, 'src/shell', file), join(output, 'shell', file))
  }
}
