// Reads the repository; writes only what is built (dist, turbo's cache). Runs every check, prints a line for each and the
// whole output of those that failed. With the id of a provider it checks what is about that provider alone. --no-tests leaves
// the tests out. Exits 1 if a check failed, 2 where there is no such provider.
import { join } from 'node:path'
import { providerSteps } from './provider-steps.ts'
import { type Outcome, run } from './run.ts'
import { providers, root } from './specs.ts'

const script = (name: string, ...args: string[]) => run('node', [join(root, 'scripts/src', name), ...args])

const [id] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const withTests = !process.argv.includes('--no-tests')
if (id !== undefined && !providers().includes(id)) {
  console.error(
    `"${id}" is no provider. Known: ${providers().join(', ')}. Fix: pnpm new-provider ${id}, or pnpm check for everything.`,
  )
  process.exit(2)
}

const everything: Record<string, () => Outcome> = {
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
  ...(withTests && {
    test: () => run('turbo', ['run', 'test', '--output-logs=errors-only', '--log-order=grouped', '--continue']),
  }),
}

const steps = id === undefined ? everything : providerSteps(id, withTests)
for (const [name, step] of Object.entries(steps)) {
  const start = performance.now()
  const { ok, output, summary = '' } = step()
  console.log(
    `${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${((performance.now() - start) / 1000).toFixed(1)} s ${summary}`.trimEnd(),
  )
  if (ok) continue
  process.exitCode = 1
  console.log(`\n${output.trim()}\n`)
}
