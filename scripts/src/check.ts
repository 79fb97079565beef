// Reads the repository; writes only what is built (dist, turbo's cache). Runs every check, prints a line for each and the
// whole output of those that failed. --no-tests leaves the tests out. Exits 1 if a check failed.
import { join } from 'node:path'
import { type Outcome, run } from './run.ts'
import { root } from './specs.ts'

const script = (name: string, ...args: string[]) => run('node', [join(root, 'scripts/src', name), ...args])

const steps: Record<string, () => Outcome> = {
  generate: () => script('generate.ts', '--check'),
  specs: () => script('lint-specs.ts'),
  layout: () => script('check-layout.ts'),
  circles: () => script('check-circles.ts'),
  gaps: () => script('check-gaps.ts'),
  changesets: () => script('check-changesets.ts'),
  format: () =>
    run('biome', ['ci', '.', '--error-on-warnings', '--diagnostic-level=warn', '--max-diagnostics=200', '--colors=off']),
  build: () => run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped']),
  // The packages' own code is checked by building it.
  typecheck: () => run('tsc', ['-p', 'tsconfig.json']),
  readme: () => script('readme.ts', '--check'),
  exactness: () => script('exactness.ts', '--check'),
  samples: () => run('node', [join(root, 'docs/site/build/check-samples.ts')]),
  ...(!process.argv.includes('--no-tests') && {
    test: () => run('turbo', ['run', 'test', '--output-logs=errors-only', '--log-order=grouped', '--continue']),
  }),
}

for (const [name, step] of Object.entries(steps)) {
  const start = performance.now()
  const { ok, output } = step()
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${((performance.now() - start) / 1000).toFixed(1)} s`)
  if (ok) continue
  process.exitCode = 1
  console.log(`\n${output.trim()}\n`)
}
