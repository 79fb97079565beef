import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capabilities } from '../../../scripts/src/capabilities.ts'
import type { ProviderPage } from '../src/shell/provider-tabs.ts'
import type { ShellProvider } from '../src/shell/shell-header.ts'
import { output, root, site } from './folders.ts'

interface Shell {
  repository: string
  providers: (ShellProvider & { pages: ProviderPage[] })[]
}

/** What the header of every page shows, but for what differs from page to page. */
export function shell(): Shell {
  const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return {
    repository: repository.url.replace(/^git\+|\.git$/g, ''),
    providers: capabilities.map(({ id, name, brands }) => ({
      id,
      name,
      brands: brands.map((brand) => brand.name),
      pages: providerPages(id),
    })),
  }
}

/** The pages of a provider, its operations first. A changelog appears with the first release. */
function providerPages(id: string): ProviderPage[] {
  const changelog = existsSync(join(root, 'packages', id, 'CHANGELOG.md'))
  return [
    { label: 'Operations', path: `platforms/${id}/` },
    { label: 'In the call log', path: `platforms/${id}/exactness/` },
    { label: 'Package', path: `packages/${id}/` },
    { label: 'Reference', path: `packages/${id}/api/` },
    ...(changelog ? [{ label: 'Changelog', path: `packages/${id}/changelog/` }] : []),
  ]
}

/** The style and the scripts that every page loads from one address. */
export function copyShell(): void {
  mkdirSync(join(output, 'shell'), { recursive: true })
  for (const file of ['shell.css', 'shell.js', 'search.css', 'search.js']) {
    copyFileSync(join(site, 'src/shell', file), join(output, 'shell', file))
  }
}
