import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../../scripts/src/run.ts'
import { output, site } from './folders.ts'
import { writeMarkdown } from './markdown/write-markdown.ts'
import { writePages } from './pages/write-pages.ts'
import { buildPlatformPages } from './redoc/platform-pages.ts'
import { writeSearchIndex } from './search/search-index.ts'
import { copyShell } from './shell.ts'

/** Writes the site to site/. The packages have to be built. */
export async function buildSite(): Promise<void> {
  rmSync(output, { recursive: true, force: true })
  const { pages, slugs } = await writePages()
  // What it remembers of pages would name a style sheet of the last configuration.
  const astro = run('node', [join(site, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent', '--force'], site, {
    ASTRO_TELEMETRY_DISABLED: '1',
  })
  if (!astro.ok) throw new Error(`Astro could not build the site:\n${astro.output}`)
  copyShell()
  await buildPlatformPages()
  writeMarkdown(pages, slugs)
  await writeSearchIndex()
}
