import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { providers } from '../../../../scripts/src/specs.ts'
import { generated } from '../folders.ts'
import { shell } from '../shell.ts'
import { apiPages } from './api-pages.ts'
import { callPage } from './call-page.ts'
import { exactnessPages } from './exactness-pages.ts'
import { firstSentence } from './first-sentence.ts'
import { guidesPage } from './guides-page.ts'
import { headOf } from './head.ts'
import { indexPage } from './index-page.ts'
import { linked } from './markdown.ts'
import { missingPage } from './missing-page.ts'
import type { Page } from './page.ts'
import { platformsPage } from './platforms-page.ts'
import { repositoryPages } from './repository-pages.ts'
import { sidebar } from './sidebar.ts'

/**
 * Writes every page except the platforms' own, and the navigation, for the site generator. Returns the pages, and the address of every
 * file that links may name.
 */
export async function writePages(): Promise<{ pages: Page[]; slugs: ReadonlyMap<string, string> }> {
  const [readme, ...others] = repositoryPages()
  if (!readme) throw new Error('README.md: missing. Fix: write it.')
  const pages = [
    indexPage(readme),
    callPage(),
    guidesPage(others),
    platformsPage(),
    ...exactnessPages(),
    ...others,
    ...(await apiPages()),
  ]
  const slugs = new Map<string, string>([
    ...pages.map(({ source, slug }) => [source, slug] as const),
    ...providers().map((id) => [`specs/${id}/openapi.yaml`, `platforms/${id}`] as const),
  ])
  const folder = join(generated, 'pages')
  rmSync(folder, { recursive: true, force: true })
  for (const page of [...pages, missingPage]) {
    const file = join(folder, `${page.slug || 'index'}.md`)
    mkdirSync(dirname(file), { recursive: true })
    // JSON is YAML, too.
    const frontmatter = JSON.stringify({
      title: page.title,
      description: firstSentence(page) || undefined,
      ...page.frontmatter,
      head: headOf(page),
    })
    writeFileSync(file, `---\n${frontmatter}\n---\n\n${linked(page, slugs).trim()}\n`)
  }
  writeFileSync(join(generated, 'shell.json'), JSON.stringify(shell()))
  writeFileSync(join(generated, 'sidebar.json'), JSON.stringify(sidebar(pages), null, 2))
  return { pages, slugs }
}
