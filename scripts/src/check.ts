// Reads the repository; writes only what is built (dist, turbo's cache). Runs every check, prints a line for each and the
// whole output of those that failed. With the id of a provider it checks what is about that provider alone. --no-tests leaves
// the tests out. Exits 1 if a check failed, 2 where there is no such provider.
import { join } from 'node:path'
import { beside } from './beside.ts'
import { providerSteps, type Steps } from './provider-steps.ts'
import { runBeside } from './run.ts'
import { providers, root } from './specs.ts'

const script = (name: string, ...args: string[]) => runBeside('node', [join(root, 'scripts/src', name), ...args])

const [id] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const withTests = !process.argv.includes('--no-tests')
if (id !== undefined && !providers().includes(id)) {
  console.error(
    `"${id}" is no provider. Known: ${providers().join(', ')}. Fix: pnpm new-provider ${id}, or pnpm check for everything.`,
  )
  process.exit(2)
}

/** Beside each other: what reads the sources, and the build with what reads it. The tests after both have the machine for themselves. */
const everything: Steps = {
  sources: {
    generate: () => script('generate.ts', '--check'),
    specs: () => script('lint-specs.ts'),
    layout: () => script('check-layout.ts'),
    circles: () => script('check-circles.ts'),
    gaps: () => script('check-gaps.ts'),
    changesets: () => script('check-changesets.ts'),
    format: () => {
      const options = ['--error-on-warnings', '--diagnostic-level=warn', '--max-diagnostics=200', '--colors=off']
      return runBeside('biome', ['ci', '.', ...options])
    },
  },
  built: {
    build: () => runBeside('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped']),
    // The packages' own code is checked by building it.
    typecheck: () => runBeside('tsc', ['-p', 'tsconfig.json']),
    readme: () => script('readme.ts', '--check'),
    exactness: () => script('exactness.ts', '--check'),
    samples: () => runBeside('node', [join(root, 'docs/site/build/check-samples.ts')]),
  },
  tests: {
    test: () => runBeside('turbo', ['run', 'test', '--output-logs=errors-only', '--log-order=grouped', '--continue']),
  },
}

const { sources, built, tests } = id === undefined ? everything : providerSteps(id)
for (const chains of [[sources, built], withTests ? [tests] : []]) {
  for await (const { name, outcome, seconds } of beside(...chains)) {
    const { ok, output, summary = '' } = outcome
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.toFixed(1)} s ${summary}`.trimEnd())
    if (ok) continue
    process.exitCode = 1
    console.log(`\n${output.trim()}\n`)
  }
}
