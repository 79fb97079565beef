// Reads the repository; writes the site to site/. --serve then serves it on loopback and, in a terminal, opens the
// browser. Exits 1 if a part could not be built.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../../../scripts/src/run.ts'
import { output, root, site } from './folders.ts'

const build = run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'])
if (!build.ok) throw new Error(`The packages do not build:\n${build.output}`)

rmSync(output, { recursive: true, force: true })
// Not import statements: what they read exists only after the build.
const { writePages } = await import('./pages/write-pages.ts')
const { pages, slugs } = await writePages()
const astro = run('node', [join(site, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent'], site, {
  ASTRO_TELEMETRY_DISABLED: '1',
})
if (!astro.ok) throw new Error(`Astro could not build the site:\n${astro.output}`)
const { copyShell } = await import('./shell.ts')
copyShell()
const { buildPlatformPages } = await import('./redoc/platform-pages.ts')
await buildPlatformPages()
const { writeMarkdown } = await import('./markdown/write-markdown.ts')
writeMarkdown(pages, slugs)
const { writeSearchIndex } = await import('./search/search-index.ts')
await writeSearchIndex()
// The Redoc pages open as files as well; the others need a server.
console.log(`wrote ${output.replace(`${root}/`, '')}/; to look at it: pnpm run docs --serve`)

if (process.argv.includes('--serve')) {
  const { serve } = await import('./serve.ts')
  console.log((await serve({ open: process.stdout.isTTY })).url)
}
