import { join } from 'node:path'
import { list, read } from '../../../../scripts/src/files.ts'
import { root } from '../folders.ts'
import { pageOf } from './markdown.ts'
import type { Page } from './page.ts'

/** The Markdown of the repository: guides, decisions, the packages' own pages. Only single files are listed by hand. */
export function repositoryPages(): Page[] {
  const inFolder = (folder: string, slug: string) =>
    list(root, folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => ({ source: `${folder}/${file}`, slug: `${slug}/${file.replace('.md', '')}` }))
  const packages = list(root, 'packages').flatMap((name) => [
    { source: `packages/${name}/README.md`, slug: `packages/${name}` },
    { source: `packages/${name}/CHANGELOG.md`, slug: `packages/${name}/changelog`, label: 'Changelog' },
  ])
  return [
    { source: 'README.md', slug: '', label: 'Overview' },
    ...inFolder('docs', 'guides'),
    ...inFolder('docs/decisions', 'decisions'),
    ...packages,
    { source: 'CONTRIBUTING.md', slug: 'project/contributing' },
    { source: 'specs/README.md', slug: 'project/specs' },
    { source: 'SECURITY.md', slug: 'project/security' },
    { source: 'bench/README.md', slug: 'project/benchmark' },
  ].flatMap(({ source, slug, label }: { source: string; slug: string; label?: string }) => {
    // Changelogs appear with the first release.
    const text = read(join(root, source))
    if (text === undefined) return []
    const page = pageOf(source, slug, text, label)
    return [label === 'Changelog' ? { ...page, title: `${page.title}: changelog` } : page]
  })
}
