// Reads the repository; writes the site to site/. --serve then serves it on loopback and, in a terminal, opens the
// browser. Exits 1 if a part could not be built.
import { run } from '../../../scripts/src/run.ts'
import { output, root } from './folders.ts'

const build = run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'])
if (!build.ok) throw new Error(`The packages do not build:\n${build.output}`)

// Not an import statement: what it reads exists only after the build.
const { buildSite } = await import('./build-site.ts')
await buildSite()
// The Redoc pages open as files as well; the others need a server.
console.log(`wrote ${output.replace(`${root}/`, '')}/; to look at it: pnpm run docs --serve`)

if (process.argv.includes('--serve')) {
  const { serve } = await import('./serve.ts')
  console.log((await serve({ open: process.stdout.isTTY })).url)
}
